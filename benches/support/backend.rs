//! A backend in a process of its own: the benchmark's program, started anew with a word that says so.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Duration;

use bytes::Bytes;
use futures_util::stream;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt as _, Full, StreamBody};
use hyper::body::{Frame, Incoming};
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpListener;
use tokio::process::{Child, Command};

/// The word.
const WORD: &str = "--as-backend";
/// A small answer.
const SMALL: &str = r#"{"id":17,"name":"Ada","state":"active","tags":["a","b"],"at":"2026-11-22T09:30:00Z"}"#;
/// The bytes of a large body.
pub const LARGE: usize = 1_000_000;
/// The bytes of a piece of an endless one.
const PIECE: usize = 16 * 1024;

/// A backend that runs until this is dropped.
pub struct Backend {
    pub address: SocketAddr,
    _process: Child,
}

impl Backend {
    /// Starts one.
    pub async fn start() -> Self {
        let mut process = Command::new(std::env::current_exe().unwrap())
            .arg(WORD)
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).await.unwrap();
        Self { address: line.trim().parse().unwrap(), _process: process }
    }
}

/// Whether this process was started as a backend; then it is one until it is killed.
pub async fn run_if_asked() {
    if !std::env::args().any(|argument| argument == WORD) {
        return;
    }
    rlimit::increase_nofile_limit(u64::MAX).unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let _ = stream.set_nodelay(true);
        tokio::spawn(
            http1::Builder::new().timer(TokioTimer::new()).serve_connection(TokioIo::new(stream), service_fn(answer)),
        );
    }
}

type Body = BoxBody<Bytes, Infallible>;

/// By the last part of the path: `large`, `endless`, `hang`; a small answer for all else, once the body was taken.
async fn answer(request: Request<Incoming>) -> Result<Response<Body>, hyper::Error> {
    let path = request.uri().path().to_owned();
    let is_get = request.method() == Method::GET;
    let mut body = request.into_body();
    while let Some(frame) = body.frame().await {
        frame?;
    }
    let last = path.rsplit('/').next().unwrap_or_default();
    let (kind, body) = match last {
        "hang" => std::future::pending().await,
        "endless" => ("application/octet-stream", endless()),
        "large" if is_get => ("application/octet-stream", Full::new(Bytes::from_static(&[b'x'; LARGE])).boxed()),
        "slow" => {
            tokio::time::sleep(Duration::from_millis(200)).await;
            ("application/json", Full::new(Bytes::from_static(SMALL.as_bytes())).boxed())
        }
        _ => ("application/json", Full::new(Bytes::from_static(SMALL.as_bytes())).boxed()),
    };
    Ok(Response::builder().header("content-type", kind).body(body).unwrap())
}

fn endless() -> Body {
    let piece = Bytes::from_static(&[b'x'; PIECE]);
    StreamBody::new(stream::repeat_with(move || Ok(Frame::data(piece.clone())))).boxed()
}
