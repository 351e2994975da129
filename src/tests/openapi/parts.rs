//! What documents say of an API as a whole, and Swagger 2.0.

use loggia::catalog::model::{Location, ParameterType};
use loggia::openapi::model::Documented;

use super::{document, messages, with};

#[test]
fn everything_about_an_api_lands() {
    let document = document(
        r#"{"openapi": "3.2.0", "info": {"title": " My\nAPI ", "summary": "S", "version": 2.5, "termsOfService": "t",
            "contact": {"name": "N", "url": "u", "email": "e"}, "license": {"name": "L", "identifier": "MIT"}},
            "servers": [{"url": "https://{host}/v{n}", "description": "D", "variables": {"host": {"default": "a.test", "enum": ["a.test"]}, "n": {"default": 1}}}, {"url": "/rel"}],
            "tags": [{"name": "b", "parent": "a", "kind": "nav", "summary": "B"}, {"name": "a", "description": "A"}, {"name": "a"}],
            "externalDocs": {"url": "https://d.test"},
            "paths": {"/": {"get": {"tags": ["c", "a"]}}},
            "webhooks": {"new": {"post": {"description": "W"}}}}"#,
    );
    assert_eq!((document.title.as_str(), document.description.as_str()), ("My API", "S"));
    let Documented { version, terms_of_service, contact, license, servers, tags, external_docs, webhooks, .. } =
        document.documented.clone();
    assert_eq!((version.as_str(), terms_of_service.as_str()), ("2.5", "t"));
    assert_eq!((contact.unwrap().email.as_str(), license.unwrap().identifier.as_str()), ("e", "MIT"));
    assert_eq!((servers[0].url.as_str(), servers[1].url.as_str()), ("https://a.test/v1", "/rel"));
    assert_eq!((servers[0].template.as_str(), servers[0].variables.len()), ("https://{host}/v{n}", 2));
    let names: Vec<_> = tags.iter().map(|tag| (tag.name.as_str(), tag.parent.as_str())).collect();
    assert_eq!(names, [("b", "a"), ("a", ""), ("c", "")]);
    assert_eq!(
        (external_docs.unwrap().url.as_str(), webhooks[0].name.as_str(), webhooks[0].verb.as_str()),
        ("https://d.test", "new", "POST")
    );
    assert_eq!(messages(&document), ["#/tags/2 The tag a is declared twice; the first one counts."]);
    let text = serde_json::to_string(&document.documented).unwrap();
    assert_eq!(serde_json::from_str::<Documented>(&text).unwrap(), document.documented);
    assert_eq!(serde_json::from_str::<Documented>("{}").unwrap(), Documented::default());
}

