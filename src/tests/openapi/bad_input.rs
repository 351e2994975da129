//! What people send instead of what they should.

use loggia::openapi::model::Format;
use loggia::openapi::server::read::{Refusal, parse, read};
use loggia::openapi::server::write;
use proptest::prelude::*;
use serde_json::{Value, json};

use super::{document, messages, refusal};

const JSON: &str = r#"{"openapi": "3.0.3", "info": {"title": "Żółw 🐢", "version": "1"}, "servers": [{"url": "/"}],
    "paths": {"/a": {"get": {}}}}"#;
const YAML: &str = "openapi: 3.0.3\ninfo:\n  title: Żółw 🐢\n  version: 1.0\nservers: [{url: /}]\npaths:\n  /a:\n    get:\n      summary: A\n";

fn utf16(text: &str, bom: bool, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    let mark = bom.then_some(0xfeff);
    mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect()
}

#[test]
fn every_encoding_is_read() {
    for (text, format) in [(JSON, Format::Json), (YAML, Format::Yaml)] {
        for bytes in [
            text.as_bytes().to_vec(),
            [b"\xef\xbb\xbf", text.as_bytes()].concat(),
            utf16(text, true, u16::to_le_bytes),
            utf16(text, true, u16::to_be_bytes),
            utf16(text, false, u16::to_le_bytes),
            utf16(text, false, u16::to_be_bytes),
            text.replace('\n', "\r\n").into_bytes(),
            format!("\n\n  {}", text.trim()).into_bytes(),
        ] {
            if format == Format::Yaml && bytes.starts_with(b"\n") {
                continue;
            }
            let document = read(&bytes).unwrap();
            assert_eq!(document.title, "Żółw 🐢");
            assert_eq!((document.format, document.operations.len()), (format, 1));
            assert_eq!(messages(&document), Vec::<String>::new());
        }
    }
}

#[test]
fn the_refusal_says_what_is_wrong() {
    for (bytes, sentence) in [
        (&b""[..], "The document is empty; expected an OpenAPI document in JSON or YAML."),
        (b" \n\t", "The document is empty; expected an OpenAPI document in JSON or YAML."),
        (b"# nothing\n", "The document is empty; expected an OpenAPI document in JSON or YAML."),
        (
            b"openapi: 3.0.0\nx: \xff\x01",
            "The document is not text: line 2 is not valid UTF-8. Expected JSON or YAML in UTF-8 or UTF-16.",
        ),
        (
            b"\xef\xbb\xbfopenapi: 3.0.0\nx: \xff",
            "The document is not text: line 2 is not valid UTF-8. Expected JSON or YAML in UTF-8 or UTF-16.",
        ),
        (
            b"PK\x03\x04\0\0",
            "The document is not text: line 1 is not valid UTF-8. Expected JSON or YAML in UTF-8 or UTF-16.",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            "The document is not text: line 1 is not valid UTF-8. Expected JSON or YAML in UTF-8 or UTF-16.",
        ),
        (
            b"\xff\xfea",
            "The document is not text: line 1 is not valid UTF-8. Expected JSON or YAML in UTF-8 or UTF-16.",
        ),
        (
            b"{\n  \"openapi\": \"3.0.0\",\n  \"paths\": {",
            "The document is not valid JSON: EOF while parsing an object at line 3, column 12.",
        ),
        (b"{\"openapi\" \"3.0.0\"}", "The document is not valid JSON: expected `:` at line 1, column 12."),
        (b"openapi: 3.0.0\ninfo: {title: [}\n", "The document is not valid YAML: "),
        (b"openapi: 3.0.0\n  paths: {}\n", "The document is not valid YAML: "),
        (
            b"[1, 2]",
            "This is not an OpenAPI document: expected an object with the field \"openapi\" or \"swagger\" that names its version.",
        ),
        (b"just text", "This is not an OpenAPI document: "),
        (b"<html></html>", "This is not an OpenAPI document: "),
        (b"{\"asyncapi\": \"2.0.0\"}", "This is not an OpenAPI document: "),
        (b"{\"openapi\": {}}", "This is not an OpenAPI document: "),
        (
            b"{\"swaggerVersion\": \"1.2\"}",
            "The document's version is 1.2; expected Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.",
        ),
        (b"{\"openapi\": \"4.0.0\"}", "The document's version is 4.0.0; expected "),
        (b"{\"openapi\": \"\"}", "The document's version is ; expected "),
    ] {
        let found = refusal(bytes).to_string();
        assert!(found.starts_with(sentence), "{}: {found}", String::from_utf8_lossy(bytes));
        assert!(found.ends_with('.'), "{found}");
    }
    let Refusal::Yaml { line, .. } = refusal(b"openapi: 3.0.0\ninfo: {title: [}\n") else { panic!("not YAML's") };
    assert_eq!(line, 2);
}

