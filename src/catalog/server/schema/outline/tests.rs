use proptest::prelude::*;
use serde_json::{Value, json};

use super::super::support::{Document, anything};
use super::*;

fn document() -> Document {
    Document(json!({"components": {"schemas": {
        "Name": {"type": "string", "minLength": 1, "description": "A name."},
        "Pet": {
            "type": "object",
            "description": "A pet.",
            "required": ["name"],
            "properties": {
                "id": {"type": "integer", "format": "int64", "readOnly": true},
                "name": {"$ref": "#/components/schemas/Name"},
                "secret": {"type": "string", "writeOnly": true},
                "friends": {"type": "array", "items": {"$ref": "#/components/schemas/Pet"}}
            }
        },
        "Cat": {
            "description": "A cat.",
            "allOf": [
                {"$ref": "#/components/schemas/Pet"},
                {"type": "object", "required": ["lives"], "properties": {"lives": {"type": "integer"}, "name": {"const": "Tom"}}}
            ]
        },
        "Dog": {"type": "object", "properties": {"barks": {"type": "boolean"}}},
        "Loop": {"$ref": "#/components/schemas/Loop"},
        "Self": {"allOf": [{"$ref": "#/components/schemas/Self"}]}
    }}}))
}

fn options() -> Options {
    Options { depth: 4, direction: Direction::Response, nodes: 100 }
}

fn lay_out(schema: &Value) -> Node {
    outline(schema, &document(), &options())
}

fn branches(node: &Node) -> &Branches {
    match &node.children {
        Children::Open(branches) => branches,
        other => panic!("{other:?}"),
    }
}

fn names(nodes: &[Node]) -> Vec<&str> {
    nodes.iter().filter_map(|node| node.name.as_deref()).collect()
}

#[test]
fn a_schema_has_words_for_what_it_is() {
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    for (schema, kind) in [
        (json!({"type": "string"}), "string"),
        (json!({"type": "array", "items": pet}), "array of Pet"),
        (json!({"type": "array", "items": {"$ref": "#/components/schemas/Name"}}), "array of string"),
        (json!({"type": "object", "additionalProperties": {"type": "integer"}}), "map of integer"),
        (json!({"type": ["string", "null"]}), "string or null"),
        (json!({"type": "string", "nullable": true}), "string or null"),
        (json!({"oneOf": [pet, {"type": "null"}]}), "Pet or null"),
        (json!({"anyOf": [{"type": "null"}, {"type": "string"}]}), "string or null"),
        (json!({"nullable": true, "allOf": [pet]}), "Pet or null"),
        (json!({"type": "object"}), "object"),
        (json!({"properties": {}}), "object"),
        (json!({"enum": ["a", "b"]}), "string"),
        (json!({}), "any"),
        (json!(true), "any"),
        (json!(false), "nothing"),
        (json!({"type": "null"}), "null"),
        (json!({"oneOf": [pet, {"$ref": "#/components/schemas/Dog"}]}), "Pet or Dog"),
        (json!({"$ref": "#/components/schemas/None"}), "None"),
        (json!({"$ref": "#/components/schemas/Loop"}), "Loop"),
        (json!({"$ref": "#/components/schemas/Self"}), "Self"),
        (json!({"type": 1, "items": 2, "allOf": {}, "oneOf": [3], "$ref": []}), "array"),
        (json!([]), "any"),
    ] {
        assert_eq!(lay_out(&schema).kind, kind, "{schema}");
    }
}

#[test]
fn members_of_all_of_are_one_list_of_properties() {
    let cat = lay_out(&json!({"$ref": "#/components/schemas/Cat"}));
    assert_eq!(cat.description.as_deref(), Some("A cat."));
    assert_eq!(cat.reference.as_deref(), Some("#/components/schemas/Cat"));
    let properties = &branches(&cat).properties;
    assert_eq!(names(properties), ["id", "name", "friends", "lives"]);
    assert_eq!(properties.iter().map(|node| node.required).collect::<Vec<_>>(), [false, true, false, true]);
    assert_eq!(properties[1].constraints, [Constraint { name: "const".to_owned(), value: "Tom".to_owned() }]);
}

