use proptest::prelude::*;

use super::*;
use crate::catalog::model::Location;
use crate::console::model::{NamedValue, RequestPart};
use crate::kernel::ids::OperationId;

fn value(name: &str) -> Option<String> {
    match name {
        "host" => Some("example.com".to_owned()),
        "id.v-2" => Some("42".to_owned()),
        "empty" => Some(String::new()),
        "nested" => Some("{{host}}".to_owned()),
        "key" => Some(unknown("key")),
        _ => None,
    }
}

fn empty() -> ConsoleRequest {
    ConsoleRequest {
        operation: OperationId::from("1".to_owned()),
        environment: None,
        server: None,
        timeout: None,
        subscription: None,
        follow: None,
        parameters: vec![],
        query: vec![],
        headers: vec![],
        credentials: vec![],
        body: None,
    }
}

/// A call with `text` as its body.
fn with_body(text: &str) -> ConsoleRequest {
    let body = RequestBody::Text { content_type: String::new(), text: text.to_owned() };
    ConsoleRequest { body: Some(body), ..empty() }
}

fn filled(text: &str) -> (String, Vec<Message>) {
    let (request, complaints) = fill(with_body(text), &value);
    let Some(RequestBody::Text { text, .. }) = request.body else { panic!("it stays a text") };
    (text, complaints.into_iter().map(|complaint| complaint.message).collect())
}

