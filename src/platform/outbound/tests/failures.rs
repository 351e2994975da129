//! Backends that are not there, or keep one waiting.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use futures_util::future::BoxFuture;
use rustls::RootCertStore;
use tokio::net::TcpListener;

use super::super::{Call, Limits, Outbound, Resolve};
use super::support::{Backend, Then, client, get, policy, read};
use crate::kernel::Failure;
use crate::kernel::failure::Stage;

const SOON: Duration = Duration::from_millis(50);

fn timed_out(stage: Stage) -> Failure {
    Failure::TimedOut { stage, seconds: 1 }
}

#[derive(Debug)]
struct Mute;

impl Resolve for Mute {
    fn resolve<'a>(&'a self, _: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        Box::pin(std::future::pending())
    }
}

fn impatient() -> Outbound {
    let limits = Limits { name: SOON, connect: SOON, ..Limits::default() };
    Outbound::with(policy(&["127.0.0.0/8"]), limits, Arc::new(Mute), RootCertStore::empty()).unwrap()
}

#[tokio::test]
async fn a_port_where_nobody_listens_refuses() {
    let address = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let outcome = client(&[&address.to_string()]).send(get(&format!("http://{address}/"))).await;
    assert_eq!(outcome.map(|answer| answer.status), Err(Failure::Refused));
}

#[tokio::test]
async fn a_resolver_that_does_not_answer_is_waited_for_so_long() {
    let outcome = impatient().send(get("http://slow.example/")).await;
    assert_eq!(outcome.map(|answer| answer.status), Err(timed_out(Stage::Name)));
}

#[tokio::test]
async fn a_handshake_that_does_not_come_is_waited_for_so_long() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let outcome = impatient().send(get(&format!("https://{}/", listener.local_addr().unwrap()))).await;
    assert_eq!(outcome.map(|answer| answer.status), Err(timed_out(Stage::Connect)));
}

#[tokio::test]
async fn a_call_takes_no_longer_than_it_may() {
    let silent = Backend::answering("", Then::KeepOpen).await;
    let outcome = silent.client().send(Call { timeout: SOON * 4, ..get(&silent.url()) }).await;
    assert_eq!(outcome.map(|answer| answer.status), Err(timed_out(Stage::FirstByte)));

    let stalled = Backend::answering("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort", Then::KeepOpen).await;
    let answer = stalled.client().send(Call { timeout: SOON * 4, ..get(&stalled.url()) }).await.unwrap();
    assert_eq!(read(answer).await, Err(timed_out(Stage::Body)));
}