#[test]
fn a_reference_in_all_of_keeps_the_description_beside_it() {
    for schema in [
        json!({"description": "Mine.", "allOf": [{"$ref": "#/components/schemas/Pet"}]}),
        json!({"allOf": [{"$ref": "#/components/schemas/Pet"}, {"description": "Mine."}]}),
        json!({"$ref": "#/components/schemas/Pet", "description": "Mine."}),
    ] {
        let node = lay_out(&schema);
        assert_eq!(node.description.as_deref(), Some("Mine."), "{schema}");
        assert_eq!(node.reference.as_deref(), Some("#/components/schemas/Pet"), "{schema}");
        assert_eq!(names(&branches(&node).properties), ["id", "name", "friends"]);
    }
}

#[test]
fn properties_for_the_other_direction_are_left_out() {
    let pet = json!({"$ref": "#/components/schemas/Pet"});
    let request = outline(&pet, &document(), &Options { direction: Direction::Request, ..options() });
    assert_eq!(names(&branches(&request).properties), ["name", "secret", "friends"]);
}

#[test]
fn a_schema_that_contains_itself_names_itself() {
    let schema = json!({"$ref": "#/components/schemas/Pet"});
    let pet = lay_out(&schema);
    let friend = branches(&branches(&pet).properties[2]).items.as_ref().unwrap();
    let Children::Recursive { pointer_path, reference } = &friend.children else { panic!("{friend:?}") };
    assert_eq!(reference, "#/components/schemas/Pet");
    let document = document();
    let found = at(&schema, pointer_path, &document).unwrap();
    assert_eq!(outline(found.schema, &document, &options()).reference.as_ref(), Some(reference));
}

#[test]
fn a_path_can_go_on_from_the_last_reference() {
    let document = document();
    let schema = json!({"properties": {"pet": {"$ref": "#/components/schemas/Pet"}}});
    for (path, last) in [
        ("/properties/pet", None),
        ("/properties/pet/$ref", Some("")),
        ("/properties/pet/$ref/properties/name", Some("/properties/name")),
        ("/properties/pet/properties/name", Some("/properties/name")),
        ("/properties/pet/$ref/properties/friends/items", Some("/properties/friends/items")),
        ("/properties/pet/$ref/properties/friends/items/$ref", Some("")),
        ("/properties/pet/$ref/properties/friends/items/properties/id", Some("/properties/id")),
    ] {
        let found = at(&schema, path, &document).unwrap();
        let pet = "#/components/schemas/Pet".to_owned();
        assert_eq!(found.last, last.map(|last| (pet.clone(), last.to_owned())), "{path}");
        if let Some((reference, rest)) = &found.last {
            let again = at(document.schema(reference).unwrap(), rest, &document).unwrap();
            assert_eq!(again.schema, found.schema, "{path}");
        }
    }
}

#[test]
fn what_is_beyond_the_depth_is_found_later() {
    let schema = json!({"allOf": [{"properties": {"a/b": {"properties": {"c": {"type": "string"}}}}}]});
    let node = outline(&schema, &document(), &Options { depth: 1, ..options() });
    let Children::Closed { pointer_path } = &branches(&node).properties[0].children else { panic!("{node:?}") };
    assert_eq!(pointer_path, "/allOf/0/properties/a~1b");
    let document = document();
    let found = Found { schema: &json!({"properties": {"c": {"type": "string"}}}), last: None };
    assert_eq!(at(&schema, pointer_path, &document), Some(found));
    let schema = json!({"properties": {"pet": {"$ref": "#/components/schemas/Pet"}}});
    assert!(at(&schema, "/properties/pet/properties/name/minLength", &document).is_none());
    assert!(at(&schema, "/properties/pet/properties/name", &document).is_some());
    assert!(at(&schema, "/properties/pet/$ref/properties/name/$ref", &document).is_some());
    for path in ["x", "/", "/properties", "/properties/", "/allOf/0", "/$ref", "/properties/pet/$ref/$ref"] {
        assert!(at(&schema, path, &document).is_none(), "{path}");
    }
}

