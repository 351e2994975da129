//! Requests that are sent twice.

use axum::http::{Method, StatusCode, header};
use loggia::identity::token::Scope;
use serde_json::json;

use super::support::{Program, json as body_of, problem};

const KEY: (&str, &str) = ("idempotency-key", "attempt-1");

#[tokio::test]
async fn a_request_with_a_key_is_carried_out_once() {
    let program = Program::of_administrator().await;
    let body = json!({ "name": "Partners" });
    let first = program.send(Method::POST, "/groups", &[KEY], &body).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let again = program.send(Method::POST, "/groups", &[KEY], &body).await;
    assert_eq!((again.status, &again.body), (first.status, &first.body));
    for name in [header::CONTENT_TYPE, header::LOCATION, header::ETAG] {
        assert_eq!(again.headers[&name], first.headers[&name]);
    }
    assert_eq!(program.read("/groups").await["items"].as_array().unwrap().len(), 1);

    let other = program.send(Method::POST, "/groups", &[KEY], &json!({ "name": "Others" })).await;
    problem(&other, StatusCode::UNPROCESSABLE_ENTITY);
    let elsewhere = program.send(Method::POST, "/apis", &[KEY], &body).await;
    problem(&elsewhere, StatusCode::UNPROCESSABLE_ENTITY);
    let without = program.post("/groups", &body).await;
    problem(&without, StatusCode::UNPROCESSABLE_ENTITY);

    let theirs = program.with_scope("root@example.com", Scope::Admin).await;
    let taken = theirs.send(Method::POST, "/groups", &[KEY], &body).await;
    assert_eq!(body_of(&taken)["errors"][0]["field"], "name", "another token's keys are others");

    program.app.state.clock.advance(24 * 60 * 60 * 1000);
    let much_later = program.send(Method::POST, "/groups", &[KEY], &body).await;
    assert_eq!(body_of(&much_later)["errors"][0]["field"], "name", "it was forgotten");
}

#[tokio::test]
async fn refusals_are_kept_too_and_secrets_are_sealed() {
    let program = Program::of_administrator().await;
    let wrong = json!({ "name": "" });
    for _ in 0..2 {
        problem(&program.send(Method::POST, "/groups", &[KEY], &wrong).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let body = json!({ "name": "CI", "scope": "read" });
    let key = ("idempotency-key", "attempt-2");
    let first = program.send(Method::POST, "/tokens", &[key], &body).await;
    assert_eq!(first.status, StatusCode::CREATED);
    let again = program.send(Method::POST, "/tokens", &[key], &body).await;
    assert_eq!(first.body, again.body, "whoever missed the answer still gets the token");
    let kept: Vec<Vec<u8>> = sqlx::query_scalar("SELECT body FROM idempotency_keys WHERE body IS NOT NULL")
        .fetch_all(program.app.state.db.reader())
        .await
        .unwrap();
    assert!(kept.len() == 2 && kept.iter().all(|body| !body.windows(4).any(|part| part == b"lgt_")));
    for wrong in ["", " ", "a b", &"x".repeat(256)] {
        let refused = program.send(Method::POST, "/groups", &[("idempotency-key", wrong)], &json!({})).await;
        problem(&refused, StatusCode::BAD_REQUEST);
    }
}
