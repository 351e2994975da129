//! Calls that do not end well: the stage is named, and none of them is an error of ours.

use std::time::Duration;

use loggia::kernel::Failure;
use loggia::kernel::failure::Stage;
use tokio::net::TcpListener;

use super::support::{Backend, Portal, Then, answer_with, get};

#[tokio::test]
async fn a_dead_backend_is_refused() {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    drop(listener);
    let frames = Portal::with(address, get("/call"), |_| ()).await.call().await;
    assert!(!frames.has_head());
    let fail = frames.fail();
    assert_eq!(fail.failure, Failure::Refused);
    assert_eq!(fail.url, format!("http://{address}/base/call"));
    assert_eq!(fail.stages.first_byte, None);
}

#[tokio::test]
async fn the_outbound_policy_holds_here_too() {
    let canary = Backend::answering(answer_with("", b"secret"), Then::Close).await;
    let portal = Portal::with(canary.address, get("/call"), |config| config.outbound_allow.clear()).await;
    assert_eq!(portal.call().await.fail().failure, Failure::Blocked);
    assert_eq!(canary.requests(), [""; 0]);
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_never_a_whole_one() {
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nbeginning\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Encoding: made-up\r\n\r\nbeginning",
    ] {
        let backend = Backend::answering(answer, Then::Close).await;
        let frames = Portal::calling(&backend).await.call().await;
        assert_eq!(frames.head().status, 200);
        assert_eq!(frames.body, b"beginning", "what came is shown");
        assert_eq!(frames.fail().failure, Failure::CutOff, "{answer}");
    }
}

#[tokio::test]
async fn an_encoded_answer_that_breaks_off_is_cut_off_and_not_undecodable() {
    let answer = "HTTP/1.1 200 OK\r\nContent-Length: 100\r\nContent-Encoding: gzip\r\n\r\n\u{1f}";
    let backend = Backend::answering(answer, Then::Close).await;
    assert_eq!(Portal::calling(&backend).await.call().await.fail().failure, Failure::CutOff);
}

#[tokio::test]
async fn what_is_not_http_is_a_bad_response() {
    let backend = Backend::answering("SSH-2.0-OpenSSH_9.6\r\n", Then::Close).await;
    assert_eq!(Portal::calling(&backend).await.call().await.fail().failure, Failure::BadResponse);
}

#[tokio::test]
async fn a_backend_that_never_answers_is_left() {
    let backend = Backend::answering("", Then::Wait).await;
    let in_a_moment = |config: &mut loggia::platform::config::Config| config.call_timeout = Duration::from_millis(100);
    let portal = Portal::with(backend.address, get("/call"), in_a_moment).await;
    let failure = portal.call().await.fail().failure.clone();
    assert_eq!(failure, Failure::TimedOut { stage: Stage::FirstByte, seconds: 1 });
    backend.left().await;
}

#[tokio::test]
async fn a_body_that_never_ends_is_left_too() {
    let backend = Backend::answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning", Then::Wait).await;
    let in_a_moment = |config: &mut loggia::platform::config::Config| config.call_timeout = Duration::from_millis(100);
    let frames = Portal::with(backend.address, get("/call"), in_a_moment).await.call().await;
    assert_eq!(frames.body, b"beginning");
    assert_eq!(frames.fail().failure, Failure::TimedOut { stage: Stage::Body, seconds: 1 });
    backend.left().await;
}
