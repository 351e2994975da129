//! People who change their mind, and those who wait for their turn.

use std::pin::pin;

use futures_util::StreamExt as _;
use loggia::console::frames::{Decoder, Frame};
use loggia::console::server;
use loggia::identity::server::Caller;

use super::support::{Backend, Portal, Then, answer_with, get};

#[tokio::test]
async fn whoever_leaves_before_the_answer_stops_the_call() {
    let backend = Backend::answering("", Then::Wait).await;
    let portal = Portal::calling(&backend).await;
    let places = portal.app.state.calls.free();
    let frames = server::send(&portal.app.state, &Caller::guest(), &portal.request(), None).await.unwrap();
    let mut frames = Box::pin(frames);
    let arrived = async {
        while backend.requests().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    tokio::select! {
        frame = frames.next() => panic!("{frame:?}"),
        () = arrived => {}
    }
    assert_eq!(portal.app.state.calls.free(), places - 1);
    drop(frames);
    backend.left().await;
    assert_eq!(portal.app.state.calls.free(), places);
}

#[tokio::test]
async fn whoever_leaves_in_the_middle_of_the_answer_stops_it_too() {
    let backend = Backend::answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning", Then::Wait).await;
    let portal = Portal::calling(&backend).await;
    let frames = server::send(&portal.app.state, &Caller::guest(), &portal.request(), None).await.unwrap();
    let mut frames = Box::pin(frames);
    let mut decoder = Decoder::default();
    let mut seen = Vec::new();
    while seen.len() < 2 {
        seen.extend(decoder.push(&frames.next().await.unwrap()).unwrap());
    }
    assert!(matches!(&seen[..], [Frame::Head(_), Frame::Data(bytes)] if bytes == b"beginning"), "it is shown at once");
    drop(frames);
    backend.left().await;
}

#[tokio::test]
async fn a_call_waits_for_its_place_and_says_for_how_long() {
    let backend = Backend::answering(answer_with("", b"ok"), Then::Close).await;
    let portal = Portal::with(backend.address, get("/call"), |config| config.concurrent_calls = 1).await;
    let place = portal.app.state.calls.place("another backend").await.unwrap();
    let mut call = pin!(portal.call());
    tokio::select! {
        biased;
        frames = &mut call => panic!("{frames:?}"),
        () = async { for _ in 0..100 { tokio::task::yield_now().await } } => {}
    }
    assert_eq!(backend.requests(), [""; 0]);
    drop(place);
    let frames = call.await;
    assert_eq!(frames.body, b"ok");
    assert!(frames.head().stages.queue > 0);
}
