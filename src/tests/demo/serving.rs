//! The backend on a socket of its own.

use std::net::SocketAddr;

use loggia::platform::{Clock, Rng};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant};

/// Serves a backend until the sender is used.
async fn serve() -> (SocketAddr, oneshot::Sender<()>, JoinHandle<std::io::Result<()>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (stop, stopped) = oneshot::channel();
    let shutdown = async { stopped.await.unwrap_or_default() };
    let serving = tokio::spawn(loggia::demo::serve(listener, shutdown, Clock::system(), Rng::system()));
    (address, stop, serving)
}

async fn connect(address: SocketAddr, path: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(format!("GET {path} HTTP/1.1\r\nHost: backend\r\n\r\n").as_bytes()).await.unwrap();
    stream
}

/// What arrives until the connection is closed.
async fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test]
async fn an_answer_that_breaks_off_has_begun_and_is_shorter_than_promised() {
    let (address, _stop, _serving) = serve().await;
    let answer = rest(connect(address, "/toolbox/truncated").await).await;
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert!(head.contains("content-length: 4096"), "{head}");
    assert!(!body.is_empty() && body.len() < 4096, "{body}");
}

#[tokio::test]
async fn a_shutdown_lets_running_answers_finish() {
    let (address, stop, serving) = serve().await;
    let mut stream = connect(address, "/toolbox/stream?lines=3&interval=50").await;
    let mut beginning = [0; 16];
    stream.read_exact(&mut beginning).await.unwrap();
    stop.send(()).unwrap();
    let answer = rest(stream).await;
    assert!(answer.contains(r#""line":3"#), "{answer}");
    assert!(answer.ends_with("\r\n0\r\n\r\n"), "{answer}");
    serving.await.unwrap().unwrap();
}

#[tokio::test]
async fn a_shutdown_does_not_wait_for_ever() {
    let (address, stop, serving) = serve().await;
    let mut stream = connect(address, "/toolbox/stream?lines=1000&interval=5000").await;
    let mut beginning = [0; 16];
    stream.read_exact(&mut beginning).await.unwrap();
    tokio::time::pause();
    let before = Instant::now();
    stop.send(()).unwrap();
    serving.await.unwrap().unwrap();
    assert!(before.elapsed() < Duration::from_secs(60), "{:?}", before.elapsed());
}