#[test]
fn an_api_without_servers_or_a_name_is_warned_of() {
    assert_eq!(
        messages(&document(r#"{"openapi": "3.1.0", "paths": {"/": {"get": {}}}}"#)),
        ["# The document does not say what the API is called.", "# The document does not say where the API is served.",]
    );
    assert_eq!(
        messages(&with(r#""paths": {"/": {"get": {"servers": [{"url": "x"}]}}}"#)),
        ["#/paths/~1/get None of this operation's own servers is an address to call; calls go to the API's."]
    );
}

#[test]
fn an_operation_keeps_the_servers_of_its_own_or_of_its_path() {
    let document = with(
        r#""paths": {"/": {"servers": [{"url": "https://path.test"}], "get": {}, "put": {"servers": [{"url": "/up"}]}}}"#,
    );
    assert_eq!(messages(&document), Vec::<String>::new());
    let urls = document.operations.iter().map(|one| one.documented.servers[0].url.as_str());
    assert_eq!(urls.collect::<Vec<_>>(), ["https://path.test", "/up"]);
}

#[test]
fn swagger_2_is_read() {
    let document = document(
        r##"{"swagger": "2.0", "info": {"title": "T", "version": "1"}, "host": "a.test", "basePath": "/v1", "schemes": ["https", "http"],
            "consumes": ["application/json", "application/xml"], "produces": ["application/json"],
            "parameters": {"Q": {"name": "q", "in": "query", "type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "collectionFormat": "multi"}},
            "responses": {"R": {"description": "R", "schema": {"$ref": "#/definitions/Pet"}, "examples": {"application/json": {"id": 1}}}},
            "securityDefinitions": {"b": {"type": "basic"}, "o": {"type": "oauth2", "flow": "accessCode", "authorizationUrl": "u", "tokenUrl": "t", "scopes": {"s": "S"}}},
            "definitions": {"Pet": {"properties": {"next": {"$ref": "#/definitions/Pet"}}}, "a/b": {"type": "string"}},
            "paths": {"/pets": {
                "post": {"parameters": [{"$ref": "#/parameters/Q"}, {"name": "Authorization", "in": "header", "type": "string"},
                        {"name": "body", "in": "body", "required": true, "description": "B", "schema": {"$ref": "#/definitions/a~1b"}},
                        {"name": "n", "in": "query", "type": "integer", "format": "int32", "default": 5, "x-example": 6}, {"name": "c", "in": "query", "type": "array", "items": {}}],
                    "responses": {"200": {"$ref": "#/responses/R"}, "default": {"description": "D", "headers": {"X-Left": {"type": "integer", "default": 5, "description": "L", "x-example": 6}}}}},
                "put": {"consumes": ["multipart/form-data"], "parameters": [{"name": "f", "in": "formData", "type": "file", "required": true, "description": "F"},
                        {"name": "s", "in": "formData", "type": "string", "default": "x"}],
                    "produces": ["image/png"], "responses": {"200": {"description": "I", "schema": {"type": "file"}}}}
            }}}"##,
    );
    assert_eq!(messages(&document), Vec::<String>::new());
    let urls: Vec<_> = document.documented.servers.iter().map(|server| server.url.as_str()).collect();
    assert_eq!(urls, ["https://a.test/v1", "http://a.test/v1"]);
    let schemas: Vec<_> =
        document.schemas.iter().map(|one| (one.pointer.as_str(), one.name.as_str(), one.schema.as_str())).collect();
    assert_eq!(
        schemas,
        [
            ("#/components/schemas/Pet", "Pet", r##"{"properties":{"next":{"$ref":"#/components/schemas/Pet"}}}"##),
            ("#/components/schemas/a~1b", "a/b", r#"{"type":"string"}"#),
        ]
    );
    let schemes = &document.documented.security_schemes;
    assert_eq!(
        (schemes[0].kind.as_str(), schemes[0].scheme.as_str(), schemes[1].flows[0].kind.as_str()),
        ("http", "basic", "authorizationCode")
    );
    let [post, put] = &document.operations[..] else { panic!("{:?}", document.operations) };
    let parameters: Vec<_> = post
        .parameters
        .iter()
        .map(|one| (one.name.as_str(), one.location, one.kind, one.style.as_str(), one.explode))
        .collect();
    assert_eq!(
        parameters,
        [
            ("q", Location::Query, ParameterType::Array, "form", Some(true)),
            ("Authorization", Location::Header, ParameterType::String, "", None),
            ("n", Location::Query, ParameterType::Integer, "", None),
            ("c", Location::Query, ParameterType::Array, "form", Some(false)),
        ]
    );
    let n = &post.parameters[2];
    assert_eq!(
        (n.default.as_str(), n.example.as_str(), n.schema.as_str()),
        ("5", "6", r#"{"type":"integer","format":"int32"}"#)
    );
    assert_eq!((post.parameters[0].allowed.len(), post.bodies.len()), (2, 2));
    assert_eq!((post.documented.body_description.as_str(), post.documented.body_required), ("B", Some(true)));
    assert_eq!(put.documented.body_required, Some(true));
    let left = &post.responses[1].headers[0];
    assert_eq!(
        (left.schema.as_str(), left.example.as_str(), left.description.as_str()),
        (r#"{"type":"integer","default":5}"#, "6", "L")
    );
    assert_eq!(post.bodies[1].schema, r##"{"$ref":"#/components/schemas/a~1b"}"##);
    let fine = &post.responses[0].representations[0];
    assert_eq!(
        (fine.sample.as_str(), fine.schema.as_str()),
        ("{\n  \"id\": 1\n}", r##"{"$ref":"#/components/schemas/Pet"}"##)
    );
    assert_eq!((put.bodies[0].content_type.as_str(), put.bodies.len()), ("multipart/form-data", 1));
    assert_eq!(
        put.bodies[0].schema,
        r#"{"type":"object","properties":{"f":{"type":"string","format":"binary","description":"F"},"s":{"type":"string","default":"x"}},"required":["f"]}"#
    );
    let image = &put.responses[0].representations[0];
    assert_eq!(
        (image.content_type.as_str(), image.schema.as_str()),
        ("image/png", r#"{"type":"string","format":"binary"}"#)
    );
}
