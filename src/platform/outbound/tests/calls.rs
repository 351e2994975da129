//! What reaches the backend, and how often.

use axum::http::{HeaderName, HeaderValue, Method, Version};

use super::super::Outbound;
use super::super::Policy;
use super::support::{Backend, Names, Then, client_asking, get, post, read};
use crate::kernel::Failure;

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

#[tokio::test]
async fn the_request_is_what_the_caller_wrote() {
    let backend = Backend::answering(OK, Then::KeepOpen).await;
    let mut call = post(&format!("{}a%2Fb/c%20d?x=%27&x=1#fragment", backend.url()), "{}");
    for (name, value) in [
        ("authorization", "Bearer key"),
        ("x-twice", "1"),
        ("x-twice", "2"),
        ("host", "evil.example"),
        ("content-length", "9999"),
        ("transfer-encoding", "chunked"),
        ("connection", "upgrade, x-twice"),
        ("upgrade", "websocket"),
        ("expect", "100-continue"),
        ("keep-alive", "1"),
        ("proxy-connection", "close"),
    ] {
        call.headers.append(HeaderName::from_static(name), HeaderValue::from_static(value));
    }
    read(backend.client().send(call).await.unwrap()).await.unwrap();
    let [request] = &backend.requests()[..] else { panic!("one request") };
    let (head, body) = request.split_once("\r\n\r\n").unwrap();
    let mut lines: Vec<&str> = head.lines().collect();
    lines[1..].sort_unstable();
    let host = format!("host: {}", backend.address);
    assert_eq!(
        lines,
        [
            "POST /a%2Fb/c%20d?x=%27&x=1 HTTP/1.1",
            "authorization: Bearer key",
            "content-length: 2",
            &host,
            "x-twice: 1",
            "x-twice: 2"
        ]
    );
    assert_eq!(body, "{}");
}

#[tokio::test]
async fn an_empty_post_says_that_it_is_empty() {
    let backend = Backend::answering(OK, Then::Close).await;
    for (method, expected) in [(Method::POST, true), (Method::PUT, true), (Method::GET, false), (Method::DELETE, false)]
    {
        backend.client().send(super::super::Call { method: method.clone(), ..get(&backend.url()) }).await.unwrap();
        let head = backend.requests().pop().unwrap();
        assert_eq!(head.contains("content-length: 0\r\n"), expected, "{method}: {head}");
    }
}

#[tokio::test]
async fn a_connection_is_used_again_and_only_the_first_call_pays_for_it() {
    let backend = Backend::answering(OK, Then::KeepOpen).await;
    let port = backend.address.port();
    let client = client_asking(Names::with("backend.example", &[&["127.0.0.1"]]), &[&backend.address.to_string()]);
    let url = format!("http://backend.example:{port}/");
    let first = client.send(get(&url)).await.unwrap();
    assert!(first.timings.name.is_some() && first.timings.connect.is_some());
    read(first).await.unwrap();
    let second = client.send(get(&url)).await.unwrap();
    assert_eq!((second.timings.name, second.timings.connect), (None, None));
    read(second).await.unwrap();
    assert_eq!((backend.connections().await, backend.requests().len()), (1, 2));
    let by_address = backend.client().send(get(&backend.url())).await.unwrap();
    assert!(by_address.timings.name.is_none() && by_address.timings.connect.is_some());
}

#[tokio::test]
async fn what_a_backend_may_have_seen_is_never_sent_again() {
    let silent = Backend::answering("", Then::Close).await;
    let outcome = silent.client().send(post(&silent.url(), "order")).await;
    assert_eq!(outcome.map(|answer| answer.status), Err(Failure::CutOff));
    assert_eq!(silent.requests().len(), 1, "on a fresh connection");

    let backend = Backend::start([127, 0, 0, 1], &[(OK, Then::KeepOpen), ("", Then::Close)]).await;
    let client = backend.client();
    read(client.send(post(&backend.url(), "order")).await.unwrap()).await.unwrap();
    let outcome = client.send(post(&backend.url(), "order")).await;
    assert_eq!(outcome.map(|answer| answer.status), Err(Failure::CutOff));
    assert_eq!((backend.requests().len(), backend.connections().await), (2, 1), "on a used connection");
}

#[tokio::test]
async fn a_redirect_is_an_answer() {
    let canary = Backend::answering(OK, Then::KeepOpen).await;
    let location = format!("HTTP/1.1 302 Found\r\nlocation: {}\r\ncontent-length: 0\r\n\r\n", canary.url());
    let backend = Backend::answering(Box::leak(location.into_boxed_str()), Then::KeepOpen).await;
    let answer = backend.client().send(get(&backend.url())).await.unwrap();
    assert_eq!((answer.status.as_u16(), answer.headers["location"].to_str().unwrap()), (302, canary.url().as_str()));
    assert_eq!(canary.connections().await, 0);
}

#[tokio::test]
async fn our_own_listener_is_not_called_although_its_network_is_allowed() {
    let canary = Backend::answering(OK, Then::KeepOpen).await;
    let allow = vec!["127.0.0.0/8".parse().unwrap(), "::1".parse().unwrap()];
    for own in [canary.address, ([0, 0, 0, 0], canary.address.port()).into()] {
        let client = Outbound::new(Policy::new(allow.clone(), vec![own])).unwrap();
        for host in ["127.0.0.1", "localhost"] {
            let outcome = client.send(get(&format!("http://{host}:{}/", canary.address.port()))).await;
            assert_eq!(outcome.map(|answer| answer.status), Err(Failure::Blocked), "{host} at {own}");
        }
    }
    assert_eq!(canary.connections().await, 0);
}

#[tokio::test]
async fn the_answer_is_what_the_backend_wrote() {
    let text = "HTTP/1.1 404 Nothing Here\r\nSet-Cookie: a=1\r\nset-cookie: b=2\r\ncontent-encoding: gzip\r\n\
                content-length: 3\r\n\r\n\x01\x02\x03";
    let backend = Backend::answering(text, Then::KeepOpen).await;
    let answer = backend.client().send(get(&backend.url())).await.unwrap();
    assert_eq!(
        (answer.status.as_u16(), answer.reason.as_str(), answer.version),
        (404, "Nothing Here", Version::HTTP_11)
    );
    assert_eq!(answer.headers.get_all("set-cookie").iter().collect::<Vec<_>>(), ["a=1", "b=2"]);
    assert_eq!(answer.body.announced(), Some(3));
    assert_eq!(read(answer).await.as_deref(), Ok("\x01\x02\x03"), "not decoded");
}
