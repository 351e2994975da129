use proptest::prelude::*;

use super::*;
use crate::catalog::model::CallInput;
use crate::console::model::RequestPart;
use crate::console::request::outline;
use crate::console::samples::text::secrets;

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

fn request() -> ConsoleRequest {
    ConsoleRequest {
        operation: "o".to_owned().into(),
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

fn of_text(text: &str) -> ConsoleRequest {
    let body = RequestBody::Text { content_type: "text/plain".to_owned(), text: text.to_owned() };
    ConsoleRequest { body: Some(body), ..request() }
}

fn text_of(kept: &KeptRequest) -> &str {
    match &kept.request.body {
        Some(RequestBody::Text { text, .. }) => text,
        other => panic!("{other:?}"),
    }
}

#[test]
fn secrets_are_left_out_of_texts_of_every_format() {
    for (text, expected) in [
        (r#"{"user": "ann", "password": "S\"1"}"#, r#"{"user": "ann", "password": ""}"#),
        (r#"{"pin_token": 1234, "n": 5}"#, r#"{"pin_token": "", "n": 5}"#),
        (r#"{"secret": {"a": ["S}", 2]}, "b": 1}"#, r#"{"secret": "", "b": 1}"#),
        (r#"{"pass\u0077ord": "S"}"#, r#"{"pass\u0077ord": ""}"#),
        (r#"{"token": null, "hasToken": true}"#, r#"{"token": null, "hasToken": true}"#),
        (r#"{"m": "{\"password\": \"S\\\"1\", \"a\": 2}"}"#, r#"{"m": "{\"password\": \"\", \"a\": 2}"}"#),
        (r#"{"m": "{\"token\": 12, \"a\": 2}"}"#, r#"{"m": "{\"token\": \"\", \"a\": 2}"}"#),
        (
            r#"{"query": "{ login(user: \"a\", password: \"S\") }"}"#,
            r#"{"query": "{ login(user: \"a\", password: \"\") }"}"#,
        ),
        ("{'password': 'S'}", "{'password': ''}"),
        (r#"{"password": "S"#, r#"{"password": ""#),
        (r#"{"c": "AccountName=a;AccountKey=S+/=;x=1"}"#, r#"{"c": "AccountName=a;AccountKey=;x=1"}"#),
        (r#"{"c": "Pwd=S 1\nb"}"#, r#"{"c": "Pwd=\nb"}"#),
        ("Server=a; Password = 'S;1'; b=2", "Server=a; Password = ''; b=2"),
        ("grant=x&client%5Fsecret=S%20&scope=a", "grant=x&client%5Fsecret=&scope=a"),
        (
            "see https://a/b?sig=S&x=1 and https://a/?x=1&sig=S there",
            "see https://a/b?sig=&x=1 and https://a/?x=1&sig= there",
        ),
        (
            "<a><wsse:Password Type=\"t\">S</wsse:Password><b>1</b></a>",
            "<a><wsse:Password Type=\"t\"></wsse:Password><b>1</b></a>",
        ),
        ("<secret><![CDATA[S]]></secret><key/>", "<secret></secret><key/>"),
        ("<a token=\"S\" b=\"1\"/>", "<a token=\"\" b=\"1\"/>"),
        ("user: ann\n- password: S 1\nport: 80", "user: ann\n- password: \nport: 80"),
        ("private_key: |\n  S1\n  S2\nnext: 1", "private_key: \nnext: 1"),
        ("amqp://ann:S@host/x", "amqp://ann:@host/x"),
        ("a@b.c: it is 10:30", "a@b.c: it is 10:30"),
        ("", ""),
    ] {
        let kept = keep(&of_text(text));
        assert_eq!(text_of(&kept), expected);
        assert_eq!(kept.left_out.is_empty(), text == expected, "{text}: {:?}", kept.left_out);
    }
}

#[test]
fn everything_else_of_a_call_is_kept_and_what_was_left_out_is_named() {
    let file = |size| FileInput { name: "scan.pdf".to_owned(), size };
    let parts = |password: &str, size| {
        let part = |name: &str, value| RequestPart { name: name.to_owned(), content_type: String::new(), value };
        RequestBody::Multipart {
            parts: vec![
                part("password", PartValue::Text(password.to_owned())),
                part("title", PartValue::Text("A".to_owned())),
                part("file", PartValue::File(Some(file(size)))),
            ],
        }
    };
    let parameter =
        |name: &str, location, value: &str| NamedValue { name: name.to_owned(), location, value: value.to_owned() };
    let call = ConsoleRequest {
        parameters: vec![parameter("id", Location::Path, "7"), parameter("seen", Location::Cookie, "S")],
        query: vec![pair("page", "2"), pair("api_key", "S"), pair("api_key", "")],
        headers: vec![pair("Accept", "a/b"), pair("Authorization", "Bearer S"), pair(" x-mine ", "S")],
        credentials: vec![
            Credential::ApiKey { location: Location::Header, name: "X-Mine".to_owned(), value: "S".to_owned() },
            Credential::Basic { user: "S".to_owned(), password: "S".to_owned() },
        ],
        body: Some(parts("S", 9)),
        ..request()
    };
    let kept = keep(&call);
    assert_eq!(
        kept.request,
        ConsoleRequest {
            parameters: vec![parameter("id", Location::Path, "7"), parameter("seen", Location::Cookie, "")],
            query: vec![pair("page", "2"), pair("api_key", ""), pair("api_key", "")],
            headers: vec![pair("Accept", "a/b"), pair("Authorization", ""), pair(" x-mine ", "")],
            credentials: vec![],
            body: Some(parts("", 0)),
            ..request()
        }
    );
    assert_eq!(kept.left_out, ["X-Mine", "Authorization", "seen", "api_key", "password"]);
    assert_eq!(kept.files().collect::<Vec<_>>(), ["scan.pdf"]);
}

#[test]
fn a_body_that_is_too_long_is_not_kept_and_that_is_said() {
    let kept = keep(&of_text(&"a".repeat(LONGEST_BODY)));
    assert!(!kept.without_body && text_of(&kept).len() == LONGEST_BODY);
    let kept = keep(&of_text(&"a".repeat(LONGEST_BODY + 1)));
    assert!(kept.without_body && text_of(&kept).is_empty());
}

#[test]
fn hostile_texts_come_to_an_end() {
    for piece in [
        ":",
        "=",
        "\"key\":",
        "key=",
        "<key>",
        "\\\"key\\\":\\\"",
        "{\"key\":[",
        "key:\n",
        "://a:b@",
        "'",
        "- key: |\n ",
    ] {
        let text = piece.repeat(LONGEST_BODY / piece.len());
        let _ = keep(&of_text(&text));
    }
}

const SECRET: &str = "Zq7-hush-9xW";

/// A name that is a secret's.
fn secret_name() -> impl Strategy<Value = String> {
    proptest::sample::select(vec![
        "password",
        "Authorization",
        "X-Api-Key",
        "client_secret",
        "accessToken",
        "AccountKey",
        "sig",
        "Cookie",
        "pwd",
    ])
    .prop_map(str::to_owned)
}

/// A text of some format with [`SECRET`] under `name`, and anything around it.
fn text_with_secret() -> impl Strategy<Value = String> {
    (secret_name(), "[a-z0-9 ,.]{0,12}", 0_usize..8).prop_map(|(name, around, format)| match format {
        0 => serde_json::json!({ "a": around, name: SECRET, "b": 1 }).to_string(),
        1 => serde_json::to_string_pretty(&serde_json::json!([around, { "c": { name: [SECRET] } }])).unwrap(),
        2 => serde_json::json!({ "inner": serde_json::json!({ "a": around, name: SECRET }).to_string() }).to_string(),
        3 => format!("a={around};{name}={SECRET};b={around}"),
        4 => format!("a={around}&{name}={SECRET}&b=1"),
        5 => format!("<x><a>{around}</a><{name}>{SECRET}</{name}></x>"),
        6 => format!("a: {around}\n{name}: {SECRET}\nb: 1"),
        _ => serde_json::json!({ "connection": format!("Server={around};{name}={SECRET}") }).to_string(),
    })
}

proptest! {
    #[test]
    fn nothing_secret_is_kept_wherever_it_stands(
        name in secret_name(),
        text in text_with_secret(),
        place in 0_usize..9,
    ) {
        let secret = || pair(&name, SECRET);
        let named = |location| NamedValue { name: name.clone(), location, value: SECRET.to_owned() };
        let part = |name: &str, text: &str| RequestPart {
            name: name.to_owned(),
            content_type: String::new(),
            value: PartValue::Text(text.to_owned()),
        };
        let mut call = request();
        match place {
            0 => call.query = vec![secret()],
            1 => call.headers = vec![secret()],
            2 => call.parameters = vec![named(Location::Query)],
            3 => call.parameters = vec![named(Location::Path)],
            4 => call.body = Some(RequestBody::Form { fields: vec![secret(), pair("a", &text)] }),
            5 => call.body = Some(RequestBody::Multipart { parts: vec![part(&name, SECRET), part("a", &text)] }),
            6 => call.credentials = vec![Credential::Bearer { token: SECRET.to_owned() }],
            7 => call.query = vec![pair("filter", &text)],
            _ => call = of_text(&text),
        }
        let kept = keep(&call);
        let json = serde_json::to_string(&kept).unwrap();
        prop_assert!(!json.contains(SECRET), "{json}");
        prop_assert!(!kept.left_out.is_empty());
    }

    /// Whatever code samples would write as a variable is not kept either.
    #[test]
    fn what_samples_mask_is_left_out(text in text_with_secret(), name in secret_name()) {
        let operation = CallInput { verb: "POST".to_owned(), url_template: "/".to_owned(), ..CallInput::default() };
        let call = ConsoleRequest { query: vec![pair(&name, SECRET)], headers: vec![pair(&name, SECRET)], ..of_text(&text) };
        let kept = keep(&call).request;
        for variable in secrets(&outline("http://a", &operation, &call)).variables {
            let left = secrets(&outline("http://a", &operation, &kept)).variables;
            prop_assert!(left.iter().all(|other| other.value != variable.value), "{left:?}");
        }
    }

    #[test]
    fn what_has_no_secret_is_kept_as_it_is(text in "[a-z \n{}<>/,.0-9\"]{0,60}", value in "[a-z0-9 ]{0,12}") {
        let call = ConsoleRequest { query: vec![pair("page", &value)], headers: vec![pair("Accept", &value)], ..of_text(&text) };
        let kept = keep(&call);
        prop_assert_eq!(kept, KeptRequest { request: call, left_out: vec![], without_body: false });
    }

    #[test]
    fn noise_never_panics(text in "(?s).{0,200}", name in ".{0,20}") {
        let _ = keep(&ConsoleRequest { query: vec![pair(&name, &text)], ..of_text(&text) });
    }

    #[test]
    fn noise_of_signs_never_panics(text in "[\\\\\"':=<>{}\\[\\]/@;&|\n key]{0,80}") {
        let _ = keep(&of_text(&text));
    }
}

#[test]
fn the_server_is_kept_without_what_is_called_like_a_secret() {
    let server = |variables| Some(ServerChoice { number: 2, variables });
    let variables = vec![pair("region", "eu"), pair("token", "S")];
    let kept = keep(&ConsoleRequest { server: server(variables), ..request() });
    assert_eq!(kept.request.server, server(vec![pair("region", "eu")]));
    assert_eq!(kept.left_out, ["token"]);
}
