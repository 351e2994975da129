//! What an operation says: parameters, bodies, responses.

use loggia::catalog::model::{Location, ParameterType, SchemeUse};

use super::{messages, only, operation, with};

#[test]
fn parameters_land_with_all_they_say() {
    let document = with(
        r##""components": {
            "parameters": {"Page": {"$ref": "#/components/parameters/Real"},
                "Real": {"name": "page", "in": "query", "description": "Which", "schema": {"type": "integer", "default": 1, "minimum": 1}}},
            "schemas": {"Kind": {"type": ["null", "string"], "enum": ["a", "b", null], "example": "b"}},
            "examples": {"E": {"value": [1, 2]}}
        }, "paths": {"/{id}": {
            "parameters": [{"name": "id", "in": "path", "required": true, "description": "lost"}, {"name": "X-A", "in": "header", "schema": {"type": "boolean"}}],
            "get": {"parameters": [
                {"name": "id", "in": "path", "required": true, "schema": {"type": "integer"}, "example": 7},
                {"$ref": "#/components/parameters/Page", "description": "Nearer"},
                {"name": "kind", "in": "query", "deprecated": true, "schema": {"$ref": "#/components/schemas/Kind"}},
                {"name": "ids", "in": "query", "style": "pipeDelimited", "explode": false, "examples": {"e": {"$ref": "#/components/examples/E"}},
                    "schema": {"type": "array", "items": {"type": "integer", "enum": [1, 2]}, "default": [1, 2]}},
                {"name": "filter", "in": "query", "content": {"application/json": {"schema": {"type": "object"}, "example": {"a": 1}}}},
                {"name": "sid", "in": "cookie", "schema": {"type": "string"}},
                {"name": "Accept", "in": "header"}, {"name": "content-type", "in": "header"}, {"name": "AUTHORIZATION", "in": "header"}
            ]}
        }}"##,
    );
    let found = only(document).parameters;
    let names: Vec<_> = found.iter().map(|one| (one.name.as_str(), one.location, one.kind, one.required)).collect();
    use ParameterType::{Array, Boolean, Integer, String};
    assert_eq!(
        names,
        [
            ("id", Location::Path, Integer, true),
            ("X-A", Location::Header, Boolean, false),
            ("page", Location::Query, Integer, false),
            ("kind", Location::Query, String, false),
            ("ids", Location::Query, Array, false),
            ("filter", Location::Query, String, false),
            ("sid", Location::Cookie, String, false),
        ]
    );
    let [id, _, page, kind, ids, filter, _] = &found[..] else { panic!("{names:?}") };
    assert_eq!((id.example.as_str(), id.description.as_str(), id.schema.as_str()), ("7", "", ""));
    assert_eq!((page.default.as_str(), page.description.as_str()), ("1", "Nearer"));
    assert_eq!(page.schema, r#"{"type":"integer","default":1,"minimum":1}"#);
    assert_eq!(
        (&kind.allowed[..], kind.example.as_str(), kind.deprecated),
        (&["a".to_owned(), "b".to_owned()][..], "b", true)
    );
    assert_eq!(kind.schema, r##"{"$ref":"#/components/schemas/Kind"}"##);
    assert_eq!(
        (ids.style.as_str(), ids.explode, ids.default.as_str(), ids.example.as_str()),
        ("pipeDelimited", Some(false), "1,2", "1,2")
    );
    assert_eq!(
        (ids.allowed.len(), filter.example.as_str(), filter.schema.as_str()),
        (2, r#"{"a":1}"#, r#"{"type":"object"}"#)
    );
}

#[test]
fn parameters_that_cannot_be_sent_are_left_out() {
    let document = with(
        r##""paths": {"/{Id}/{other}": {"get": {"parameters": [
            {"name": "id", "in": "path"}, {"name": "other", "in": "query"}, {"name": "gone", "in": "path"},
            {"name": "Host", "in": "header"}, {"name": "a b", "in": "header"}, {"in": "query"}, {"name": "x", "in": "body"},
            {"$ref": "#/components/parameters/None"}, {"$ref": "other.yaml#/x"}, 7, {"name": "q", "in": "query"}, {"name": "q", "in": "query"}
        ]}}}"##,
    );
    let names: Vec<_> = document.operations[0].parameters.iter().map(|one| (one.name.as_str(), one.location)).collect();
    assert_eq!(names, [("Id", Location::Path), ("other", Location::Path), ("q", Location::Query)]);
    let at = "#/paths/~1{Id}~1{other}/get/parameters";
    assert_eq!(
        messages(&document),
        [
            format!("{at}/5 This parameter has no name; left out."),
            format!("{at}/6 A parameter cannot stand in \"body\"; left out."),
            format!("{at}/7/$ref The reference #/components/parameters/None leads to nothing in the document."),
            format!("{at}/8/$ref The reference other.yaml#/x leads out of the document, which is not followed."),
            format!("{at}/9 Expected an object, found a number; left out."),
            format!("{at}/11 This parameter is declared twice; the last one counts."),
            format!("{at}/0 The parameter {{Id}} of the path is declared with another name or place."),
            format!("{at}/1 The parameter {{other}} of the path is declared with another name or place."),
            format!("{at}/2 The path has no parameter {{gone}}; left out."),
            format!("{at}/3 The header Host is set by whoever sends the call; left out."),
            format!("{at}/4 This is not the name of a header; left out."),
        ]
    );
}

