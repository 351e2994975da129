//! HTTP/2: whoever takes nothing more is not waited for.

use std::convert::Infallible;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use axum::routing::get;
use bytes::Bytes;
use futures_util::stream;
use http_body_util::{BodyExt as _, Empty};
use hyper_util::rt::{TokioExecutor, TokioIo};
use loggia::platform::listen::{Limits, serve_apart};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

#[tokio::test]
async fn who_takes_no_more_of_an_answer_is_cut_off() {
    let endless = || async { Body::from_stream(stream::repeat(Ok::<_, Infallible>(Bytes::from_static(&[0; 16_384])))) };
    let router = Router::new().route("/", get(endless));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (mute, write_stall) = (Duration::from_millis(100), Duration::from_millis(300));
    let limits = Limits { http2: true, mute, write_stall, ..Limits::default() };
    let shutdown = CancellationToken::new();
    let serving = tokio::spawn(serve_apart(listener, router, limits, None, shutdown.clone().cancelled_owned()));

    let stream = TokioIo::new(TcpStream::connect(address).await.unwrap());
    let (mut sender, connection) = hyper::client::conn::http2::handshake(TokioExecutor::new(), stream).await.unwrap();
    let connection = tokio::spawn(connection);
    let request = Request::builder().uri("http://a.example/").body(Empty::<Bytes>::new()).unwrap();
    let mut answer = sender.send_request(request).await.unwrap();
    let began = Instant::now();
    while began.elapsed() < Duration::from_secs(1) {
        answer.body_mut().frame().await.unwrap().expect("who goes on taking is let be");
    }
    let _ = timeout(Duration::from_secs(20), connection).await.expect("the connection should have been ended");
    shutdown.cancel();
    serving.await.unwrap().unwrap();
}
