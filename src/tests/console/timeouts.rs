//! The time that a person gives a call.

use std::time::Duration;

use axum::http::StatusCode;
use loggia::console::model::ConsoleRequest;
use loggia::kernel::failure::Stage;
use loggia::kernel::{ApiError, Failure, Message};
use serde_json::json;

use super::support::{Backend, Portal, Then, answer_with, get};

#[tokio::test]
async fn a_call_has_the_time_that_a_person_gives_it_and_the_failure_says_how_much() {
    let backend = Backend::answering("", Then::Wait).await;
    let portal = Portal::calling(&backend).await;
    let frames = portal.send(&ConsoleRequest { timeout: Some(1), ..portal.request() }).await;
    assert_eq!(frames.fail().failure, Failure::TimedOut { stage: Stage::FirstByte, seconds: 1 });
    backend.left().await;
}

#[tokio::test]
async fn nobody_gets_more_time_than_the_operator_gives() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal =
        Portal::with(backend.address, get("/call"), |config| config.call_timeout = Duration::from_secs(5)).await;
    for timeout in [0, 6, u32::MAX] {
        let answer = portal.post(&ConsoleRequest { timeout: Some(timeout), ..portal.request() }).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{timeout}");
        let error: ApiError = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(error, ApiError::field("timeout", Message::NotATimeout { most: 5 }));
    }
    for timeout in [json!(-1), json!(1.5), json!("5")] {
        let call = json!({"operation": portal.operation.as_str(), "timeout": timeout}).to_string();
        assert_eq!(portal.post_text("application/json", &call).await.status, StatusCode::BAD_REQUEST, "{timeout}");
    }
    assert_eq!(backend.requests(), [""; 0]);
    portal.send(&ConsoleRequest { timeout: Some(5), ..portal.request() }).await;
    let most = portal.app.get("/api/private/console/timeout").await;
    assert_eq!((most.status, most.text()), (StatusCode::OK, "5"));
}