#[test]
fn a_path_parameter_gives_way_to_one_of_the_query() {
    let document = with(
        r#""paths": {"/{id}": {"get": {"parameters": [{"name": "id", "in": "path"}, {"name": "id", "in": "query"}]}}}"#,
    );
    let operation = &document.operations[0];
    let names: Vec<_> = operation.parameters.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(
        (operation.url_template.as_str(), &names[..], document.warnings.len()),
        ("/{id_2}", &["id_2", "id"][..], 1)
    );
    for (path, parameters, expected) in [
        ("/{a}/{a}", r#"{"name": "a", "in": "path"}, {"name": "a_2", "in": "query"}"#, "a a_3 a_2"),
        ("/{id}", r#"{"name": "ID", "in": "path"}, {"name": "id", "in": "query"}"#, "id_2 id"),
        ("/{a b}", r#"{"name": "a b", "in": "path"}, {"name": "a_b", "in": "query"}"#, "a_b_2 a_b"),
    ] {
        let document = with(&format!(r#""paths": {{"{path}": {{"get": {{"parameters": [{parameters}]}}}}}}"#));
        let names: Vec<_> = document.operations[0].parameters.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names.join(" "), expected, "{path}");
    }
}

#[test]
fn a_media_type_that_is_described_twice_is_read_once() {
    let document = with(
        r#""paths": {"/": {"post": {"requestBody": {"content":
            {"json": {"example": 1}, "application/json ": {"example": 2}, "application/json": null, "a/b": {}}}}}}"#,
    );
    let bodies = &document.operations[0].bodies;
    let found: Vec<_> = bodies.iter().map(|one| (one.content_type.as_str(), one.sample.as_str())).collect();
    assert_eq!(found, [("application/json", "1"), ("a/b", "")]);
    let at = "#/paths/~1/post/requestBody/content";
    assert_eq!(
        messages(&document),
        [
            format!("{at}/json This is not a media type; taken as application/json."),
            format!("{at}/application~1json  This media type is described twice; the first one counts."),
            format!("{at}/application~1json This media type is described twice; the first one counts."),
        ]
    );
}

