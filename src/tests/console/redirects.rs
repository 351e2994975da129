//! Redirects: shown, and followed one by one when a person asks for that.

use axum::http::StatusCode;
use loggia::catalog::model::OperationInput;
use loggia::console::model::{ConsoleRequest, Credential, RequestBody};
use loggia::console::redirect::{MOST, Redirect, Refusal};
use loggia::kernel::{ApiError, Failure, Message};
use loggia::platform::config::Config;

use super::support::{Backend, Portal, Then, answer_with, get, operation};

/// A backend that answers everything with this redirect.
async fn leading(status: &str, location: &str) -> Backend {
    let answer = format!("HTTP/1.1 {status}\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
    Backend::answering(answer, Then::Close).await
}

/// A portal with `operation` of `from`, which may also call `to`.
async fn portal(from: &Backend, to: &Backend, operation: OperationInput) -> Portal {
    let to = to.address.to_string();
    Portal::with(from.address, operation, |config: &mut Config| config.outbound_allow.push(to.parse().unwrap())).await
}

fn following(request: &ConsoleRequest, redirect: &Redirect) -> ConsoleRequest {
    ConsoleRequest { follow: redirect.follow.clone(), ..request.clone() }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

async fn redirect(portal: &Portal, request: &ConsoleRequest) -> Redirect {
    portal.send(request).await.head().redirect.clone().unwrap()
}

#[tokio::test]
async fn a_redirect_within_the_origin_keeps_everything() {
    let backend = leading("307 Temporary Redirect", "next?page=2#part").await;
    let portal = Portal::with(backend.address, operation("POST", "/call/", vec![]), |_| ()).await;
    let mut request = portal.request();
    request.headers = vec![pair("X-Mine", "1")];
    request.credentials = vec![Credential::Bearer { token: "hush".to_owned() }];
    request.body = Some(RequestBody::Text { content_type: "text/plain".to_owned(), text: "body".to_owned() });
    let found = redirect(&portal, &request).await;
    assert_eq!(found.target, format!("http://{}/base/call/next?page=2", backend.address));
    assert_eq!((found.method.as_str(), found.keeps_body, found.is_elsewhere), ("POST", Some(true), false));
    assert_eq!((found.left_out.len(), found.refusal), (0, None));

    let frames = portal.send(&following(&request, &found)).await;
    assert_eq!(frames.head().url, found.target);
    let sent = backend.requests()[1].to_lowercase();
    assert!(sent.starts_with("post /base/call/next?page=2 http/1.1"), "{sent}");
    assert!(sent.contains("authorization: bearer hush") && sent.contains("x-mine: 1"), "{sent}");
    assert!(sent.ends_with("\r\n\r\nbody"), "{sent}");
}

#[tokio::test]
async fn another_origin_gets_nothing_that_says_who_calls() {
    let other = Backend::answering(answer_with("", b""), Then::Close).await;
    let backend = leading("303 See Other", &format!("http://{}/there", other.address)).await;
    let portal = portal(&backend, &other, operation("POST", "/call", vec![])).await;
    let mut request = portal.request();
    request.headers =
        ["Accept", "Cookie", "X-Api-Key", "X-Anything", "Content-Language"].map(|name| pair(name, "s")).to_vec();
    request.credentials = vec![Credential::Bearer { token: "hush".to_owned() }];
    request.body = Some(RequestBody::Text { content_type: "text/plain".to_owned(), text: "body".to_owned() });
    let found = redirect(&portal, &request).await;
    assert_eq!((found.method.as_str(), found.keeps_body, found.is_elsewhere), ("GET", Some(false), true));
    assert_eq!(found.left_out, ["Cookie", "X-Api-Key", "X-Anything", "Authorization"]);

    portal.send(&following(&request, &found)).await;
    let host = format!("host: {}", other.address);
    assert_eq!(
        other.head()[..],
        ["get /there http/1.1", "accept: s", &host, &format!("user-agent: loggia/{}", env!("CARGO_PKG_VERSION"))]
    );
}

#[tokio::test]
async fn credentials_do_not_come_back() {
    let backend = Backend::answering(answer_with("", b"home"), Then::Close).await;
    let other = leading("302 Found", &format!("http://{}/home", backend.address)).await;
    let first = leading("302 Found", &format!("http://{}/there", other.address)).await;
    let portal = Portal::with(first.address, get("/call"), |config: &mut Config| {
        config.outbound_allow.extend([&backend, &other].map(|backend| backend.address.to_string().parse().unwrap()));
    })
    .await;
    let mut request = portal.request();
    request.credentials = vec![Credential::Bearer { token: "hush".to_owned() }];
    let there = redirect(&portal, &request).await;
    let home = redirect(&portal, &following(&request, &there)).await;
    let frames = portal.send(&following(&request, &home)).await;
    assert_eq!(frames.body, b"home");
    assert!(first.requests()[0].contains("Bearer hush"), "{:?}", first.requests());
    for requests in [other.requests(), backend.requests()] {
        assert!(!requests[0].to_lowercase().contains("authorization"), "{requests:?}");
    }
}

#[tokio::test]
async fn a_hop_passes_the_outbound_policy() {
    let canary = Backend::answering(answer_with("", b"secret"), Then::Close).await;
    for address in [canary.address.to_string(), format!("[::ffff:127.0.0.1]:{}", canary.address.port())] {
        let backend = leading("302 Found", &format!("http://{address}/")).await;
        let portal = Portal::calling(&backend).await;
        let found = redirect(&portal, &portal.request()).await;
        let frames = portal.send(&following(&portal.request(), &found)).await;
        assert_eq!(frames.fail().failure, Failure::Blocked, "{address}");
    }
    assert_eq!(canary.requests(), [""; 0]);
}

#[tokio::test]
async fn what_is_no_address_is_shown_and_not_followed() {
    for location in
        ["javascript:alert(1)", "file:///etc/passwd", "http://user:secret@host/", "http://[", "data:text/html,x"]
    {
        let backend = leading("302 Found", location).await;
        let portal = Portal::calling(&backend).await;
        let found = redirect(&portal, &portal.request()).await;
        assert_eq!((found.follow, found.refusal), (None, Some(Refusal::NotAnAddress)), "{location}");
        assert_eq!(found.target, location);
    }
    for answer in
        ["HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 304 Not Modified\r\nLocation: /x\r\n\r\n"]
    {
        let backend = Backend::answering(answer, Then::Close).await;
        assert_eq!(Portal::calling(&backend).await.call().await.head().redirect, None, "{answer}");
    }
}

#[tokio::test]
async fn a_circle_has_an_end() {
    let backend = leading("302 Found", "/round").await;
    let portal = Portal::calling(&backend).await;
    let mut found = redirect(&portal, &portal.request()).await;
    for _ in 0..MOST {
        assert_eq!(found.refusal, None);
        found = redirect(&portal, &following(&portal.request(), &found)).await;
    }
    assert_eq!((found.follow, found.refusal), (None, Some(Refusal::TooMany)));
    assert_eq!(backend.requests().len(), 1 + MOST as usize);
}

#[tokio::test]
async fn nobody_can_name_an_address_or_use_what_was_sealed_for_another_call() {
    let canary = Backend::answering(answer_with("", b"secret"), Then::Close).await;
    let backend = leading("302 Found", "/next").await;
    let portal = portal(&backend, &canary, get("/call")).await;
    let found = redirect(&portal, &portal.request()).await;
    let sealed = found.follow.clone().unwrap();
    let (begin, end) = sealed.split_at(sealed.len() / 2);
    let tampered = format!("{begin}{}{}", if end.starts_with('A') { 'B' } else { 'A' }, &end[1..]);
    let elsewhere = format!("http://{}/", canary.address);
    let refused = |answer: crate::support::Answer| {
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        let error: ApiError = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(error, ApiError::field("follow", Message::RedirectOver));
    };
    for follow in [tampered, elsewhere, String::new(), "AAAA".to_owned()] {
        refused(portal.post(&ConsoleRequest { follow: Some(follow), ..portal.request() }).await);
    }
    let api = portal.app.add_api("Other", true).await;
    let other = portal.app.add_operation(&api, "GET", "/other", "Other").await;
    refused(portal.post(&ConsoleRequest { operation: other.id, ..following(&portal.request(), &found) }).await);
    assert_eq!(portal.post(&following(&portal.request(), &found)).await.status, StatusCode::OK, "whoever asked may");
    portal.app.state.clock.advance(10 * 60 * 1000);
    refused(portal.post(&following(&portal.request(), &found)).await);
    assert_eq!(canary.requests(), [""; 0]);
}

#[tokio::test]
async fn a_hop_is_of_the_person_who_made_the_call() {
    use futures_util::StreamExt as _;
    use loggia::console::frames::{Decoder, Frame};
    use loggia::console::server;
    use loggia::identity::model::Role;
    use loggia::identity::server::service::{NewUser, add_user};
    use loggia::identity::server::{Administrator, Caller};

    let backend = leading("302 Found", "/next").await;
    let portal = Portal::calling(&backend).await;
    let new = NewUser {
        email: "ada@example.com".to_owned(),
        role: Role::Developer,
        password: "correct horse battery".to_owned(),
    };
    let ada = add_user(&portal.app.state, &Administrator::operator(), new).await.unwrap();
    let frames = server::send(&portal.app.state, &Caller::user(ada), &portal.request(), None).await.unwrap();
    let bytes: Vec<_> = frames.collect::<Vec<_>>().await.concat();
    let first = Decoder::default().push(&bytes).unwrap().remove(0);
    let Frame::Head(head) = first else { panic!("{first:?}") };
    let answer = portal.post(&following(&portal.request(), &head.redirect.unwrap())).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
}