#[test]
fn what_is_no_utf_8_is_read_as_windows_1252() {
    let note = "# The document is not UTF-8; it was read as Windows-1252.";
    for text in [
        &b"openapi: 3.0.3\ninfo:\n  title: Gr\xfc\xdfe \x80 \x96 x\n  version: '1'\nservers: [{url: /}]\npaths: {/a: {get: {}}}\n"[..],
        b"{\"openapi\": \"3.0.3\", \"info\": {\"title\": \"Gr\xfc\xdfe \x80 \x96 x\", \"version\": \"1\"}, \"servers\": [{\"url\": \"/\"}], \"paths\": {\"/a\": {\"get\": {}}}}",
    ] {
        let document = read(text).unwrap();
        assert_eq!((document.title.as_str(), messages(&document)), ("Gr\u{fc}\u{df}e € – x", vec![note.to_owned()]));
        assert_eq!(parse(text).unwrap().2[0].message, note[2..]);
    }
}

#[test]
fn of_several_documents_the_first_of_openapi_counts() {
    let note = "# The file holds several documents; the first that is of OpenAPI was read.";
    let api =
        "openapi: 3.0.3\ninfo: {title: A, version: '1'}\nservers: [{url: /}]\npaths:\n  /a:\n    get: {tags: 7}\n";
    for (text, line) in [
        (format!("---\n{api}---\nopenapi: 3.0.3\n"), 7),
        (format!("# A.\n%YAML 1.2\n---\n{api}...\n%YAML 1.2\n---\nother\n"), 9),
        (format!("kind: Config\n--- # next\n---\n{api}---\n"), 9),
        (format!("broken: [\n---\n{api}"), 8),
    ] {
        let document = document(&text);
        assert_eq!((document.title.as_str(), document.operations.len()), ("A", 1), "{text}");
        assert_eq!(messages(&document), [note, "#/paths/~1a/get/tags Expected a list, found a number; left out."]);
        assert_eq!(document.warnings[1].line, Some(line), "{text}");
    }
    let json = "{\"openapi\": \"3.0.3\"}";
    assert_eq!(document(&format!("{json}\n---\n{json}\n")).format, Format::Json);
    assert!(matches!(refusal(b"a: 1\n---\nb: 2\n"), Refusal::Yaml { .. }));
    for alone in
        [format!("---\n{api}...\n"), format!("%YAML 1.2\n---\n{api}\n# ---\n"), format!("{api}...\n# The end.\n")]
    {
        assert!(!messages(&document(&alone)).contains(&note.to_owned()), "{alone}");
    }
}

#[test]
fn versions_are_read_as_they_are_written() {
    for version in [
        "\"2.0\"",
        "2.0",
        "2",
        "\"3.0.0\"",
        "3.0",
        "\"3.0.4\"",
        "\"3.1.1\"",
        "3.1",
        "\"3.2.0\"",
        "\"3.0.0-rc1\"",
        "\"3.7\"",
    ] {
        for key in ["openapi", "swagger"] {
            let text = format!("{{\"{key}\": {version}, \"paths\": {{\"/\": {{\"get\": {{}}}}}}}}");
            assert_eq!(document(&text).operations.len(), 1, "{text}");
            let text = format!("{key}: {version}\npaths:\n  /:\n    get: {{}}\n");
            assert_eq!(document(&text).operations.len(), 1, "{text}");
        }
    }
}

