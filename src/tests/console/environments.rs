//! Calls with the variables of an environment: what the backend receives, and what the person is shown of it.

use axum::http::StatusCode;
use loggia::catalog::model::{Location, Parameter, ParameterType, Representation};
use loggia::console::model::{ConsoleRequest, Credential, NamedValue, RequestBody};
use loggia::console::request::MASK;
use loggia::identity::model::Role;
use loggia::kernel::ids::EnvironmentId;

use super::support::{Backend, Portal, Then, answer_with, operation};
use crate::support::Answer;

const SECRET: &str = "s3cr et/value";

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn value(name: &str, location: Location, value: &str) -> NamedValue {
    NamedValue { name: name.to_owned(), location, value: value.to_owned() }
}

/// A portal with an operation that takes all kinds of values, and Ada, who has an environment.
async fn ada(backend: &Backend) -> (Portal, ConsoleRequest) {
    let count = Parameter {
        name: "count".to_owned(),
        location: Location::Query,
        kind: ParameterType::Integer,
        ..Parameter::default()
    };
    let mut call = operation("POST", "/{tenant}/items?count={count}", vec![count]);
    call.bodies = vec![Representation { content_type: "text/plain".to_owned(), ..Representation::default() }];
    let mut portal = Portal::with(backend.address, call, |_| ()).await;
    portal.app = portal.app.signed_in_as("ada@example.com", Role::Developer).await;
    let location = portal.app.post("/account/environments", &[("name", "Test")]).await.location().to_owned();
    let rows = [
        ("name", "Test"),
        ("revision", "1"),
        ("variables.0.name", "tenant"),
        ("variables.0.value", "acme"),
        ("variables.1.name", "key"),
        ("variables.1.value", SECRET),
        ("variables.1.private", "on"),
        ("variables.2.name", "number"),
        ("variables.2.value", "7"),
        ("variables.2.private", "on"),
        ("variables.3.name", "forbidden"),
        ("variables.3.value", "Proxy-Secret"),
        ("variables.3.private", "on"),
    ];
    assert_eq!(portal.app.post(&location, &rows).await.status, StatusCode::SEE_OTHER);
    let id = location.rsplit('/').next().unwrap().to_owned();
    let request = ConsoleRequest {
        environment: Some(EnvironmentId::from(id)),
        parameters: vec![
            value("tenant", Location::Path, "{{tenant}}-{{key}}"),
            value("count", Location::Query, "{{ number }}"),
        ],
        query: vec![pair("{{tenant}}", "{{key}}")],
        headers: vec![pair("X-{{tenant}}", "{{key}}")],
        credentials: vec![Credential::ApiKey {
            location: Location::Query,
            name: "api_key".to_owned(),
            value: "{{key}}!".to_owned(),
        }],
        body: Some(RequestBody::Text {
            content_type: "text/plain".to_owned(),
            text: "{{tenant}} {{{{key}} {{key}}".to_owned(),
        }),
        ..portal.request()
    };
    (portal, request)
}

fn shows_nothing_private(answer: &Answer) {
    let text = String::from_utf8_lossy(&answer.body);
    for private in [SECRET, "s3cr%20et%2Fvalue", "s3cr", "Proxy-Secret", "proxy-secret"] {
        assert!(!text.contains(private), "{text}");
    }
}

#[tokio::test]
async fn the_backend_receives_the_values_and_the_person_is_shown_dots() {
    let backend = Backend::answering(answer_with("", b"ok"), Then::Close).await;
    let (portal, request) = ada(&backend).await;
    let answer = portal.post(&request).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let head = backend.head();
    assert_eq!(
        head[0],
        "post /base/acme-s3cr%20et%2fvalue/items?count=7&acme=s3cr%20et%2fvalue&api_key=s3cr%20et%2fvalue%21 http/1.1"
    );
    assert!(head.contains(&"x-acme: s3cr et/value".to_owned()), "{head:?}");
    assert!(backend.requests()[0].ends_with("\r\n\r\nacme {{key}} s3cr et/value"), "{:?}", backend.requests());
    shows_nothing_private(&answer);
    let url = format!("http://{}/base/acme-{MASK}/items?count={MASK}&acme={MASK}&api_key={MASK}", backend.address);
    assert_eq!(portal.read(&answer).head().url, url);
}

#[tokio::test]
async fn a_failure_and_a_refusal_show_nothing_private_either() {
    let backend = Backend::answering(Vec::new(), Then::Close).await;
    let (portal, request) = ada(&backend).await;
    let answer = portal.post(&request).await;
    assert_eq!(answer.status, StatusCode::OK);
    shows_nothing_private(&answer);
    assert!(portal.read(&answer).fail().url.contains(MASK));

    let mut refused = request.clone();
    refused.headers = vec![pair("{{forbidden}}", "1"), pair("{{unheard-of}}", "2")];
    refused.parameters = vec![value("tenant", Location::Path, "."), value("count", Location::Query, "{{key}}")];
    let answer = portal.post(&refused).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    shows_nothing_private(&answer);
    let text = answer.text();
    for part in [
        "unknown_variable",
        "unheard-of",
        "headers.1.name",
        "header_not_allowed",
        "query.count",
        "not_an_integer",
        "path.tenant",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert_eq!(backend.requests().len(), 1, "the second one was not sent");
}

#[tokio::test]
async fn somebody_elses_environment_is_not_found_and_braces_without_one_are_braces() {
    let backend = Backend::answering(answer_with("", b"ok"), Then::Close).await;
    let (mut portal, request) = ada(&backend).await;
    let plain = ConsoleRequest {
        environment: None,
        parameters: vec![value("tenant", Location::Path, "{{tenant}}")],
        query: vec![],
        headers: vec![],
        credentials: vec![],
        ..request.clone()
    };
    portal.send(&plain).await;
    assert!(backend.head()[0].starts_with("post /base/%7b%7btenant%7d%7d/items "), "{:?}", backend.head());
    let unknown = ConsoleRequest { environment: Some(EnvironmentId::from("none".to_owned())), ..request.clone() };
    assert_eq!(portal.post(&unknown).await.status, StatusCode::NOT_FOUND);

    portal.app = portal.app.signed_out().signed_in_as("bob@example.com", Role::Administrator).await;
    assert_eq!(portal.post(&request).await.status, StatusCode::NOT_FOUND);
    portal.app = portal.app.signed_out();
    assert_eq!(portal.post(&request).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(backend.requests().len(), 1);
}
