//! Policies, for programs.

use std::collections::BTreeSet;

use axum::http::{Method, StatusCode};
use loggia::identity::token::Scope;
use loggia::policies::model::Kind;
use loggia::rest::document;
use serde_json::{Value, json};

use super::support::{Program, fields, json as body_of, problem, tag};

const PATHS: [&str; 3] = ["/policies", "/apis/pets/policies", "/apis/pets/operations/list-pets/policies"];

async fn program() -> Program {
    let program = Program::of_administrator().await;
    let api = program.app.add_api("Pets", true).await;
    program.app.add_operation(&api, "GET", "/pets", "List pets").await;
    program
}

async fn put(program: &Program, path: &str, tag: &str, policies: Value) -> crate::support::Answer {
    program.send(Method::PUT, path, &[("if-match", tag)], &json!({ "policies": policies })).await
}

#[tokio::test]
async fn policies_of_each_scope_are_read_and_replaced() {
    let program = program().await;
    for path in PATHS {
        assert_eq!(program.read(path).await, json!({"policies": []}), "{path}");
        let first = program.tag(path).await;
        let policies = json!([{"section": "inbound", "kind": "rate-limit", "calls": 5, "seconds": 60}]);
        let saved = put(&program, path, &first, policies.clone()).await;
        assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());
        let mut shown = body_of(&saved);
        assert_eq!(shown, program.read(path).await);
        let id = shown["policies"][0]["id"].as_str().unwrap().to_owned();
        shown["policies"][0].as_object_mut().unwrap().remove("id");
        assert_eq!(shown["policies"], policies);

        problem(&put(&program, path, &first, json!([])).await, StatusCode::PRECONDITION_FAILED);
        let without = program.send(Method::PUT, path, &[], &json!({"policies": []})).await;
        problem(&without, StatusCode::PRECONDITION_REQUIRED);
        let kept = json!([{"id": id, "section": "inbound", "kind": "rate-limit", "calls": 6, "seconds": 60}]);
        let again = put(&program, path, &tag(&saved), kept.clone()).await;
        assert_eq!(body_of(&again)["policies"], kept);
    }
}

#[tokio::test]
async fn what_cannot_be_accepted_is_told_at_its_place() {
    let program = program().await;
    for (policies, expected) in [
        (json!([{"section": "inbound", "kind": "moon"}]), vec!["policies.0"]),
        (json!([7, {"kind": "rate-limit"}]), vec!["policies.0", "policies.1"]),
        (json!([{"section": "outbound", "kind": "cache-store", "seconds": 0}]), vec!["policies.0.seconds"]),
        (
            json!([
                {"section": "outbound", "kind": "cache-store", "seconds": 1},
                {"section": "outbound", "kind": "rate-limit", "calls": 0, "seconds": 60},
            ]),
            vec!["policies.1.section", "policies.1.limit"],
        ),
        (json!([{"section": "inbound", "kind": "set-backend", "url": "http://[::1]"}]), vec!["policies.0.url"]),
    ] {
        let refused = put(&program, "/policies", "*", policies.clone()).await;
        assert_eq!(fields(&problem(&refused, StatusCode::UNPROCESSABLE_ENTITY)), expected, "{policies}");
    }
    let malformed = program.send(Method::PUT, "/policies", &[("if-match", "*")], &json!({"policies": 7})).await;
    problem(&malformed, StatusCode::BAD_REQUEST);
    assert_eq!(program.read("/policies").await, json!({"policies": []}));
}

#[tokio::test]
async fn only_administrators_tokens_with_that_scope_see_them() {
    let program = program().await;
    let weaker = program.with_scope("root@example.com", Scope::Write).await;
    for path in PATHS {
        problem(&weaker.get(path).await, StatusCode::FORBIDDEN);
        problem(&put(&weaker, path, "*", json!([])).await, StatusCode::FORBIDDEN);
    }
    for path in ["/apis/none/policies", "/products/none/policies", "/apis/pets/operations/none/policies"] {
        problem(&program.get(path).await, StatusCode::NOT_FOUND);
        problem(&put(&program, path, "*", json!([])).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn each_kind_is_described_as_it_is_read_and_written() {
    let program = program().await;
    let document = document("https://portal.example");
    let schema = json!({"$ref": "#/components/schemas/Policy", "components": document["components"]});
    let described = jsonschema::validator_for(&schema).unwrap();
    for kind in Kind::ALL {
        let schema = &document["components"]["schemas"][format!("{kind:?}Policy")];
        let example = &schema["examples"][0];
        assert!(described.is_valid(example), "{example}");
        let saved = put(&program, "/policies", "*", json!([example])).await;
        assert_eq!(saved.status, StatusCode::OK, "{example}: {}", saved.text());
        let written = body_of(&saved)["policies"][0].clone();
        assert!(described.is_valid(&written), "{written}");
        let names = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(names(&written), names(&schema["properties"]), "{kind:?}");
    }
}

#[tokio::test]
async fn what_cannot_be_read_is_told_with_what_was_expected() {
    let program = program().await;
    for (policy, field, expected) in [
        (json!({"section": "inbound", "kind": "rate-limi"}), "policies.0", "`rate-limit`"),
        (json!({"section": "inbound", "kind": "rate-limit", "calls": 5}), "policies.0", "`seconds`"),
        (
            json!({"section": "inbound", "kind": "rate-limit", "calls": 5, "seconds": 60, "key": {}}),
            "policies.0.key",
            "section, kind, calls, seconds",
        ),
    ] {
        let answer = put(&program, "/policies", "*", json!([policy])).await;
        assert_eq!(fields(&problem(&answer, StatusCode::UNPROCESSABLE_ENTITY)), [field], "{policy}");
        assert!(answer.text().contains(expected), "{}", answer.text());
    }
}