#[test]
fn what_is_almost_json_is_read_as_yaml() {
    let document = document("{\"openapi\": \"3.0.0\", 'paths': {/a: {get: {},},}, # the end\n}");
    assert_eq!((document.operations.len(), document.format), (1, Format::Yaml));
}

#[test]
fn of_keys_that_occur_twice_the_last_one_counts() {
    let json =
        "{\"openapi\": \"3.0.0\",\n \"paths\": {\"/a\": {\"get\": {\"summary\": \"one\",\n  \"summary\": \"two\"}}}}";
    let yaml = "openapi: 3.0.0\npaths:\n  /a:\n    get:\n      summary: one\n      summary: two\n";
    for (text, place) in [(json, (Some(3), Some(14))), (yaml, (Some(6), Some(16)))] {
        let document = document(text);
        assert_eq!(document.operations[0].display_name, "two");
        let warning = &document.warnings[0];
        assert_eq!(warning.pointer, "#/paths/~1a/get/summary");
        assert_eq!((warning.line, warning.column), place);
        assert_eq!(warning.message, "This key occurs more than once in its object; the last one counts.");
        let (tree, _, warnings) = parse(text.as_bytes()).unwrap();
        assert_eq!((&tree["paths"]["/a"]["get"], warnings.len()), (&json!({"summary": "two"}), 1));
    }
}

#[test]
fn yaml_of_older_days_is_read() {
    let text = "%YAML 1.1\n---\nopenapi: 3.0.0\ninfo: {title: 2020-01-02, version: 007}\nservers: [{url: /}]\n\
        x-common: &common {404: {description: none}, default: {description: other}}\npaths:\n  /a:\n    get:\n\
        \x20     deprecated: yes\n      responses:\n        <<: *common\n        200: {description: |-\n          fine}\n";
    let text = text.replace("{description: |-\n          fine}", "{description: fine}");
    let document = document(&text);
    assert_eq!((document.title.as_str(), document.documented.version.as_str()), ("2020-01-02", "007"));
    let operation = super::only(document);
    let statuses: Vec<_> = operation.responses.iter().map(|response| response.status.to_string()).collect();
    assert_eq!(statuses, ["200", "404", "default"]);
    assert!(operation.documented.deprecated);
}

