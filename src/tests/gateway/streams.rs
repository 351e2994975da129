//! Bodies go through in pieces, and nobody keeps them.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::routing::{get, post, put};
use futures_util::StreamExt as _;
use loggia::platform::listen::{Limits, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::time::timeout;

use super::support::{FOREVER, Portal, message, status, with_key};

/// A piece of the long bodies.
const PIECE: usize = 16 * 1024;
/// More than anybody may keep, many times over.
const PIECES: usize = 4096;

#[derive(Clone, Default)]
struct Seen(Arc<AtomicU64>);

/// A service with long bodies.
async fn long() -> (SocketAddr, Seen) {
    let seen = Seen::default();
    let made = seen.clone();
    let pieces = move || {
        let made = made.clone();
        let pieces = futures_util::stream::iter(0..PIECES).map(move |_| {
            made.0.fetch_add(PIECE as u64, Ordering::SeqCst);
            Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; PIECE]))
        });
        Body::from_stream(pieces)
    };
    let count = |State(seen): State<Seen>, body: Body| async move {
        let mut bytes = body.into_data_stream();
        while let Some(Ok(piece)) = bytes.next().await {
            seen.0.fetch_add(piece.len() as u64, Ordering::SeqCst);
        }
        seen.0.load(Ordering::SeqCst).to_string()
    };
    let router = Router::new()
        .route("/base/stream", get(move || async move { pieces() }))
        .route("/base/things", post(count))
        .route("/base/things/{id}", put(count))
        .layer(axum::extract::DefaultBodyLimit::disable())
        .with_state(seen.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(serve(listener, router, Limits::default(), std::future::pending()));
    (address, seen)
}

#[tokio::test]
async fn a_long_answer_waits_for_its_reader() {
    let (service, made) = long().await;
    let portal = Portal::to(service).await;
    let (key, _) = portal.subscribe(None, None).await;
    let mut stream = portal.connect().await;
    let head = format!("GET /pets/api/stream HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{}\r\n\r\n", with_key(&key));
    stream.write_all(head.as_bytes()).await.unwrap();
    let mut first = [0; 12];
    timeout(FOREVER, stream.read_exact(&mut first)).await.unwrap().unwrap();
    // Until the reader goes on, no more is made than what fits between the two. A service that is asked for more says so
    // while it is waited for.
    let mut before = u64::MAX;
    while before != made.0.load(Ordering::SeqCst) {
        before = made.0.load(Ordering::SeqCst);
        for _ in 0..1000 {
            tokio::task::yield_now().await;
        }
    }
    assert!(before < (PIECE * PIECES / 2) as u64, "{before} bytes were made for nobody");
    let mut rest = Vec::new();
    timeout(FOREVER, stream.read_to_end(&mut rest)).await.unwrap().unwrap();
    assert!(rest.len() > PIECE * PIECES);
    assert!(rest.ends_with(b"0\r\n\r\n"));
}

#[tokio::test]
async fn a_long_body_arrives_whole() {
    let (service, seen) = long().await;
    let portal = Portal::to(service).await;
    let (key, _) = portal.subscribe(None, None).await;
    let mut stream = portal.connect().await;
    let length = PIECE * PIECES;
    let head = format!(
        "POST /pets/api/things HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: {length}\r\n{}\r\n\r\n",
        with_key(&key)
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    for _ in 0..PIECES {
        stream.write_all(&[b'y'; PIECE]).await.unwrap();
    }
    let mut answer = String::new();
    timeout(FOREVER, stream.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert_eq!(status(&answer), 200, "{answer}");
    assert!(answer.ends_with(&length.to_string()), "{answer}");
    assert_eq!(seen.0.load(Ordering::SeqCst), length as u64);
}

#[tokio::test]
async fn a_body_that_is_longer_than_the_operator_allows_is_refused() {
    let (service, seen) = long().await;
    let most = 64 * 1024;
    let portal = Portal::with(service, |config| config.gateway.body = Some(most), |_| ()).await;
    let (key, _) = portal.subscribe(None, None).await;
    let length = usize::try_from(most).unwrap();
    let head = format!("Host: a\r\nConnection: close\r\n{}", with_key(&key));
    let by_length =
        |length: usize| format!("{head}\r\nContent-Length: {length}\r\n\r\n{}", "x".repeat(length.min(2 * PIECE)));
    let in_pieces = |length: usize| {
        let piece = format!("{PIECE:x}\r\n{}\r\n", "x".repeat(PIECE));
        format!("{head}\r\nTransfer-Encoding: chunked\r\n\r\n{}0\r\n\r\n", piece.repeat(length.div_ceil(PIECE)))
    };
    for verb in ["POST /pets/api/things", "PUT /pets/api/things/7"] {
        for (rest, expected) in
            [(in_pieces(length), 200), (in_pieces(length + 1), 413), (by_length(length + 1), 413), (by_length(1), 200)]
        {
            let answer = portal.exchange(format!("{verb} HTTP/1.1\r\n{rest}")).await;
            assert_eq!(status(&answer), expected, "{answer}");
            if expected == 413 {
                assert_eq!(message(&answer), "The call's body is longer than the gateway passes on.");
            }
        }
    }
    assert!(seen.0.load(Ordering::SeqCst) <= 4 * (most + 1), "nothing beyond it went through");
}

#[tokio::test]
async fn a_call_that_breaks_off_is_never_a_whole_one() {
    let (service, _) = long().await;
    let portal = Portal::to(service).await;
    let (key, _) = portal.subscribe(None, None).await;
    let mut stream = portal.connect().await;
    let head =
        format!("POST /pets/api/things HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n{}\r\n\r\nhalf", with_key(&key));
    stream.write_all(head.as_bytes()).await.unwrap();
    stream.shutdown().await.unwrap();
    let mut answer = String::new();
    let _ = timeout(FOREVER, stream.read_to_string(&mut answer)).await.unwrap();
    assert_ne!(status(&answer), 200, "{answer}");
}