#[test]
fn bodies_have_samples_as_they_would_be_sent() {
    for (media, expected) in [
        (r#""application/json": {"example": {"b": 1, "a": [true]}}"#, "{\n  \"b\": 1,\n  \"a\": [\n    true\n  ]\n}"),
        (r#""application/json": {"example": "{\"a\": 1}"}"#, "{\"a\": 1}"),
        (r#""application/vnd.x+json": {"example": "text"}"#, "\"text\""),
        (r#""application/json": {"schema": {"example": 7}}"#, "7"),
        (r##""application/json": {"schema": {"$ref": "#/components/schemas/S"}}"##, "8"),
        (r#""text/plain": {"example": 7}"#, "7"),
        (r#""text/xml": {"example": "<a/>"}"#, "<a/>"),
        (r#""text/xml": {"example": {"a": 1}}"#, ""),
        (r#""application/x-www-form-urlencoded": {"example": {"a b": "c&d", "e": [1, 2]}}"#, "a+b=c%26d&e=1&e=2"),
        (r#""application/json": {"examples": {"one": {"value": 1}, "two": {"value": 2}}}"#, "1"),
        (r#""application/json": {"examples": {"one": {"dataValue": 1, "serializedValue": "1.0"}}}"#, "\"1.0\""),
        (r#""application/json": null"#, ""),
    ] {
        let document = with(&format!(
            r#""components": {{"schemas": {{"S": {{"examples": [8]}}}}}}, "paths": {{"/": {{"post": {{"requestBody": {{"content": {{{media}}}}}}}}}}}"#
        ));
        let operation = only(document);
        assert_eq!(operation.bodies[0].sample, expected, "{media}");
    }
}

#[test]
fn a_request_body_says_what_it_is_and_whether_it_must_be() {
    let found =
        operation(r#"{"requestBody": {"description": "A *pet*", "required": true, "content": {"text/plain": {}}}}"#);
    assert_eq!((found.documented.body_description.as_str(), found.documented.body_required), ("A *pet*", Some(true)));
    let found = operation(r#"{"requestBody": {"content": {"text/plain": {}}}}"#);
    assert_eq!((found.documented.body_description.as_str(), found.documented.body_required), ("", Some(false)));
    assert_eq!(operation("{}").documented.body_required, None);
    let shared = with(
        r##""components": {"requestBodies": {"B": {"description": "Shared", "content": {"text/plain": {}}}}},
            "paths": {"/": {"put": {"requestBody": {"$ref": "#/components/requestBodies/B", "description": "Own"}}}}"##,
    );
    assert_eq!(only(shared).documented.body_description, "Own");
}

#[test]
fn further_examples_are_named() {
    let operation = operation(
        r#"{"requestBody": {"content": {"application/json": {"schema": {"type": "object"}, "examples": {
            "one": {"value": 1}, "two": {"summary": "Two", "value": [2]}}}}}}"#,
    );
    let body = &operation.bodies[0];
    assert_eq!((body.sample.as_str(), body.schema.as_str(), body.examples.len()), ("1", r#"{"type":"object"}"#, 1));
    let two = &body.examples[0];
    assert_eq!((two.name.as_str(), two.summary.as_str(), two.value.as_str()), ("two", "Two", "[\n  2\n]"));
}

#[test]
fn responses_land_by_status() {
    let document = with(
        r##""components": {"responses": {"Bad": {"description": "Bad", "content": {"text/plain": {}}}},
                "headers": {"H": {"description": "Left"}}},
            "paths": {"/": {"get": {"responses": {
                "default": {"description": "Else"}, "4XX": {"$ref": "#/components/responses/Bad"}, "404": "text", "x-a": {},
                "200": {"description": "Fine", "headers": {"X-Left": {"$ref": "#/components/headers/H"}, "Content-Type": {}, "a b": {}},
                    "content": {"json": {"schema": {"type": "object"}}, "no type": {}}},
                "4xx": {}, "999": {}, "ok": {}
            }}}}"##,
    );
    let found: Vec<_> = document.operations[0]
        .responses
        .iter()
        .map(|one| (one.status.to_string(), one.description.as_str(), one.headers.len(), one.representations.len()))
        .collect();
    assert_eq!(
        found,
        [
            ("200".to_owned(), "Fine", 1, 1),
            ("404".to_owned(), "text", 0, 0),
            ("4XX".to_owned(), "Bad", 0, 1),
            ("default".to_owned(), "Else", 0, 0),
        ]
    );
    assert_eq!(document.operations[0].responses[0].headers[0].description, "Left");
    assert_eq!(document.operations[0].responses[0].representations[0].content_type, "application/json");
    assert_eq!(document.warnings.len(), 7, "{:#?}", messages(&document));
}

#[test]
fn headers_land_with_all_they_say() {
    let document = with(
        r##""components": {
            "schemas": {"Count": {"type": "integer", "format": "int32", "minimum": 0, "example": 3}},
            "headers": {"H": {"description": "Left", "required": true, "schema": {"$ref": "#/components/schemas/Count"}}}
        }, "paths": {"/": {"get": {"responses": {"200": {"headers": {
            "X-Left": {"$ref": "#/components/headers/H"},
            "X-Old": {"deprecated": true, "schema": {"type": "array", "items": {"type": "string"}}, "example": ["a", "b"]},
            "X-Json": {"content": {"application/json": {"schema": {"type": "object"}, "example": {"a": 1}}}},
            "X-None": {}, "X-Bad": 7
        }}}}}}"##,
    );
    let headers = &document.operations[0].responses[0].headers;
    let found: Vec<_> = headers
        .iter()
        .map(|one| (one.name.as_str(), one.schema.as_str(), one.example.as_str(), one.required, one.deprecated))
        .collect();
    assert_eq!(
        found,
        [
            ("X-Left", r#"{"type":"integer","format":"int32","minimum":0,"example":3}"#, "3", true, false),
            ("X-Old", r#"{"type":"array","items":{"type":"string"}}"#, "a,b", false, true),
            ("X-Json", r#"{"type":"object"}"#, r#"{"a":1}"#, false, false),
            ("X-None", "", "", false, false),
            ("X-Bad", "", "", false, false),
        ]
    );
    assert_eq!(headers[0].description, "Left");
    assert_eq!(document.warnings.len(), 1, "{:#?}", messages(&document));
}

#[test]
fn links_find_their_operations() {
    let document = with(
        r##""components": {"links": {"Self": {"operationId": "getPet", "description": "D", "requestBody": 7}}},
        "paths": {
            "/pets": {"post": {"responses": {"201": {"description": "", "links": {
                "self": {"$ref": "#/components/links/Self"},
                "ref": {"operationRef": "#/paths/~1pets~1{id}/delete", "parameters": {"x-id": "$response.body#/id", "n": 7}},
                "encoded": {"operationRef": "#/paths/~1pets~1%7Bid%7D/get"},
                "away": {"operationRef": "https://b.test/#/paths/~1a/get"},
                "gone": {"operationId": "none"}, "lost": {"operationRef": "#/paths/~1pets/put"}, "empty": {}, "bad": 7
            }}}}},
            "/pets/{id}": {"parameters": [{"name": "id", "in": "path"}],
                "get": {"operationId": "getPet"}, "delete": {"summary": "Remove"}}}"##,
    );
    let links = &document.operations[0].responses[0].links;
    let found: Vec<_> = links.iter().map(|link| (link.name.as_str(), link.slug.as_str())).collect();
    assert_eq!(
        found,
        [
            ("self", "get-pet"),
            ("ref", "remove"),
            ("encoded", "get-pet"),
            ("away", ""),
            ("gone", ""),
            ("lost", ""),
            ("empty", ""),
        ]
    );
    assert_eq!((links[0].description.as_str(), links[0].body.as_ref().unwrap().to_string()), ("D", "7".to_owned()));
    let filled: Vec<_> = links[1].parameters.iter().map(|one| (one.name.as_str(), one.value.to_string())).collect();
    assert_eq!(filled, [("x-id", r##""$response.body#/id""##.to_owned()), ("n", "7".to_owned())]);
    let at = "#/paths/~1pets/post";
    assert_eq!(
        messages(&document),
        [
            format!("{at}/responses/201/links/empty This link names no operation."),
            format!("{at}/responses/201/links/bad Expected an object, found a number; left out."),
            format!("{at} The link gone leads to no operation of the document."),
            format!("{at} The link lost leads to no operation of the document."),
        ]
    );
}

#[test]
fn servers_of_a_path_or_an_operation_are_kept() {
    let document = with(
        r#""paths": {
            "/1": {"servers": [{"url": "https://p.test"}], "get": {}, "put": {"servers": [{"url": "https://{h}", "description": "D", "variables": {"h": {"default": "o.test"}}}]}},
            "/2": {"get": {}}}"#,
    );
    let found: Vec<_> = document.operations.iter().map(|one| one.documented.servers.as_slice()).collect();
    let [[of_path], [own], []] = found[..] else { panic!("{found:?}") };
    assert_eq!(of_path.url, "https://p.test");
    assert_eq!(
        (own.url.as_str(), own.template.as_str(), own.description.as_str()),
        ("https://o.test", "https://{h}", "D")
    );
}

#[test]
fn security_is_inherited() {
    let document = with(
        r#""security": [{"key": []}], "components": {"securitySchemes": {"key": {"type": "apiKey", "in": "header", "name": "X-Key"},
            "o": {"type": "oauth2", "flows": {"implicit": {"authorizationUrl": "https://a.test", "scopes": {"read": "Reads"}}}}}},
        "paths": {"/1": {"get": {}}, "/2": {"get": {"security": []}}, "/3": {"get": {"security": [{}, {"o": ["read"], "key": []}]}},
            "/4": {"get": {"security": [{"gone": []}]}}}"#,
    );
    let part = |scheme: &str, scopes: &[&str]| SchemeUse {
        scheme: scheme.to_owned(),
        scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
    };
    let found: Vec<_> = document.operations.iter().map(|one| one.documented.security.clone().unwrap()).collect();
    assert_eq!(
        found,
        [
            vec![vec![part("key", &[])]],
            vec![],
            vec![vec![], vec![part("o", &["read"]), part("key", &[])]],
            vec![vec![part("gone", &[])]],
        ]
    );
    assert_eq!(messages(&document), ["#/paths/~14/get/security/0/gone The security scheme gone is not described."]);
    let schemes = &document.documented.security_schemes;
    assert_eq!((schemes[0].place.as_str(), schemes[0].parameter.as_str()), ("header", "X-Key"));
    assert_eq!(
        (schemes[1].flows[0].kind.as_str(), schemes[1].flows[0].scopes[0].description.as_str()),
        ("implicit", "Reads")
    );
    assert_eq!(operation("{}").documented.security, None);
}

#[test]
fn what_else_an_operation_says_is_kept() {
    let found = operation(
        r##"{"tags": ["b", "a", "b"], "deprecated": true, "externalDocs": {"url": "https://d.test", "description": "D"},
            "callbacks": {"onEvent": {"{$request.body#/url}": {"post": {"summary": "S", "requestBody": {"content": {"text/plain": {"example": "e"}}}}}}}}"##,
    )
    .documented;
    assert_eq!((&found.tags[..], found.deprecated), (&["b".to_owned(), "a".to_owned()][..], true));
    assert_eq!(found.external_docs.unwrap().url, "https://d.test");
    let callback = &found.callbacks[0];
    assert_eq!((callback.name.as_str(), callback.expression.as_str()), ("onEvent", "{$request.body#/url}"));
    assert_eq!(
        (callback.verb.as_str(), callback.summary.as_str(), callback.bodies[0].sample.as_str()),
        ("POST", "S", "e")
    );
}