#[test]
fn a_member_named_like_a_merge_key_is_written_as_it_was_read() {
    let (tree, ..) = parse(br#"{"openapi": "3.0.0", "components": {"schemas": {"<<": {"a": 1}}}}"#).unwrap();
    for format in [Format::Json, Format::Yaml] {
        assert_eq!(parse(&write(&tree, format).unwrap()).unwrap().0, tree);
    }
}

#[test]
fn numbers_are_written_as_they_were_read() {
    for number in ["98446744073709551616", "0.1", "-1e-7", "5e-324", "1.7976931348623157e308", "18446744073709551615"] {
        let (tree, ..) = parse(format!("{{\"openapi\": \"3.0.0\", \"x-number\": {number}}}").as_bytes()).unwrap();
        for format in [Format::Json, Format::Yaml] {
            assert_eq!(parse(&write(&tree, format).unwrap()).unwrap().0, tree, "{number}");
        }
    }
}

#[test]
fn wrong_types_are_left_out_with_a_warning() {
    // Each member of each object that the reader looks at is replaced with each of these.
    let whole = json!({
        "openapi": "3.1.0",
        "info": {"title": "T", "version": "1", "contact": {"name": "n"}, "license": {"name": "l"}},
        "servers": [{"url": "/{v}", "variables": {"v": {"default": "1", "enum": ["1"]}}}],
        "tags": [{"name": "t", "externalDocs": {"url": "u"}}],
        "security": [{"k": ["s"]}],
        "webhooks": {"w": {"post": {"requestBody": {"content": {"a/b": {}}}}}},
        "components": {
            "schemas": {"S": {"type": ["null", "string"], "enum": ["a"]}},
            "securitySchemes": {"k": {"type": "oauth2", "flows": {"implicit": {"scopes": {"s": "x"}}}}},
        },
        "paths": {"/{a}": {
            "parameters": [{"name": "a", "in": "path", "required": true, "schema": {"$ref": "#/components/schemas/S"}}],
            "get": {
                "summary": "s", "operationId": "o", "tags": ["t"], "deprecated": true,
                "parameters": [{"name": "q", "in": "query", "explode": true, "style": "form", "examples": {"e": {"value": 1}}}],
                "servers": [{"url": "https://o.test"}],
                "requestBody": {"description": "b", "required": true, "content": {"a/b": {"schema": {"anyOf": [{"type": "string"}]}, "example": 1}}},
                "responses": {"200": {
                    "description": "d",
                    "headers": {"H": {"description": "h", "required": true, "deprecated": true, "example": 1, "schema": {"type": "integer"}}},
                    "links": {"l": {"operationId": "o", "description": "d", "parameters": {"a": "$url"}, "requestBody": 1}, "m": {"operationRef": "#/paths/~1{a}/get"}},
                }},
                "callbacks": {"c": {"{$url}": {"post": {"summary": "s"}}}},
            },
        }},
    });
    let mut pointers = Vec::new();
    collect(&whole, String::new(), &mut pointers);
    assert!(pointers.len() > 80, "{}", pointers.len());
    for pointer in pointers {
        for wrong in
            [json!(null), json!(true), json!(-1.5), json!("x"), json!([]), json!([null]), json!({}), json!({"x": 1})]
        {
            let mut broken = whole.clone();
            *broken.pointer_mut(&pointer).unwrap() = wrong;
            match read(broken.to_string().as_bytes()) {
                Ok(document) => assert!(document.operations.len() <= 1),
                Err(refusal) => assert_eq!(pointer, "/openapi", "{refusal}"),
            }
        }
    }
}

/// The pointers of everything in `value`.
fn collect(value: &Value, at: String, pointers: &mut Vec<String>) {
    let below = |name: &str| format!("{at}/{}", name.replace('~', "~0").replace('/', "~1"));
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| {
            pointers.push(below(name));
            collect(value, below(name), pointers);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(index, value)| {
            pointers.push(below(&index.to_string()));
            collect(value, below(&index.to_string()), pointers);
        }),
        _ => {}
    }
}

/// Values with names that mean something.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "\\PC{0,8}|get|path|query|#/paths|#/components/schemas/A|#/|application/json|2XX".prop_map(Value::from),
    ];
    let name = "\\PC{0,6}|/\\PC{0,6}|/\\{a\\}|get|post|parameters|responses|content|schema|schemas|components|paths|\\$ref\
        |name|in|type|example|examples|value|callbacks|security|definitions|requestBody|200|default|application/json|headers\
        |servers|url|variables|enum|items|allOf|webhooks|additionalOperations|links|operationId|operationRef|required";
    leaf.prop_recursive(7, 80, 6, move |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            proptest::collection::vec((name, inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn no_value_panics(paths in any_value(), components in any_value(), rest in any_value(), version in 0..3) {
        let mut root = json!({"paths": {"/x": paths.clone()}, "components": components, "definitions": rest.clone(), "info": rest});
        if paths.is_object() {
            root["paths"] = paths;
        }
        root["openapi"] = json!(["2.0", "3.0.3", "3.1.0"][version as usize]);
        let document = read(root.to_string().as_bytes()).unwrap();
        for operation in document.operations {
            prop_assert!(loggia::catalog::template::UrlTemplate::parse(&operation.url_template).is_ok());
            prop_assert!(loggia::catalog::rules::is_slug(&operation.slug), "{}", operation.slug);
        }
    }

    #[test]
    fn no_text_panics(text in "\\PC{0,60}|(openapi: 3.0.0\n)?([ a-z:&*<{}\\[\\],\"'|>#!?%\n-]{0,60})") {
        let _ = read(text.as_bytes());
    }

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..60)) {
        let _ = read(&bytes);
    }
}
