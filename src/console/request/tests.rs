use proptest::prelude::*;

use super::*;
use crate::catalog::model::{ParameterType, SampleBody};
use crate::console::model::{NamedValue, RequestBody};
use crate::kernel::ids::OperationId;

const SERVICE: &str = "https://backend.example/base/";

/// The guide's RRS operation, with a header and a query parameter that its template does not have.
fn rrs() -> CallInput {
    let parameter = |name: &str, location, kind, required| Parameter {
        name: name.to_owned(),
        location,
        kind,
        required,
        ..Parameter::default()
    };
    CallInput {
        verb: "POST".to_owned(),
        url_template: "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}"
            .to_owned(),
        display_name: "RRS Execute".to_owned(),
        parameters: vec![
            parameter("details", Location::Query, ParameterType::Boolean, false),
            parameter("workspace", Location::Path, ParameterType::String, true),
            parameter("service", Location::Path, ParameterType::String, true),
            parameter("apiversion", Location::Query, ParameterType::String, true),
            parameter("Authorization", Location::Header, ParameterType::String, true),
            parameter("trace", Location::Query, ParameterType::Integer, false),
        ],
        bodies: vec![SampleBody { content_type: "application/json".to_owned(), ..SampleBody::default() }],
        ..CallInput::default()
    }
}

fn value(name: &str, location: Location, value: &str) -> NamedValue {
    NamedValue { name: name.to_owned(), location, value: value.to_owned() }
}

/// A call of [`rrs`] that lacks nothing.
fn call() -> ConsoleRequest {
    ConsoleRequest {
        operation: OperationId::from("1".to_owned()),
        environment: None,
        server: None,
        timeout: None,
        subscription: None,
        follow: None,
        parameters: vec![
            value("workspace", Location::Path, "w 1/ü"),
            value("service", Location::Path, "s"),
            value("apiversion", Location::Query, "2.0"),
            value("details", Location::Query, "true"),
            value("Authorization", Location::Header, "Bearer key"),
        ],
        query: vec![],
        headers: vec![],
        credentials: vec![],
        body: Some(RequestBody::Text { content_type: "application/json".to_owned(), text: "{}".to_owned() }),
    }
}

