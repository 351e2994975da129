//! Calls that are not made at all.

use axum::http::StatusCode;
use loggia::catalog::model::Location;
use loggia::console::model::{NamedValue, RequestBody};
use loggia::kernel::ids::OperationId;
use loggia::kernel::{ApiError, FieldError, Message};
use serde_json::json;

use super::support::{Backend, Portal, Then, answer_with, get};

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn bad_values_are_named_and_nothing_is_sent() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::with(backend.address, get("/orders/{order}"), |_| ()).await;
    let order =
        |value: &str| vec![NamedValue { name: "order".to_owned(), location: Location::Path, value: value.to_owned() }];
    let mut no_value = portal.request();
    let mut bad_header = portal.request();
    bad_header.parameters = order("1");
    let mut cases = vec![];
    for value in ["..", ".", "%2e%2e", ".%2E"] {
        let mut request = portal.request();
        request.parameters = order(value);
        cases.push((request, "path.order", Message::DotSegment));
    }
    no_value.parameters = order("");
    cases.push((no_value, "path.order", Message::Required));
    for (name, value, field, message) in [
        ("X-A", "1\r\nX-Evil: 1", "headers.0.value", Message::NotAHeaderValue),
        ("X-A\r\nX-Evil", "1", "headers.0.name", Message::NotAHeaderName),
        ("Host", "evil.example", "headers.0.name", Message::HeaderNotAllowed { name: "Host".to_owned() }),
        (
            "transfer-encoding",
            "chunked",
            "headers.0.name",
            Message::HeaderNotAllowed { name: "transfer-encoding".to_owned() },
        ),
    ] {
        let mut request = bad_header.clone();
        request.headers = vec![pair(name, value)];
        cases.push((request, field, message));
    }
    let mut with_body = bad_header;
    with_body.body = Some(RequestBody::Text { content_type: String::new(), text: "x".to_owned() });
    cases.push((with_body, "body", Message::TooLong { most: 0 }));

    for (request, field, message) in cases {
        let answer = portal.post(&request).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{request:?}");
        let error: ApiError = serde_json::from_slice(&answer.body).unwrap();
        let expected = ApiError::Invalid { fields: vec![FieldError { field: field.to_owned(), message }] };
        assert_eq!(error, expected, "{request:?}");
    }
    assert_eq!(backend.requests(), [""; 0]);
}

#[tokio::test]
async fn only_requests_of_the_console_are_understood() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    let id = portal.operation.as_str();
    let with_url = json!({ "operation": id, "url": "http://169.254.169.254/" }).to_string();
    let fine = json!({ "operation": id }).to_string();
    for (content_type, body, status) in [
        ("application/json", with_url.as_str(), StatusCode::BAD_REQUEST),
        ("application/json", "{", StatusCode::BAD_REQUEST),
        ("application/json", "", StatusCode::BAD_REQUEST),
        ("text/plain", fine.as_str(), StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(portal.post_text(content_type, body).await.status, status, "{content_type} {body}");
    }
    assert_eq!(backend.requests(), [""; 0]);
    assert_eq!(portal.post_text("application/json", &fine).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_body_beyond_the_limit_is_too_large() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    let answer = portal.post_text("application/json", &" ".repeat(17 * 1024 * 1024)).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn unknown_operations_are_not_found() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    for id in ["", "1", "' OR 1=1 --"] {
        let mut request = portal.request();
        request.operation = OperationId::from(id.to_owned());
        assert_eq!(portal.post(&request).await.status, StatusCode::NOT_FOUND, "{id}");
    }
}

#[tokio::test]
async fn more_headers_than_a_message_holds_are_too_large() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    let mut request = portal.request();
    request.headers = (0..40_000).map(|n| pair(&format!("x{n}"), "")).collect();
    assert_eq!(portal.post(&request).await.status, StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test]
async fn without_a_free_place_the_console_is_unavailable() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    portal.app.state.calls.close();
    assert_eq!(portal.post(&portal.request()).await.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(backend.requests(), [""; 0]);
}
