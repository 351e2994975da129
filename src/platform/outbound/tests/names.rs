//! Names whose addresses may not be called, or change.

use std::sync::atomic::Ordering;

use super::support::{Backend, Names, Then, client_asking, get, read};
use crate::kernel::Failure;

const OK: &str = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok";

#[tokio::test]
async fn a_name_with_an_address_that_is_not_public_is_blocked() {
    let canary = Backend::answering(OK, Then::KeepOpen).await;
    let url = format!("http://innocent.example:{}/", canary.address.port());
    for addresses in [&["127.0.0.1"][..], &["0.0.0.0"], &["::ffff:127.0.0.1"], &["10.0.0.1", "127.0.0.1", "::1"]] {
        let client = client_asking(Names::with("innocent.example", &[addresses]), &[]);
        assert_eq!(client.send(get(&url)).await.map(|answer| answer.status), Err(Failure::Blocked), "{addresses:?}");
    }
    assert_eq!(canary.connections().await, 0);
}

#[tokio::test]
async fn of_mixed_addresses_only_the_permitted_one_is_called() {
    let backend = Backend::start([127, 0, 0, 2], &[(OK, Then::Close)]).await;
    let port = backend.address.port();
    let canary =
        Backend::listen(tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap(), &[(OK, Then::Close)]);
    let names = Names::with("mixed.example", &[&["127.0.0.1", "127.0.0.2"]]);
    let client = client_asking(names, &["127.0.0.2"]);
    let answer = client.send(get(&format!("http://mixed.example:{port}/"))).await.unwrap();
    assert_eq!(read(answer).await, Ok("ok".to_owned()));
    assert_eq!((canary.connections().await, backend.connections().await), (0, 1));
}

#[tokio::test]
async fn a_name_that_is_rebound_is_checked_again_for_every_connection() {
    let backend = Backend::start([127, 0, 0, 2], &[(OK, Then::Close)]).await;
    let port = backend.address.port();
    let canary =
        Backend::listen(tokio::net::TcpListener::bind(("127.0.0.1", port)).await.unwrap(), &[(OK, Then::Close)]);
    let names = Names::with("rebind.example", &[&["127.0.0.2"], &["127.0.0.1"]]);
    let client = client_asking(names.clone(), &["127.0.0.2"]);
    let url = format!("http://rebind.example:{port}/");
    let answer = client.send(get(&url)).await.unwrap();
    assert_eq!(names.asked.load(Ordering::SeqCst), 1, "what was checked is what was connected to");
    assert_eq!(read(answer).await, Ok("ok".to_owned()));
    for _ in 0..3 {
        assert_eq!(client.send(get(&url)).await.map(|answer| answer.status), Err(Failure::Blocked));
    }
    assert_eq!((canary.connections().await, backend.connections().await), (0, 1));
}

#[tokio::test]
async fn the_next_address_is_tried_when_the_first_refuses() {
    let backend = Backend::start([127, 0, 0, 2], &[(OK, Then::Close)]).await;
    let names = Names::with("two.example", &[&["127.0.0.3", "127.0.0.2"]]);
    let client = client_asking(names, &["127.0.0.0/8"]);
    let answer = client.send(get(&format!("http://two.example:{}/", backend.address.port()))).await.unwrap();
    assert_eq!(read(answer).await, Ok("ok".to_owned()));
}

#[tokio::test]
async fn an_unknown_name_is_named() {
    for names in [Names::with("other.example", &[]), Names::with("unknown.example", &[&[]])] {
        let outcome = client_asking(names, &[]).send(get("http://unknown.example/")).await;
        assert_eq!(outcome.map(|answer| answer.status), Err(Failure::NameNotResolved));
    }
}
