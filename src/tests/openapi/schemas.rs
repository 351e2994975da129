//! Schemas and what they refer to.

use super::{document, messages, with};

/// Pointers and texts of the schemas in a document with these members.
fn schemas(members: &str) -> (Vec<(String, String)>, Vec<String>) {
    let document = with(members);
    let found = document.schemas.iter().map(|one| (one.pointer.clone(), one.schema.clone())).collect();
    (found, messages(&document))
}

fn pairs(list: &[(&str, &str)]) -> Vec<(String, String)> {
    list.iter().map(|(one, other)| ((*one).to_owned(), (*other).to_owned())).collect()
}

#[test]
fn references_within_the_document_find_their_targets() {
    let (found, warnings) = schemas(
        r##""paths": {"/": {"get": {"responses": {"200": {"content": {"a/b": {"schema": {"type": "string"}}}}}}}},
            "components": {"schemas": {
                "A": {"properties": {"b": {"$ref": "#/components/schemas/A"}, "c": {"$ref": "#/components/schemas/A/properties/b"}}},
                "B C": {"$ref": "#/paths/~1/get/responses/200/content/a~1b/schema"},
                "D": {"allOf": [{"$ref": "#/components/schemas/B%20C"}, true]}
            }}"##,
    );
    assert_eq!(warnings, Vec::<String>::new());
    assert_eq!(
        found,
        pairs(&[
            (
                "#/components/schemas/A",
                r##"{"properties":{"b":{"$ref":"#/components/schemas/A"},"c":{"$ref":"#/components/schemas/A/properties/b"}}}"##
            ),
            ("#/components/schemas/B C", r##"{"$ref":"#/paths/~1/get/responses/200/content/a~1b/schema"}"##),
            ("#/components/schemas/D", r##"{"allOf":[{"$ref":"#/components/schemas/B C"},true]}"##),
            ("#/components/schemas/A/properties/b", r##"{"$ref":"#/components/schemas/A"}"##),
            ("#/paths/~1/get/responses/200/content/a~1b/schema", r#"{"type":"string"}"#),
        ])
    );
}

#[test]
fn anchors_and_ids_are_found() {
    let (found, warnings) = schemas(
        r##""paths": {"/": {"get": {}}}, "components": {"schemas": {
            "A": {"$id": "https://s.test/a", "$defs": {"x": {"$anchor": "x", "type": "string"}}},
            "B": {"anyOf": [{"$ref": "#x"}, {"$ref": "https://s.test/a"}, {"$ref": "#/components/schemas/A/$defs/x"}]}
        }}"##,
    );
    assert_eq!(warnings, Vec::<String>::new());
    let pointers: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(
        pointers,
        [
            "#/components/schemas/A",
            "#/components/schemas/B",
            "#x",
            "https://s.test/a",
            "#/components/schemas/A/$defs/x"
        ]
    );
    assert_eq!(found[2].1, r#"{"$anchor":"x","type":"string"}"#);
}

#[test]
fn a_schema_has_one_pointer_however_references_spell_it() {
    let (found, warnings) = schemas(
        r##""paths": {"/": {"get": {}}}, "components": {"schemas": {
            "x~y": {"type": "string"},
            "A": {"anyOf": [{"$ref": "#/components/schemas/x~y"}, {"$ref": "#/components/schemas/x~0y"}, {"$ref": "#/x-~/~"}]}
        }}, "x-~": {"~": true}"##,
    );
    assert_eq!(warnings, Vec::<String>::new());
    let name = "#/components/schemas/x~0y";
    assert_eq!(
        found,
        pairs(&[
            (name, r#"{"type":"string"}"#),
            (
                "#/components/schemas/A",
                &format!(r##"{{"anyOf":[{{"$ref":"{name}"}},{{"$ref":"{name}"}},{{"$ref":"#/x-~0/~0"}}]}}"##)
            ),
            ("#/x-~0/~0", "true"),
        ])
    );
}

#[test]
fn a_listed_schema_is_listed_once() {
    let long = format!(r#"{{"type": "object", "description": "{}"}}"#, "x".repeat(2_000));
    let (found, _) = schemas(&format!(
        r##""paths": {{"/": {{"get": {{"requestBody": {{"content": {{"a/b": {{"$ref": "#/components/schemas"}}}}}}}}}}}},
            "components": {{"schemas": {{"schema": {long}}}}}"##,
    ));
    let pointers: Vec<_> = found.iter().map(|(pointer, _)| pointer.as_str()).collect();
    assert_eq!(pointers, ["#/components/schemas/schema"]);
}

#[test]
fn components_in_swaggers_documents_are_found() {
    let document = document(
        r##"{"swagger": "2.0", "paths": {"/": {"get": {"responses": {"200": {"schema": {"anyOf": [
            {"$ref": "#/components/schemas/A"}, {"$ref": "#/components/schemas/B"}, {"$ref": "#/definitions/A"}]}}}}}},
            "definitions": {"A": {"type": "string"}}, "components": {"schemas": {"A": false, "B": {"type": "integer"}}}}"##,
    );
    let found: Vec<_> = document.schemas.iter().map(|one| (one.pointer.as_str(), one.schema.as_str())).collect();
    let (a, b) = (r#"{"type":"string"}"#, r#"{"type":"integer"}"#);
    assert_eq!(found, [("#/components/schemas/A", a), ("#/components/schemas/B", b)]);
}

#[test]
fn schemas_in_swaggers_parameters_lead_to_the_definitions() {
    let document = document(
        r##"{"swagger": "2.0", "host": "a.test", "paths": {"/{id}": {"post": {
            "parameters": [
                {"name": "id", "in": "path", "required": true, "type": "string", "not": {"$ref": "#/definitions/A"}},
                {"name": "f", "in": "formData", "type": "array", "items": {"$ref": "#/definitions/A"}}],
            "responses": {"200": {"description": "ok", "headers": {"X-A": {"type": "array", "items": {"$ref": "#/definitions/A"}}}}}
        }}}, "definitions": {"A": {"type": "string"}}}"##,
    );
    let operation = &document.operations[0];
    let texts =
        [&operation.parameters[0].schema, &operation.bodies[0].schema, &operation.responses[0].headers[0].schema];
    for text in texts {
        assert!(text.contains(r##"{"$ref":"#/components/schemas/A"}"##), "{text}");
    }
}

#[test]
fn references_that_lead_nowhere_stay() {
    let (found, warnings) = schemas(
        r##""paths": {"/": {"get": {}}}, "components": {"schemas": {
            "A": {"items": {"$ref": "#/components/schemas/Gone"}, "not": {"$ref": "a.yaml#/B"}, "if": {"$ref": "#"}},
            "B": {"example": {"$ref": "data"}, "properties": {"$ref": {"type": "string"}, "example": {"$ref": "#/components/schemas/A"}}},
            "C": 7, "D": {"$ref": "#/components/schemas/D"}
        }}"##,
    );
    assert_eq!(
        found[0].1,
        r##"{"items":{"$ref":"#/components/schemas/Gone"},"not":{"$ref":"a.yaml#/B"},"if":{"$ref":"#"}}"##
    );
    assert_eq!(found.len(), 3);
    assert_eq!(
        warnings,
        [
            "#/components/schemas/A/items/$ref The reference #/components/schemas/Gone leads to nothing in the document.",
            "#/components/schemas/A/not/$ref The reference a.yaml#/B leads out of the document, which is not followed.",
            "#/components/schemas/A/if/$ref The reference # leads to nothing in the document.",
            "#/components/schemas/C Expected a schema, found a number; left out.",
        ]
    );
}