fn complaints(request: &ConsoleRequest) -> Vec<(String, Message)> {
    let complaints = build(SERVICE, &rrs(), request).unwrap_err();
    complaints.into_iter().map(|complaint| (complaint.field, complaint.message)).collect()
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[test]
fn the_guide_s_call_is_built() {
    let mut request = call();
    request.query = vec![pair("a b", "1&2"), pair("", "")];
    request.headers = vec![pair("", ""), pair("X-Twice", "1"), pair("x-twice", " 2 ")];
    let built = build(SERVICE, &rrs(), &request).unwrap();
    assert_eq!(
        built,
        NeutralRequest {
            method: "POST".to_owned(),
            url: "https://backend.example/base/workspaces/w%201%2F%C3%BC/services/s/execute\
                  ?api-version=2.0&details=true&a%20b=1%262"
                .to_owned(),
            headers: vec![
                pair("Authorization", "Bearer key"),
                pair("X-Twice", "1"),
                pair("x-twice", "2"),
                pair("Content-Type", "application/json"),
            ],
            body: Body::Text("{}".to_owned()),
            secrets: vec![],
        }
    );
}

#[test]
fn parameters_stand_in_the_template_s_order_and_undescribed_ones_are_there() {
    let mut operation = rrs();
    operation.url_template.push_str("&extra={extra}");
    let parameters = parameters(&operation);
    let names: Vec<&str> = parameters.iter().map(|parameter| parameter.name.as_str()).collect();
    assert_eq!(names, ["workspace", "service", "apiversion", "details", "extra", "Authorization", "trace"]);
    assert!(!parameters[4].required);
}

#[test]
fn every_mistake_is_named_at_its_field_at_once() {
    let mut request = call();
    request.parameters = vec![
        value("workspace", Location::Path, ""),
        value("service", Location::Path, ".."),
        value("apiversion", Location::Query, "2.0"),
        value("details", Location::Query, "yes"),
        value("trace", Location::Query, "x"),
        value("made-up", Location::Query, "x"),
    ];
    request.headers = vec![pair("Host", "evil"), pair("X-A", "1\r\nX-B: 2"), pair("", "lonely")];
    request.query = vec![pair("", "lonely")];
    let complaints = complaints(&request);
    for (field, message) in [
        ("path.workspace", Message::Required),
        ("path.service", Message::DotSegment),
        ("query.details", Message::NotABoolean),
        ("query.trace", Message::NotAnInteger),
        ("header.Authorization", Message::Required),
        ("headers.0.name", Message::HeaderNotAllowed { name: "Host".to_owned() }),
        ("headers.1.value", Message::NotAHeaderValue),
        ("headers.2.name", Message::Required),
        ("query.0.name", Message::Required),
    ] {
        assert!(complaints.contains(&(field.to_owned(), message)), "{field}: {complaints:?}");
    }
    assert!(complaints.iter().any(|(field, _)| field == "query.made-up"));
    assert_eq!(complaints.len(), 10, "{complaints:?}");
}

#[test]
fn a_header_that_was_added_replaces_the_documented_one() {
    let mut request = call();
    request.headers = vec![pair("authorization", "Bearer mine")];
    let built = build(SERVICE, &rrs(), &request).unwrap();
    assert_eq!(built.headers[0], pair("authorization", "Bearer mine"));
    assert_eq!(built.headers.len(), 2);
    request.parameters.retain(|value| value.location != Location::Header);
    assert!(build(SERVICE, &rrs(), &request).is_ok(), "it also satisfies the requirement");
}

#[test]
fn a_content_type_that_was_typed_wins_and_an_empty_body_is_none() {
    let mut request = call();
    request.headers = vec![pair("content-type", "application/vnd.x+json")];
    let built = build(SERVICE, &rrs(), &request).unwrap();
    assert_eq!(built.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("content-type")).count(), 1);

    request.headers.clear();
    request.body = Some(RequestBody::Text { content_type: "application/json".to_owned(), text: String::new() });
    let built = build(SERVICE, &rrs(), &request).unwrap();
    assert_eq!(built.body, Body::None);
    assert!(built.headers.iter().all(|(name, _)| name != "Content-Type"), "there is nothing that has this type");
}

#[test]
fn only_documented_bodies_go_with_get() {
    let mut operation = rrs();
    operation.verb = "GET".to_owned();
    assert!(build(SERVICE, &operation, &call()).is_ok());
    operation.bodies.clear();
    let complaints = build(SERVICE, &operation, &call()).unwrap_err();
    assert_eq!(complaints[0].field, "body");
}

#[test]
fn the_preview_shows_what_is_still_missing() {
    let mut request = call();
    request.parameters = vec![
        value("workspace", Location::Path, ".."),
        value("apiversion", Location::Query, "2.0"),
        value("trace", Location::Query, "x"),
    ];
    assert_eq!(
        preview(SERVICE, &rrs(), &request),
        "https://backend.example/base/workspaces/{workspace}/services/{service}/execute?api-version=2.0&trace={trace}"
    );
    assert_eq!(preview(SERVICE, &rrs(), &call()), build(SERVICE, &rrs(), &call()).unwrap().url);
}

#[test]
fn an_address_never_comes_from_the_browser() {
    let text = r#"{"operation":"1","url":"http://169.254.169.254/"}"#;
    assert!(serde_json::from_str::<ConsoleRequest>(text).is_err());
}

