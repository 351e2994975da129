use jsonschema::Draft;
use proptest::prelude::*;
use serde_json::{Map, Value, json};

use super::super::support::{Document, anything};
use super::*;

fn made(schema: &Value) -> Option<Value> {
    sample(schema, &Document(json!({"$defs": {"Pet": PET.parse::<Value>().unwrap()}})), Direction::Response)
}

const PET: &str = r##"{
    "type": "object",
    "required": ["id", "name"],
    "properties": {
        "id": {"type": "integer", "readOnly": true},
        "name": {"type": "string", "example": "Rex"},
        "secret": {"type": "string", "writeOnly": true},
        "parent": {"$ref": "#/$defs/Pet"},
        "friends": {"type": "array", "items": {"$ref": "#/$defs/Pet"}}
    }
}"##;

#[test]
fn samples_are_made_of_types() {
    for (schema, sample) in [
        (json!({"type": "string"}), json!("string")),
        (json!({"type": "string", "maxLength": 3}), json!("str")),
        (json!({"type": "string", "minLength": 8}), json!("stringst")),
        (json!({"type": "string", "format": "date"}), json!("2025-01-01")),
        (json!({"type": "string", "format": "password", "minLength": 8}), json!("stringst")),
        (json!({"type": "string", "pattern": "^[A-Z]{2}\\d{3}$"}), json!("AB345")),
        (json!({"type": "integer"}), json!(1)),
        (json!({"type": "integer", "minimum": 10, "exclusiveMinimum": true}), json!(11)),
        (json!({"type": "integer", "exclusiveMinimum": 10, "multipleOf": 4}), json!(12)),
        (json!({"type": "number", "minimum": 0.05, "maximum": 0.35, "multipleOf": 0.1}), json!(0.1)),
        (json!({"type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 1}), json!(0.5)),
        (json!({"type": ["null", "boolean"]}), json!(true)),
        (json!({"type": "null"}), json!(null)),
        (json!({"type": "array", "items": {"type": "integer"}, "minItems": 3, "uniqueItems": true}), json!([1, 2, 3])),
        (json!({"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}]}), json!(["string", 1])),
        (json!({"type": "array", "contains": {"const": 7}}), json!([7])),
        (json!({"additionalProperties": {"type": "integer"}}), json!({"property1": 1})),
        (json!({"type": "object", "minProperties": 2}), json!({"property1": {}, "property2": {}})),
        (json!({"type": "string", "example": 1, "default": "b"}), json!("b")),
        (json!({"type": "string", "nullable": true, "default": null}), json!("string")),
        (json!({"enum": [1, "a"], "type": "string"}), json!("a")),
        (json!({"oneOf": [{"type": "null"}, {"type": "integer", "minimum": 5}]}), json!(5)),
        (json!({"oneOf": [{"type": "number"}, {"type": "integer"}]}), json!(0.5)),
        (json!({"allOf": [{"minimum": 3}, {"type": "integer", "maximum": 3}]}), json!(3)),
        (json!({"$ref": "#/$defs/Pet"}), json!({"id": 1, "name": "Rex", "friends": []})),
        (json!({"not": {"type": "object"}, "type": ["object", "string"]}), json!("string")),
    ] {
        assert_eq!(made(&schema), Some(sample), "{schema}");
    }
}

#[test]
fn no_sample_is_better_than_a_wrong_one() {
    for schema in [
        json!(false),
        json!({"type": "string", "pattern": "^(?=.*\\d).{8,}$"}),
        json!({"type": "integer", "minimum": 3, "maximum": 2}),
        json!({"type": "array", "minItems": 1_000_000}),
        json!({"type": "string", "minLength": 1_000_000}),
        json!({"type": "string", "minLength": u64::MAX}),
        json!({"$ref": "#/nowhere"}),
        json!({"allOf": [{"type": "string"}, {"type": "integer"}]}),
        json!({"oneOf": [{"type": "string"}, {"type": "string"}]}),
        json!({"type": "file"}),
        json!({"$dynamicRef": "#node"}),
        json!([1]),
    ] {
        assert_eq!(made(&schema), None, "{schema}");
    }
    let schema = json!({"properties": {"a": {"type": "string", "pattern": "\\bx"}, "b": {"type": "integer"}}});
    assert_eq!(made(&schema), Some(json!({"b": 1})));
}

#[test]
fn hard_schemas_come_to_an_end() {
    let pattern =
        json!({"type": "string", "pattern": "^(a{0,60}){0,60}$", "minLength": 1_999, "not": {"maxLength": 5_000}});
    let names: Map<String, Value> = (0..200).map(|index| (format!("p{index}"), pattern.clone())).collect();
    let either = json!({"anyOf": [{"$ref": "#/$defs/x"}, {"$ref": "#/$defs/y"}], "not": {}});
    let x = json!({"type": "object", "required": ["a", "b"], "properties": {"a": either, "b": either}});
    let document = Document(json!({"$defs": {"x": x, "y": x.clone()}}));
    for schema in [json!({"properties": names, "required": ["p0"]}), json!({"properties": names}), either] {
        let _ = sample(&schema, &document, Direction::Response);
    }
}

#[test]
fn texts_that_never_fit_are_not_tried_without_end() {
    let long = json!({"type": "string", "pattern": "a{3900}", "maxLength": 5});
    let names: Map<String, Value> = (0..1_000).map(|index| (format!("p{index}"), long.clone())).collect();
    assert_eq!(made(&json!({"properties": names})), Some(json!({})));
}

#[test]
fn alternatives_are_not_tried_without_end() {
    let never = vec![json!({"not": {}}); 40];
    let many = vec![json!({"anyOf": never}); 40];
    let long: Vec<Value> = (0..5_000).map(|index| json!({"a": index})).collect();
    assert_eq!(made(&json!({"example": long, "anyOf": many})), None);
    let never = vec![json!({"minLength": 9, "maxLength": 1}); 40];
    assert_eq!(made(&json!({"type": "string", "allOf": vec![json!({"oneOf": never}); 100]})), None);
}

#[test]
fn an_example_is_gone_through_once_however_much_is_said_of_it() {
    let refer = |name: String| json!({"$ref": format!("#/$defs/{name}")});
    let mut definitions = Map::new();
    for index in 0..10 {
        let again = refer("all".to_owned());
        definitions
            .insert(format!("p{index}"), json!({"properties": {"a": again, "b": {"readOnly": true}}, "items": again}));
    }
    let parts: Vec<Value> = definitions.keys().cloned().map(refer).collect();
    definitions.insert("all".to_owned(), json!({"allOf": parts}));
    let document = Document(json!({"$defs": definitions}));
    let nested = |levels| (0..levels).fold(json!({"b": 1}), |value, _| json!([{"a": value, "b": 1}]));
    let sampled =
        |levels| sample(&json!({"$ref": "#/$defs/all", "example": nested(levels)}), &document, Direction::Request);
    assert_eq!(sampled(1), Some(json!([{"a": {}}])));
    // Whether it is valid takes too long to be found out.
    assert_eq!(sampled(6), None);
}

#[test]
fn requests_are_without_what_only_the_server_sets() {
    let document = Document(json!({"$defs": {"Pet": PET.parse::<Value>().unwrap()}}));
    let schema = json!({"$ref": "#/$defs/Pet", "example": {"id": 7, "name": "Bello"}});
    assert_eq!(sample(&schema, &document, Direction::Request), Some(json!({"name": "Bello"})));
    assert_eq!(sample(&schema, &document, Direction::Response), Some(json!({"id": 7, "name": "Bello"})));
}

#[test]
fn discriminators_have_the_value_that_means_the_alternative() {
    let dog = json!({"type": "object", "required": ["kind", "barks"], "properties": {"kind": {"type": "string"}, "barks": {"type": "boolean"}}});
    let document = Document(json!({"components": {"schemas": {"Dog": dog, "Cat": {"type": "string"}}}}));
    let schema = json!({
        "oneOf": [{"$ref": "#/components/schemas/Dog"}, {"$ref": "#/components/schemas/Cat"}],
        "discriminator": {"propertyName": "kind", "mapping": {"dog": "#/components/schemas/Dog"}}
    });
    assert_eq!(sample(&schema, &document, Direction::Response), Some(json!({"kind": "dog", "barks": true})));
}

#[test]
fn samples_have_the_text_of_their_content_type() {
    let value = json!({"a b": "1&2", "list": [1, true], "nested": {"x": 1}, "none": null});
    let form = "a+b=1%262&list=1&list=true&nested=%7B%22x%22%3A1%7D";
    assert_eq!(as_text(&value, "application/x-www-form-urlencoded").as_deref(), Some(form));
    assert_eq!(as_text(&json!([1]), "application/problem+json; charset=utf-8").as_deref(), Some("[\n  1\n]"));
    assert_eq!(as_text(&json!("a"), "text/plain").as_deref(), Some("a"));
    for content_type in ["application/xml", "text/xml", "image/svg+xml", "image/png", "", "text/html"] {
        assert_eq!(as_text(&value, content_type), None, "{content_type}");
    }
}

#[test]
fn forms_in_parts_are_shown_as_they_would_be_sent() {
    let document = Document(json!({"File": {"type": "string", "format": "binary"}}));
    let schema = json!({"type": "object", "properties": {
        "a \"b\"": {"type": "integer", "example": 7}, "file": {"$ref": "#/File"},
        "list": {"type": "array", "items": {"type": "string"}, "example": ["x", "y"]}, "more": {"type": "object", "example": {"c": 1}}
    }});
    let expected = "--boundary\nContent-Disposition: form-data; name=\"a %22b%22\"\n\n7\n\
        --boundary\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\nContent-Type: application/octet-stream\n\n…\n\
        --boundary\nContent-Disposition: form-data; name=\"list\"\n\nx\n\
        --boundary\nContent-Disposition: form-data; name=\"list\"\n\ny\n\
        --boundary\nContent-Disposition: form-data; name=\"more\"\nContent-Type: application/json\n\n{\n  \"c\": 1\n}\n--boundary--";
    let made = |schema: &Value, content_type: &str| body(schema, &document, Direction::Request, content_type);
    assert_eq!(made(&schema, "multipart/form-data").as_deref(), Some(expected));
    assert_eq!(made(&json!({"type": "string"}), "multipart/form-data"), None);
    let form = "a+%22b%22=7&file=string&list=x&list=y&more=%7B%22c%22%3A1%7D";
    assert_eq!(made(&schema, "application/x-www-form-urlencoded").as_deref(), Some(form));
}

fn validates(document: &Value, name: &str, value: &Value) -> Option<bool> {
    let mut root = document.clone();
    root.as_object_mut()?.insert("$ref".to_owned(), format!("#/$defs/{name}").into());
    let options = jsonschema::options().with_draft(Draft::Draft202012).should_validate_formats(true).build(&root);
    options.ok().map(|validator| validator.is_valid(value))
}

/// Whether a schema refers to itself for the same value, which says nothing and which the validator does not survive.
fn circles(schema: &Value, document: &Value, depth: usize) -> bool {
    let inner = |schema: &Value| circles(schema, document, depth + 1);
    let one = |keyword| schema.get(keyword).is_some_and(inner);
    let many = |keyword| schema.get(keyword).and_then(Value::as_array).is_some_and(|all| all.iter().any(inner));
    let target = schema.get("$ref").and_then(|pointer| document.pointer(pointer.as_str()?.strip_prefix('#')?));
    depth > 30
        || ["not", "if", "then", "else"].into_iter().any(one)
        || ["allOf", "anyOf", "oneOf"].into_iter().any(many)
        || schema.pointer("/dependentSchemas/q").is_some_and(inner)
        || target.is_some_and(inner)
}

/// Schemas of the 2020-12 draft with all keywords, which refer to each other.
fn schema() -> impl Strategy<Value = Value> {
    let scalar = prop_oneof![
        Just(json!({})),
        Just(json!({"$ref": "#/$defs/a"})),
        Just(json!({"$ref": "#/$defs/b"})),
        Just(json!({"$ref": "#/$defs/c", "description": "C"})),
        any::<bool>().prop_map(Value::from),
        prop::sample::select(vec!["null", "boolean", "object", "array"]).prop_map(|name| json!({"type": name})),
        (
            prop::sample::select(vec!["integer", "number"]),
            keywords(vec![
                ("minimum", number()),
                ("maximum", number()),
                ("exclusiveMinimum", number()),
                ("exclusiveMaximum", number()),
                ("multipleOf", prop::sample::select(vec![2, 3, 4, 10]).prop_map(Value::from).boxed()),
            ])
        )
            .prop_map(|(name, schema)| with(schema, "type", name)),
        keywords(vec![
            ("type", Just(json!("string")).boxed()),
            ("minLength", (0..12).prop_map(Value::from).boxed()),
            ("maxLength", (0..24).prop_map(Value::from).boxed()),
            (
                "pattern",
                prop::sample::select(vec![
                    "^[a-z]+$",
                    "^\\d{2,4}-[A-F]*$",
                    "x",
                    "^(foo|ba[rz]){2}$",
                    "^.{3}$",
                    "(?=a)b",
                    "^\\S+@\\w+$"
                ])
                .prop_map(Value::from)
                .boxed()
            ),
            (
                "format",
                prop::sample::select(vec![
                    "date",
                    "date-time",
                    "time",
                    "duration",
                    "email",
                    "hostname",
                    "ipv4",
                    "ipv6",
                    "uri",
                    "uri-reference",
                    "uuid",
                    "json-pointer",
                    "regex",
                    "byte",
                    "binary",
                    "password",
                    "unknown",
                    "iri",
                    "idn-email",
                    "uri-template",
                    "relative-json-pointer",
                    "idn-hostname",
                ])
                .prop_map(Value::from)
                .boxed()
            ),
        ]),
        keywords(vec![
            ("const", constant()),
            ("enum", prop::collection::vec(constant(), 1..4).prop_map(Value::from).boxed()),
            ("example", constant()),
            ("default", constant()),
            ("examples", prop::collection::vec(constant(), 0..2).prop_map(Value::from).boxed()),
        ]),
    ];
    scalar.prop_recursive(3, 24, 3, |inner| {
        let inner = inner.boxed();
        let many = prop::collection::vec(inner.clone(), 1..4).prop_map(Value::from).boxed();
        let named = prop::collection::vec((prop::sample::select(vec!["p", "q", "r", "s"]), inner.clone()), 0..4);
        let named = named.prop_map(|all| all.into_iter().map(|(k, v)| (k.to_owned(), v)).collect::<Map<_, _>>().into()).boxed();
        let names = prop::sample::subsequence(vec!["p", "q", "r", "t"], 0..3).prop_map(|names| json!(names)).boxed();
        let small = (0..4).prop_map(Value::from).boxed();
        prop_oneof![
            3 => keywords(vec![
                ("type", Just(json!("object")).boxed()), ("properties", named.clone()), ("properties", named.clone()),
                ("required", names.clone()), ("additionalProperties", inner.clone()), ("minProperties", small.clone()),
                ("maxProperties", small.clone()), ("patternProperties", inner.clone().prop_map(|s| json!({"^[pq]": s})).boxed()),
                ("propertyNames", prop_oneof![Just(json!({"pattern": "^[a-z]+$"})), Just(json!({"maxLength": 3}))].boxed()),
                ("dependentRequired", names.clone().prop_map(|n| json!({"p": n})).boxed()),
                ("dependentSchemas", inner.clone().prop_map(|s| json!({"q": s})).boxed()),
                 ("allOf", many.clone()),
            ]),
            2 => keywords(vec![
                ("type", Just(json!("array")).boxed()), ("items", inner.clone()), ("prefixItems", many.clone()),
                ("contains", inner.clone()), ("minContains", small.clone()), ("maxContains", small.clone()),
                ("minItems", small.clone()), ("maxItems", small.clone()), ("uniqueItems", any::<bool>().prop_map(Value::from).boxed()),
            ]),
            3 => keywords(vec![
                ("allOf", many.clone()), ("oneOf", many.clone()), ("anyOf", many.clone()), ("not", inner.clone()),
                ("if", inner.clone()), ("then", inner.clone()), ("else", inner.clone()), ("required", names),
            ]),
        ]
    })
}

fn number() -> BoxedStrategy<Value> {
    prop_oneof![(-20_i32..20).prop_map(Value::from), (-200_i32..200).prop_map(|n| json!(f64::from(n) / 8.0))].boxed()
}

fn constant() -> BoxedStrategy<Value> {
    prop_oneof![
        number(),
        Just(json!(null)),
        Just(json!("a")),
        Just(json!(true)),
        Just(json!([])),
        Just(json!({"p": 1})),
        Just(json!(["a", 1])),
    ]
    .boxed()
}

fn with(mut schema: Value, keyword: &str, value: impl Into<Value>) -> Value {
    schema.as_object_mut().unwrap().insert(keyword.to_owned(), value.into());
    schema
}

/// Some of the keywords.
fn keywords(all: Vec<(&'static str, BoxedStrategy<Value>)>) -> BoxedStrategy<Value> {
    let mut schema = Just(json!({})).boxed();
    for (keyword, values) in all {
        let values = prop::option::weighted(0.35, values);
        let add = move |(schema, value): (Value, Option<Value>)| match value {
            Some(value) => with(schema, keyword, value),
            None => schema,
        };
        schema = (schema, values).prop_map(add).boxed();
    }
    schema
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(120))]

    #[test]
    fn every_sample_is_valid(a in schema(), b in schema(), c in schema()) {
        let document = Document(json!({"$defs": {"a": a, "b": b, "c": c}}));
        prop_assume!(["a", "b", "c"].iter().all(|name| !circles(&document.0["$defs"][name], &document.0, 0)));
        for name in ["a", "b", "c"] {
            if let Some(value) = sample(&document.0["$defs"][name], &document, Direction::Response) {
                prop_assert_eq!(validates(&document.0, name, &value), Some(true), "{} {}", name, value);
            }
        }
    }

    #[test]
    fn any_document_is_sampled_in_time(a in anything(), b in anything()) {
        let document = Document(json!({"a": a, "b": b}));
        let text = sample(&document.0["a"], &document, Direction::Request).map(|value| value.to_string());
        prop_assert!(text.is_none_or(|text| text.len() <= LENGTH));
    }
}