#[test]
fn names_between_braces_are_replaced() {
    for (text, expected) in [
        ("", ""),
        ("host", "host"),
        ("{{host}}", "example.com"),
        ("{{ host }}/{{\tid.v-2 }}", "example.com/42"),
        ("a{{empty}}b", "ab"),
        ("{{nested}}", "{{host}}"),
        ("{{{host}}}", "{example.com}"),
        ("{{{{host}}", "{{host}}"),
        ("{{{{host}}}}", "{{host}}}}"),
        ("{{{{{{host}}", "{{example.com"),
        ("{{{{{{{{", "{{{{"),
        ("{host}", "{host}"),
        ("}}{{host}}{{", "}}example.com{{"),
        ("{{}} {{ }} {{", "{{}} {{ }} {{"),
        ("{{ho\nst}}", "{{ho\nst}}"),
        ("{{ho}st}}", "{{ho}st}}"),
        (r#"{"a":{"b":{}},"c":"{{host}}"}"#, r#"{"a":{"b":{}},"c":"example.com"}"#),
        ("ü{{host}}ü", "üexample.comü"),
    ] {
        assert_eq!(filled(text), (expected.to_owned(), vec![]), "{text}");
    }
}

#[test]
fn unknown_names_are_complained_about_and_stay() {
    let unknown = |name: &str| Message::UnknownVariable { name: name.to_owned() };
    assert_eq!(filled("{{Host}}"), ("{{Host}}".to_owned(), vec![unknown("Host")]));
    assert_eq!(filled("{{a b}}{{host}}"), ("{{a b}}example.com".to_owned(), vec![unknown("a b")]));
    assert_eq!(filled("{{a}}{{a}}{{b}}").1, [unknown("a"), unknown("b")]);
    let (_, complaints) = filled(&["{{", &"x".repeat(5_000), "}}"].concat());
    assert_eq!(complaints, [unknown(&"x".repeat(100))]);
}

#[test]
fn every_field_is_filled_and_named() {
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    let part = |name: &str, text: &str| RequestPart {
        name: name.to_owned(),
        content_type: String::new(),
        value: PartValue::Text(text.to_owned()),
    };
    let asking = |name: &str| ConsoleRequest {
        parameters: vec![NamedValue { name: "p".to_owned(), location: Location::Path, value: name.to_owned() }],
        query: vec![pair(name, name)],
        headers: vec![pair("", ""), pair(name, name)],
        credentials: vec![
            Credential::ApiKey { location: Location::Query, name: "k".to_owned(), value: name.to_owned() },
            Credential::Basic { user: name.to_owned(), password: name.to_owned() },
            Credential::Bearer { token: name.to_owned() },
        ],
        body: Some(RequestBody::Multipart { parts: vec![part(name, name)] }),
        ..empty()
    };
    assert_eq!(fill(asking("{{host}}"), &value), (asking("example.com"), vec![]));
    let fields = |request: ConsoleRequest| -> Vec<String> {
        fill(request, &value).1.into_iter().map(|complaint| complaint.field).collect()
    };
    assert_eq!(
        fields(asking("{{x}}")),
        [
            "path.p",
            "query.0.name",
            "query.0.value",
            "headers.1.name",
            "headers.1.value",
            "credentials.0",
            "credentials.1",
            "credentials.2",
            "parts.0.name",
            "parts.0.value",
        ]
    );
    let form = RequestBody::Form { fields: vec![pair("{{x}}", "{{x}}")] };
    assert_eq!(fields(ConsoleRequest { body: Some(form), ..empty() }), ["fields.0.name", "fields.0.value"]);
    assert_eq!(fields(with_body("{{x}}")), ["body"]);
}

#[test]
fn a_short_call_cannot_become_a_huge_one() {
    let long = |_: &str| Some("x".repeat(65_536));
    let (request, complaints) = fill(with_body(&"{{v}}".repeat(1_000)), &long);
    assert_eq!(complaints, [FieldError { field: "body".to_owned(), message: Message::TooLong { most: LARGEST } }]);
    let Some(RequestBody::Text { text, .. }) = request.body else { panic!("it stays a text") };
    assert_eq!(text.len(), LARGEST);
}

#[test]
fn unknown_values_are_found_however_they_are_written() {
    let (text, _) = filled("a{{key}}b{{key}}");
    assert_eq!(masked(&text), format!("a{MASK}b{MASK}"));
    assert_eq!(masked(&crate::paths::encode(&text)), format!("a{MASK}b{MASK}"));
    assert!(is_unknown(&text) && !is_unknown("a"));
    let mixed = ["%F3%B0%80%80", "a", "%F3%B0%80%81", &unknown("b"), "%F3%B0%80%80"].concat();
    assert_eq!(
        stretches(&mixed),
        [Stretch::Unknown("a"), Stretch::Unknown("b"), Stretch::Known("%F3%B0%80%80")],
        "and a beginning without an end is a text"
    );
}

proptest! {
    #[test]
    fn a_text_without_two_braces_stays(text in "[^{]*(\\{[^{]+){0,4}") {
        prop_assert_eq!(filled(&text), (text, vec![]));
    }

    #[test]
    fn four_braces_write_two(text in "[a-z {}ü]{0,40}") {
        let doubled = text.replace("{{", "{{{{");
        prop_assert_eq!(filled(&doubled), (text, vec![]));
    }

    #[test]
    fn whatever_is_typed_the_values_stand_where_the_names_stood(
        pieces in proptest::collection::vec("[^{}]{0,6}", 1..6),
    ) {
        let filled = filled(&pieces.join("{{ host }}"));
        prop_assert_eq!(filled, (pieces.join("example.com"), vec![]));
    }

    #[test]
    fn nothing_that_is_typed_is_a_panic(text in "[{}\u{f0000}\u{f0001}a%F]{0,30}") {
        let (filled, _) = filled(&text);
        let joined: String = stretches(&filled).into_iter().map(|stretch| match stretch {
            Stretch::Known(text) | Stretch::Unknown(text) => text,
        }).collect();
        prop_assert!(joined.len() <= filled.len());
        let _ = masked(&filled);
    }
}

#[test]
fn variables_of_a_server_are_filled_in() {
    let variables = vec![("tenant".to_owned(), "{{host}}".to_owned()), ("x".to_owned(), "{{oops}}".to_owned())];
    let server = Some(crate::console::model::ServerChoice { number: 1, variables });
    let (request, complaints) = fill(ConsoleRequest { server, ..empty() }, &value);
    assert_eq!(request.server.unwrap().variables[0].1, "example.com");
    assert_eq!(complaints.into_iter().map(|one| one.field).collect::<Vec<_>>(), ["server.x"]);
}