proptest! {
    #[test]
    fn no_value_leaves_the_service(workspace in ".*|[./%2eE\\\\;:@#?]*", apiversion in ".+", added in ".+") {
        let mut request = call();
        request.parameters[0].value = workspace;
        request.parameters[2].value = apiversion.clone();
        request.query = vec![(added.clone(), apiversion.clone())];
        if let Ok(built) = build(SERVICE, &rrs(), &request) {
            let url = url::Url::parse(&built.url).unwrap();
            prop_assert_eq!(url.origin().ascii_serialization(), "https://backend.example");
            prop_assert!(url.path().starts_with("/base/workspaces/"), "{}", url);
            prop_assert!(url.path().ends_with("/services/s/execute"), "{}", url);
            prop_assert_eq!(url.fragment(), None);
            let pairs: Vec<_> = url.query_pairs().into_owned().collect();
            prop_assert_eq!(&pairs[0], &("api-version".to_owned(), apiversion.clone()));
            prop_assert_eq!(pairs.last().unwrap(), &(added, apiversion));
        }
    }

    #[test]
    fn what_is_built_can_be_sent(name in "\\PC*|[a-zA-Z-]+", value in ".*") {
        let mut request = call();
        request.headers = vec![(name, value)];
        if let Ok(built) = build(SERVICE, &rrs(), &request) {
            for (name, value) in built.headers {
                prop_assert!(name.parse::<axum::http::HeaderName>().is_ok(), "{:?}", name);
                prop_assert!(axum::http::HeaderValue::from_str(&value).is_ok() || !value.is_ascii(), "{:?}", value);
                prop_assert!(axum::http::HeaderValue::from_bytes(value.as_bytes()).is_ok(), "{:?}", value);
            }
        }
    }
}

#[test]
fn credentials_are_added_where_nobody_wrote_anything() {
    let mut request = call();
    request.credentials = vec![
        Credential::Basic { user: "ada".to_owned(), password: "pass:word".to_owned() },
        Credential::ApiKey { location: Location::Query, name: "key".to_owned(), value: "a b".to_owned() },
        Credential::ApiKey { location: Location::Header, name: "X-Key".to_owned(), value: "1".to_owned() },
        Credential::ApiKey { location: Location::Cookie, name: "session".to_owned(), value: "2".to_owned() },
        Credential::Bearer { token: " ".to_owned() },
    ];
    let header = |built: &NeutralRequest, name: &str| {
        let found = built.headers.iter().filter(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.clone()).collect::<Vec<_>>()
    };
    let built = build(SERVICE, &rrs(), &request).unwrap();
    assert_eq!(header(&built, "authorization"), ["Bearer key"], "the documented header that was filled in");
    assert_eq!(
        (header(&built, "x-key"), header(&built, "cookie")),
        (vec!["1".to_owned()], vec!["session=2".to_owned()])
    );
    assert!(built.url.ends_with("&key=a%20b"), "{}", built.url);
    assert_eq!(built.secrets, ["key", "X-Key"]);
    assert!(preview(SERVICE, &rrs(), &request).ends_with(&format!("&key={MASK}")));

    request.parameters.retain(|value| value.location != Location::Header);
    let built = build(SERVICE, &rrs(), &request).unwrap();
    assert_eq!(header(&built, "authorization"), ["Basic YWRhOnBhc3M6d29yZA=="], "which also satisfies the requirement");

    request.headers = vec![pair("AUTHORIZATION", "mine"), pair("x-key", "mine")];
    request.query = vec![pair("key", "mine")];
    let built = build(SERVICE, &rrs(), &request).unwrap();
    assert_eq!(
        (header(&built, "authorization"), header(&built, "x-key")),
        (vec!["mine".to_owned()], vec!["mine".to_owned()])
    );
    assert!(built.url.ends_with("&key=mine"), "{}", built.url);

    request.credentials = vec![Credential::Bearer { token: "a\r\nb".to_owned() }];
    assert_eq!(complaints(&request), [("credentials.0".to_owned(), Message::NotAHeaderValue)]);
}