#[test]
fn alternatives_have_their_discriminator() {
    let schema = json!({
        "oneOf": [{"$ref": "#/components/schemas/Cat"}, {"$ref": "#/components/schemas/Dog"}],
        "discriminator": {"propertyName": "kind", "mapping": {"cat": "Cat"}}
    });
    let node = lay_out(&schema);
    let [variants] = branches(&node).variants.as_slice() else { panic!("{node:?}") };
    assert_eq!(variants.combination, Combination::OneOf);
    assert_eq!(variants.nodes.iter().map(|node| node.kind.as_str()).collect::<Vec<_>>(), ["Cat", "Dog"]);
    let discriminator = variants.discriminator.as_ref().unwrap();
    let mapping: Vec<_> =
        discriminator.mapping.iter().map(|entry| (entry.value.as_str(), entry.reference.as_str())).collect();
    assert_eq!(mapping, [("cat", "#/components/schemas/Cat"), ("Dog", "#/components/schemas/Dog")]);
}

#[test]
fn contradicting_members_of_all_of_stand_one_by_one() {
    let node = lay_out(&json!({"allOf": [{"type": "string"}, {"type": "object"}]}));
    assert_eq!(branches(&node).variants[0].combination, Combination::AllOf);
    assert_eq!(branches(&node).variants[0].nodes.len(), 2);
}

#[test]
fn long_lists_of_values_are_cut() {
    let values: Vec<Value> = (0..150).map(Value::from).collect();
    let node = lay_out(&json!({"enum": values}));
    assert_eq!((node.allowed.len(), node.allowed_more), (100, 50));
    let node = lay_out(&json!({"enum": ["a", "", "null", "1", 1, null]}));
    assert_eq!(node.allowed, ["a", "\"\"", "\"null\"", "\"1\"", "1", "null"]);
}

#[test]
fn nodes_are_shared_out_level_by_level() {
    let inner: serde_json::Map<_, _> = (0..50).map(|i| (format!("p{i}"), json!({}))).collect();
    let outer: serde_json::Map<_, _> = (0..10).map(|i| (format!("o{i}"), json!({"properties": inner}))).collect();
    let node = outline(&json!({"properties": outer}), &document(), &Options { nodes: 31, ..options() });
    let properties = &branches(&node).properties;
    assert_eq!(properties.len(), 10);
    assert_eq!((branches(&properties[0]).properties.len(), branches(&properties[0]).more), (20, 30));
    assert!(matches!(properties[1].children, Children::Closed { .. }));
}

fn count(node: &Node) -> usize {
    let Children::Open(branches) = &node.children else {
        return 1;
    };
    let Branches { properties, patterns, map, prefix, items, contains, variants, .. } = &**branches;
    let variants = variants.iter().flat_map(|variants| &variants.nodes);
    let all = properties.iter().chain(patterns).chain(map).chain(prefix).chain(items).chain(contains).chain(variants);
    1 + all.map(count).sum::<usize>()
}

fn closed<'n>(node: &'n Node, paths: &mut Vec<&'n str>) {
    match &node.children {
        Children::None => {}
        Children::Closed { pointer_path } | Children::Recursive { pointer_path, .. } => paths.push(pointer_path),
        Children::Open(branches) => {
            let Branches { properties, patterns, map, prefix, items, contains, variants, .. } = &**branches;
            let variants = variants.iter().flat_map(|variants| &variants.nodes);
            let all =
                properties.iter().chain(patterns).chain(map).chain(prefix).chain(items).chain(contains).chain(variants);
            all.for_each(|node| closed(node, paths));
        }
    }
}

proptest! {
    #[test]
    fn any_document_is_laid_out_within_its_room(a in anything(), b in anything(), depth in 0_usize..6, nodes in 1_usize..60) {
        let document = Document(json!({"a": a, "b": b}));
        let options = Options { depth, direction: Direction::Request, nodes };
        let node = outline(&document.0["a"], &document, &options);
        prop_assert!(count(&node) <= nodes);
        let mut paths = Vec::new();
        closed(&node, &mut paths);
        for path in paths {
            prop_assert!(at(&document.0["a"], path, &document).is_some(), "{path}");
        }
    }
}
