//! WebSocket: bytes both ways, and an end.

use std::time::Duration;

use loggia::analytics::server::{flush, service};
use loggia::identity::server::Caller;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::support::{FOREVER, Portal, Service, message, status, with_key};

/// A service that changes the protocol and then says everything back.
async fn echo() -> std::net::SocketAddr {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut request = Vec::new();
                while !request.ends_with(b"\r\n\r\n") {
                    if stream.read_buf(&mut request).await.unwrap_or(0) == 0 {
                        return;
                    }
                }
                let head = String::from_utf8(request).unwrap().to_lowercase();
                assert!(head.contains("connection: upgrade") && head.contains("upgrade: websocket"), "{head}");
                assert!(head.contains("sec-websocket-key: x") && !head.contains("subscription"), "{head}");
                let answer = "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\
                     Sec-WebSocket-Accept: y\r\n\r\nfirst";
                let _ = stream.write_all(answer.as_bytes()).await;
                let (mut reader, mut writer) = stream.split();
                let _ = tokio::io::copy(&mut reader, &mut writer).await;
            });
        }
    });
    address
}

/// Opens a WebSocket and reads as far as the first thing that is said over it.
async fn open(portal: &Portal, key: &str) -> TcpStream {
    let mut stream = portal.connect().await;
    let head = format!(
        "GET /pets/api/stream HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, Upgrade\r\nUpgrade: websocket\r\n\
         Sec-WebSocket-Key: x\r\n{}\r\n\r\n",
        with_key(key)
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    while !answer.ends_with(b"first") {
        assert!(timeout(FOREVER, stream.read_buf(&mut answer)).await.unwrap().unwrap() > 0);
    }
    let answer = String::from_utf8(answer).unwrap();
    assert_eq!(status(&answer), 101, "{answer}");
    assert!(answer.to_lowercase().contains("sec-websocket-accept: y"), "{answer}");
    stream
}

#[tokio::test]
async fn a_websocket_passes_bytes_both_ways() {
    let portal = Portal::to(echo().await).await;
    let (key, _) = portal.subscribe(None, None).await;
    let mut stream = open(&portal, &key).await;
    // What is no HTTP at all, and what looks as if it were.
    for said in [&b"\0\x81\r\n\n"[..], b"TRACE / HTTP/1.1\r\n\r\n"] {
        stream.write_all(said).await.unwrap();
        let mut heard = vec![0; said.len()];
        timeout(FOREVER, stream.read_exact(&mut heard)).await.unwrap().unwrap();
        assert_eq!(heard, said);
    }
    stream.shutdown().await.unwrap();
    assert_eq!(timeout(FOREVER, stream.read_to_end(&mut Vec::new())).await.unwrap().unwrap(), 0);
}

#[tokio::test]
async fn http_1_0_cannot_ask_for_another_protocol() {
    let service = Service::hello().await;
    let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
    let asks = "GET /pets/api/stream HTTP/1.0\r\nHost: g\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";
    let answer = portal.exchange(asks).await;
    assert_eq!(status(&answer), 200, "{answer}");
    let received = service.requests().pop().unwrap().to_lowercase();
    assert!(!received.contains("upgrade"), "{received}");
}

#[tokio::test]
async fn a_websocket_over_which_nothing_goes_is_closed() {
    let configure = |config: &mut loggia::platform::config::Config| {
        config.gateway.websocket_idle = Duration::from_millis(100);
        config.gateway.backend_calls = 1;
    };
    let portal = Portal::with(echo().await, configure, |_| ()).await;
    let (key, _) = portal.subscribe(None, None).await;
    let mut stream = open(&portal, &key).await;
    let mut rest = Vec::new();
    timeout(FOREVER, stream.read_to_end(&mut rest)).await.unwrap().unwrap();
    // What was said over it were no frames, so no farewell could be put between two.
    assert_eq!(rest, b"");
    // The only place at the service is free again.
    drop(stream);
    open(&portal, &key).await;
}

#[tokio::test]
async fn a_websocket_that_ends_with_the_gateway_is_on_record() {
    let portal = Portal::to(echo().await).await;
    let (key, id) = portal.subscribe(None, None).await;
    let mut stream = open(&portal, &key).await;
    stream.write_all(b"second").await.unwrap();
    timeout(FOREVER, stream.read_exact(&mut [0; 6])).await.unwrap().unwrap();
    portal.shutdown.cancel();
    timeout(FOREVER, stream.read_to_end(&mut Vec::new())).await.unwrap().unwrap();
    drop(stream);
    timeout(FOREVER, portal.task).await.unwrap().unwrap().unwrap();
    let state = &portal.app.state;
    flush(state).await.unwrap();
    let usage = service::usage_of(state, &Caller::operator(), &id).await.unwrap();
    let [call] = usage.rows.as_slice() else { panic!("{usage:?}") };
    assert_eq!((call.calls, call.bytes_in, call.bytes_out), (1, 6, 11));
}

#[tokio::test]
async fn a_websocket_is_one_of_the_calls_that_a_service_gets_at_once() {
    let portal = Portal::with(echo().await, |config| config.gateway.backend_calls = 1, |_| ()).await;
    let (key, _) = portal.subscribe(None, None).await;
    let stream = open(&portal, &key).await;
    let answer = portal.get(&key).await;
    assert_eq!(status(&answer), 503, "{answer}");
    assert!(message(&answer).contains("more calls than it can take"), "{answer}");
    drop(stream);
    open(&portal, &key).await;
}
