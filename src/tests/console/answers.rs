//! What backends receive, and what people see of their answers.

use axum::http::header;
use loggia::catalog::model::{Deviation, Location, Parameter, Problem, Representation, ResponseSpec, StatusKey};
use loggia::console::model::{NamedValue, RequestBody};
use loggia::identity::model::Role;

use super::support::{Backend, Portal, Then, answer_with, get, operation};

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn the_backend_receives_what_was_filled_in_and_nothing_else() {
    let backend = Backend::answering(answer_with("", b"{}"), Then::Close).await;
    let mut execute = operation("POST", "/services/{service}/execute?details={details}", vec![]);
    execute.bodies = vec![Representation { content_type: "application/json".to_owned(), ..Representation::default() }];
    let mut portal = Portal::with(backend.address, execute, |_| ()).await;
    portal.app = portal.app.signed_in_as("ada@example.com", Role::Developer).await;
    let mut request = portal.request();
    let value =
        |name: &str, location, value: &str| NamedValue { name: name.to_owned(), location, value: value.to_owned() };
    request.parameters =
        vec![value("service", Location::Path, "../admin?x=#y"), value("details", Location::Query, "a b&c=d")];
    request.headers = vec![pair("Authorization", "Bearer key"), pair("X-Twice", "1"), pair("X-Twice", "2")];
    request.body =
        Some(RequestBody::Text { content_type: "application/json".to_owned(), text: "{\"ő\":1}".to_owned() });

    let frames = portal.send(&request).await;

    assert_eq!(
        backend.head(),
        [
            "post /base/services/..%2fadmin%3fx%3d%23y/execute?details=a%20b%26c%3dd http/1.1",
            "accept: */*",
            "authorization: bearer key",
            "content-length: 8",
            "content-type: application/json",
            &format!("host: {}", backend.address),
            concat!("user-agent: loggia/", env!("CARGO_PKG_VERSION")),
            "x-twice: 1",
            "x-twice: 2",
        ],
        "neither the portal's cookie nor anything else of the browser's"
    );
    assert!(backend.requests()[0].ends_with("\r\n\r\n{\"ő\":1}"));
    let url = format!("http://{}/base/services/..%2Fadmin%3Fx%3D%23y/execute?details=a%20b%26c%3Dd", backend.address);
    assert_eq!(frames.head().url, url);
    assert_eq!(frames.body, b"{}");
}

#[tokio::test]
async fn what_people_write_wins_over_what_we_would_add() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    let mut request = portal.request();
    request.headers = vec![pair("user-agent", "mine"), pair("accept", "text/html"), pair("Cookie", "theirs=1")];
    portal.send(&request).await;
    let host = format!("host: {}", backend.address);
    assert_eq!(
        backend.head(),
        ["get /base/call http/1.1", "accept: text/html", "cookie: theirs=1", &host, "user-agent: mine"]
    );
}

