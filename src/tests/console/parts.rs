//! What the console is told to write a body and parameters with: samples, forms, and what is wrong with them.

use axum::http::StatusCode;
use loggia::catalog::model::{
    Deviation, FieldKind, FormField, Location, NamedExample, OperationInput, Parameter, ParameterType, Problem,
    Representation,
};
use loggia::console::check::LONGEST;
use serde_json::{Value, json};

use super::support::{Portal, operation};
use crate::support::Answer;

const JSON: &str = "application/json";

fn takes_a_pet() -> OperationInput {
    let schema = json!({
        "type": "object", "required": ["name"], "additionalProperties": false,
        "properties": {"name": {"type": "string", "example": "Rex"}, "age": {"type": "integer", "minimum": 0}, "parent": {"$ref": "#/x"}}
    });
    let example = |name: &str, value: &str| NamedExample {
        name: name.to_owned(),
        value: value.to_owned(),
        ..NamedExample::default()
    };
    let body = Representation {
        content_type: JSON.to_owned(),
        sample: "{}".to_owned(),
        schema: schema.to_string(),
        examples: vec![example("old", r#"{"name": "Old"}"#), example("", "[]")],
    };
    let plain = Representation { content_type: "text/plain".to_owned(), ..Representation::default() };
    let parameter = |name: &str, kind, schema: Value| Parameter {
        name: name.to_owned(),
        location: Location::Query,
        kind,
        schema: if schema.is_null() { String::new() } else { schema.to_string() },
        ..Parameter::default()
    };
    let ids = json!({"type": "array", "items": {"type": "integer", "minimum": 1}, "maxItems": 3});
    let parameters = vec![
        parameter("size", ParameterType::Integer, json!({"type": "integer", "maximum": 9})),
        parameter("ids", ParameterType::Array, ids),
        parameter("plain", ParameterType::String, Value::Null),
        Parameter { allowed: vec!["a".to_owned()], ..parameter("listed", ParameterType::Array, Value::Null) },
    ];
    OperationInput { bodies: vec![body, plain], ..operation("POST", "/pets", parameters) }
}

async fn portal() -> Portal {
    Portal::with("127.0.0.1:9".parse().unwrap(), takes_a_pet(), |_| ()).await
}

fn address(portal: &Portal, endpoint: &str, rest: &str) -> String {
    format!("/api/private/{endpoint}?operation={}&{rest}", portal.operation)
}

async fn check_part(portal: &Portal, operation: &str, part: Value, text: &str) -> Answer {
    let body = json!({ "operation": operation, "part": part, "text": text });
    portal.app.post_json("/console/check", &body).await
}

async fn check(portal: &Portal, operation: &str, content_type: &str, text: &str) -> Answer {
    check_part(portal, operation, json!({ "body": { "content_type": content_type } }), text).await
}

async fn found(portal: &Portal, text: &str) -> Vec<Deviation> {
    let answer = check(portal, portal.operation.as_str(), JSON, text).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test]
async fn samples_are_told_by_their_number_and_made_of_the_schema() {
    let portal = portal().await;
    let sample = async |rest: &str| {
        let answer = portal.app.get(&address(&portal, "body/sample", rest)).await;
        (answer.status, serde_json::from_slice::<String>(&answer.body).unwrap_or_default())
    };
    let json = |number: u32| format!("content_type=application%2Fjson&example={number}");
    assert_eq!(sample(&json(1)).await, (StatusCode::OK, r#"{"name": "Old"}"#.to_owned()));
    assert_eq!(sample(&json(2)).await.1, "[]");
    assert!(sample(&json(0)).await.1.contains("Rex"), "one that is made of the schema");
    assert_eq!(sample(&json(3)).await.0, StatusCode::NOT_FOUND);
    assert_eq!(sample("content_type=text%2Fplain&example=0").await.0, StatusCode::NOT_FOUND);
    assert_eq!(sample("content_type=image%2Fpng&example=1").await.0, StatusCode::NOT_FOUND);
    let none = portal.app.get("/api/private/body/sample?operation=x&content_type=a&example=1").await;
    assert_eq!(none.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_has_the_fields_of_the_schema() {
    let portal = portal().await;
    let form = async |rest: &str| {
        let answer = portal.app.get(&address(&portal, "call/form", rest)).await;
        (answer.status, serde_json::from_slice::<FormField>(&answer.body).ok())
    };
    let (status, whole) = form("part[body][content_type]=application%2Fjson&path=").await;
    assert_eq!(status, StatusCode::OK);
    let Some(FormField { kind: FieldKind::Object { fields, .. }, .. }) = whole else { panic!("{whole:?}") };
    let kinds: Vec<_> = fields.iter().map(|field| (field.name.as_str(), field.required, &field.kind)).collect();
    let expected =
        [("name", true, &FieldKind::Text), ("age", false, &FieldKind::Integer), ("parent", false, &FieldKind::Any)];
    assert_eq!(kinds, expected, "what refers to nothing can be anything");
    let (_, part) = form("part[body][content_type]=application%2Fjson&path=%2Fproperties%2Fage").await;
    assert_eq!(part.unwrap().limits, "minimum: 0");
    for rest in [
        "part[body][content_type]=application%2Fjson&path=%2Fproperties%2Fgone",
        "part[body][content_type]=text%2Fplain&path=",
        "part[parameter][in]=query&part[parameter][name]=gone&path=",
        "part[parameter][in]=header&part[parameter][name]=size&path=",
    ] {
        assert_eq!(form(rest).await.0, StatusCode::NOT_FOUND, "{rest}");
    }
}

#[tokio::test]
async fn a_body_is_compared_with_its_schema() {
    let portal = portal().await;
    assert_eq!(found(&portal, r#"{"name": "Rex"}"#).await, []);
    let value = |pointer: &str, problem| Deviation::Value { pointer: pointer.to_owned(), problem };
    let breaks = Problem::Breaks { keyword: "minimum".to_owned(), limit: "0".to_owned() };
    let expected = [
        value("", Problem::Missing { name: "name".to_owned() }),
        value("/age", breaks),
        value("/colour", Problem::NotAllowed),
    ];
    assert_eq!(found(&portal, r#"{"age": -1, "colour": 1}"#).await, expected);
    assert_eq!(found(&portal, "{").await, [Deviation::NotJson { line: 1, column: 1 }]);
    assert_eq!(found(&portal, &"[".repeat(100_000)).await.len(), 1);
    let plain = check(&portal, portal.operation.as_str(), "text/plain", "{}").await;
    assert_eq!(plain.text(), "[]", "nothing is said of it");
}

#[tokio::test]
async fn a_parameter_has_the_form_of_its_schema_and_is_compared_with_it() {
    let portal = portal().await;
    let own = portal.operation.as_str();
    let form = async |name: &str| {
        let rest = format!("part[parameter][in]=query&part[parameter][name]={name}&path=");
        let answer = portal.app.get(&address(&portal, "call/form", &rest)).await;
        serde_json::from_slice::<FormField>(&answer.body).unwrap_or_else(|_| panic!("{name}: {}", answer.text())).kind
    };
    let FieldKind::List(items) = form("ids").await else { panic!("ids") };
    assert_eq!((items.kind, items.limits), (FieldKind::Integer, "minimum: 1".to_owned()));
    let FieldKind::List(items) = form("listed").await else { panic!("listed") };
    assert_eq!(items.kind, FieldKind::Choice(vec![r#""a""#.to_owned()]), "without a schema, what a publisher said");

    let breaks = |pointer: &str, keyword: &str, limit: &str| Deviation::Value {
        pointer: pointer.to_owned(),
        problem: Problem::Breaks { keyword: keyword.to_owned(), limit: limit.to_owned() },
    };
    for (name, text, expected) in [
        ("size", r#""9""#, vec![]),
        ("size", r#""10""#, vec![breaks("", "maximum", "9")]),
        ("ids", r#"["1", "22"]"#, vec![]),
        ("ids", r#"[1, "0"]"#, vec![breaks("/1", "minimum", "1")]),
        ("ids", r#"["1","2","3","4"]"#, vec![breaks("", "maxItems", "3")]),
        ("plain", r#""anything""#, vec![]),
    ] {
        let part = json!({ "parameter": { "in": "query", "name": name } });
        let answer = check_part(&portal, own, part, text).await;
        assert_eq!(serde_json::from_slice::<Vec<Deviation>>(&answer.body).unwrap(), expected, "{name} {text}");
    }
    let other = json!({ "parameter": { "in": "header", "name": "size" } });
    assert_eq!(check_part(&portal, own, other, "1").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_checked_is_refused() {
    let portal = portal().await;
    let own = portal.operation.as_str();
    assert_eq!(check(&portal, "x", JSON, "{}").await.status, StatusCode::NOT_FOUND);
    assert_eq!(check(&portal, own, "image/png", "{}").await.status, StatusCode::NOT_FOUND);
    assert_eq!(check(&portal, own, JSON, &" ".repeat(LONGEST + 1)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    let malformed = portal.app.post_json("/console/check", &json!({ "operation": own })).await;
    assert_eq!(malformed.status, StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_draft_is_not_told_of() {
    let portal = portal().await;
    let administrator = loggia::identity::server::Administrator::operator();
    let api = loggia::catalog::server::service::admin_api_by_slug(&portal.app.state, &administrator, "backend").await;
    let api = api.unwrap();
    let hidden = loggia::catalog::model::ApiInput { published: false, ..api.input };
    loggia::catalog::server::service::update_api(&portal.app.state, &administrator, &api.id, api.revision, hidden)
        .await
        .unwrap();
    let own = portal.operation.as_str();
    assert_eq!(check(&portal, own, JSON, "{}").await.status, StatusCode::NOT_FOUND);
    for (endpoint, rest) in [
        ("body/sample", "content_type=application%2Fjson&example=1"),
        ("call/form", "part[body][content_type]=application%2Fjson&path="),
        ("call/form", "part[parameter][in]=query&part[parameter][name]=ids&path="),
    ] {
        let answer = portal.app.get(&address(&portal, endpoint, rest)).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{rest}");
    }
}