#[tokio::test]
async fn headers_are_shown_as_they_came_and_do_nothing_here() {
    let answer = b"HTTP/1.1 299 Odd\r\nSet-Cookie: a=1\r\nSet-Cookie: b=2\r\nX-Latin: caf\xe9\r\nRefresh: 0\r\n\
        Clear-Site-Data: \"*\"\r\nAccess-Control-Allow-Origin: *\r\nContent-Length: 0\r\n\r\n";
    let backend = Backend::answering(answer.as_slice(), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    let answer = portal.post(&portal.request()).await;
    for name in ["set-cookie", "refresh", "clear-site-data", "access-control-allow-origin", "x-latin"] {
        assert!(!answer.headers.contains_key(name), "{name}");
    }
    assert_eq!(answer.headers[header::CONTENT_TYPE], "application/octet-stream");

    let frames = portal.call().await;
    let head = frames.head();
    assert_eq!((head.status, head.reason.as_str(), head.version.as_str()), (299, "Odd", "HTTP/1.1"));
    assert_eq!(
        head.headers,
        [
            pair("set-cookie", "a=1"),
            pair("set-cookie", "b=2"),
            pair("x-latin", "caf\u{fffd}"),
            pair("refresh", "0"),
            pair("clear-site-data", "\"*\""),
            pair("access-control-allow-origin", "*"),
            pair("content-length", "0"),
        ]
    );
}

#[tokio::test]
async fn answers_without_a_body_have_none() {
    for (verb, head) in [
        ("GET", "HTTP/1.1 204 No Content\r\n\r\n"),
        ("GET", "HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\nContent-Encoding: gzip\r\n\r\n"),
        ("HEAD", "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Encoding: br\r\n\r\n"),
        ("GET", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nContent-Encoding: gzip\r\n\r\n"),
    ] {
        let backend = Backend::answering(head, Then::Close).await;
        let portal = Portal::with(backend.address, operation(verb, "/call", vec![]), |_| ()).await;
        let frames = portal.call().await;
        let end = frames.end();
        assert_eq!((end.received, end.decoded, end.problem), (0, 0, None), "{verb} {head}");
        assert_eq!(frames.body, b"");
    }
}

#[tokio::test]
async fn errors_of_the_backend_are_answers() {
    for status in ["401 Unauthorized", "404 Not Found", "500 Internal Server Error", "599 Whatever"] {
        let backend =
            Backend::answering(format!("HTTP/1.1 {status}\r\nContent-Length: 2\r\n\r\nno"), Then::Close).await;
        let frames = Portal::calling(&backend).await.call().await;
        assert_eq!(format!("{} {}", frames.head().status, frames.head().reason), status);
        assert_eq!((frames.body.as_slice(), frames.end().received), (&b"no"[..], 2));
    }
}

#[tokio::test]
async fn a_redirect_is_shown_and_not_followed() {
    let canary = Backend::answering(answer_with("", b"secret"), Then::Close).await;
    let redirect = format!("HTTP/1.1 302 Found\r\nLocation: http://{}/\r\nContent-Length: 0\r\n\r\n", canary.address);
    let backend = Backend::answering(redirect, Then::Close).await;
    let frames = Portal::calling(&backend).await.call().await;
    assert_eq!(frames.head().status, 302);
    assert_eq!(canary.requests(), [""; 0]);
}

#[tokio::test]
async fn bytes_are_bytes_and_times_are_told() {
    let body: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    let backend = Backend::answering(answer_with("Content-Type: application/x-thing\r\n", &body), Then::Close).await;
    let frames = Portal::calling(&backend).await.call().await;
    assert_eq!(frames.body, body);
    let (head, end) = (frames.head(), frames.end());
    assert_eq!(head.content_type.as_deref(), Some("application/x-thing"));
    assert_eq!((end.received, end.decoded, end.cut), (100_000, 100_000, false));
    let first_byte = head.stages.first_byte.unwrap();
    let before = head.stages.queue + head.stages.connect.unwrap() + first_byte;
    assert!(end.total >= before + end.body, "{head:?} {end:?}");
}

#[tokio::test]
async fn documented_headers_are_sent_and_added_ones_replace_them() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let header = Parameter { name: "X-Key".to_owned(), location: Location::Header, ..Parameter::default() };
    let portal = Portal::with(backend.address, operation("GET", "/call", vec![header]), |_| ()).await;
    let mut request = portal.request();
    request.parameters =
        vec![NamedValue { name: "X-Key".to_owned(), location: Location::Header, value: "documented".to_owned() }];
    request.headers = vec![pair("x-key", "added")];
    portal.send(&request).await;
    assert!(backend.head().contains(&"x-key: added".to_owned()));
    assert!(!backend.requests()[0].contains("documented"));
}

#[tokio::test]
async fn a_post_without_a_body_says_so() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::with(backend.address, operation("POST", "/start", vec![]), |_| ()).await;
    portal.call().await;
    assert!(backend.head().contains(&"content-length: 0".to_owned()), "{:?}", backend.head());
}

#[tokio::test]
async fn the_service_s_own_path_is_kept() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    Portal::with(backend.address, get("/"), |_| ()).await.call().await;
    assert_eq!(backend.head()[0], "get /base/ http/1.1");
}

#[tokio::test]
async fn an_answer_is_compared_with_what_is_documented() {
    let body = br#"{"id": "7"}"#;
    let backend = Backend::answering(answer_with("Content-Type: application/json\r\n", body), Then::Close).await;
    let mut documented = get("/call");
    documented.responses = vec![ResponseSpec {
        status: StatusKey::Code(200),
        representations: vec![Representation {
            content_type: "application/json".to_owned(),
            schema: r#"{"properties": {"id": {"type": "integer"}}}"#.to_owned(),
            ..Representation::default()
        }],
        ..ResponseSpec::default()
    }];
    let portal = Portal::with(backend.address, documented, |_| ()).await;
    let problem = Problem::WrongType { expected: "integer".to_owned(), found: "string".to_owned() };
    let found = Deviation::Value { pointer: "/id".to_owned(), problem };
    assert_eq!(portal.call().await.end().deviations, Some(vec![found]));
    assert_eq!(Portal::calling(&backend).await.call().await.end().deviations, None, "nothing is documented");
}
