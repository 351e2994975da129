//! The listener on real sockets: bad framing, slow and silent clients, many of them, and the end.

use std::net::SocketAddr;
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::ConnectInfo;
use axum::routing::{get, post};
use loggia::platform::listen::{Limits, serve};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tokio_util::sync::CancellationToken;

/// Longer than anything here may take; only a test that fails waits for it.
const FOREVER: Duration = Duration::from_secs(20);

/// Deadlines that pass while one waits, and never while a good request is on its way.
const SHORT: Duration = Duration::from_millis(300);

struct Server {
    address: SocketAddr,
    shutdown: CancellationToken,
    task: JoinHandle<std::io::Result<()>>,
    /// Hears when `/slow` has begun.
    begun: mpsc::UnboundedReceiver<()>,
    /// Lets `/slow` go on.
    go_on: CancellationToken,
}

fn generous() -> Limits {
    Limits {
        head: FOREVER,
        mute: FOREVER,
        body_stall: FOREVER,
        write_stall: FOREVER,
        grace: FOREVER,
        ..Limits::default()
    }
}

async fn start(limits: Limits) -> Server {
    let (begin, begun) = mpsc::unbounded_channel();
    let go_on = CancellationToken::new();
    let waiting = go_on.clone();
    let endless = || {
        Body::from_stream(futures_util::stream::repeat_with(|| {
            Ok::<_, std::io::Error>(Bytes::from_static(&[b'x'; 16 * 1024]))
        }))
    };
    let router = Router::new()
        .route("/", get(|| async { "hello" }))
        .route("/peer", get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }))
        .route("/echo", post(|body: Bytes| async move { body }))
        .route("/deaf", post(|| async { "I did not listen" }))
        .route("/endless", get(move || async move { endless() }))
        .route(
            "/slow",
            get(move || async move {
                let _ = begin.send(());
                waiting.cancelled().await;
                "at last"
            }),
        );
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = CancellationToken::new();
    let task = tokio::spawn(serve(listener, router, limits, shutdown.clone().cancelled_owned()));
    Server { address, shutdown, task, begun, go_on }
}

impl Server {
    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Sends `request` and reads until the server closes.
    async fn exchange(&self, request: impl AsRef<[u8]>) -> String {
        let mut stream = self.connect().await;
        stream.write_all(request.as_ref()).await.unwrap();
        rest(&mut stream).await
    }
}

async fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    timeout(FOREVER, stream.read_to_end(&mut answer)).await.expect("the server should have closed").unwrap();
    String::from_utf8(answer).unwrap()
}

/// Reads one answer whose body is `body`.
async fn answer(stream: &mut TcpStream, body: &str) -> String {
    let mut answer = Vec::new();
    while !answer.ends_with(format!("\r\n\r\n{body}").as_bytes()) {
        let mut buffer = [0; 1024];
        let count = timeout(FOREVER, stream.read(&mut buffer)).await.expect("an answer was expected").unwrap();
        assert!(count > 0, "closed after {:?}", String::from_utf8_lossy(&answer));
        answer.extend_from_slice(&buffer[..count]);
    }
    String::from_utf8(answer).unwrap()
}

fn status(answer: &str) -> u16 {
    answer.get(9..12).and_then(|digits| digits.parse().ok()).unwrap_or_default()
}

#[tokio::test]
async fn requests_that_can_be_read_two_ways_are_refused() {
    let server = start(generous()).await;
    let post = "POST /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n";
    let many = "A: b\r\n".repeat(99);
    for (request, expected) in [
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_owned(), 200),
        ("GET / HTTP/1.0\r\nHost: a\r\n\r\n".to_owned(), 200),
        ("GET http://a/ HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".to_owned(), 200),
        (format!("{post}Content-Length: 5\r\n\r\nhello"), 200),
        (format!("{post}Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n"), 200),
        (format!("GET / HTTP/1.0\r\nHost: a\r\n{many}\r\n"), 200),
        (format!("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n{many}\r\n"), 431),
        (format!("GET / HTTP/1.1\r\nHost: a\r\nA: {}\r\n\r\n", "b".repeat(64 * 1024)), 431),
        ("GET / HTTP/1.1\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n".to_owned(), 400),
        ("GET http://b/ HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\nHost: a\n\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nHost: a\nX: y\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: y\r\n z\r\n\r\n".to_owned(), 400),
        ("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX_User: root\r\n\r\n".to_owned(), 400),
        (format!("{post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400),
        (format!("{post}Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!"), 400),
        (format!("{post}Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"), 400),
        (format!("{post}Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n"), 400),
        (format!("{post}Transfer-Encoding: chunked\r\n\r\n5\r\nhello, all\r\n0\r\n\r\n"), 400),
        (format!("{post}Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n"), 501),
        ("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n".to_owned(), 405),
        ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 405),
        ("\u{16}\u{3}\u{1}\r\n\r\n".to_owned(), 400),
    ] {
        let answer = server.exchange(&request).await;
        assert_eq!(status(&answer), expected, "{request:.300}\n{answer}");
        if expected != 200 {
            assert!(answer.contains("\r\nconnection: close\r\n"), "{answer}");
            for header in ["x-content-type-options: nosniff", "cache-control: no-store", "content-security-policy: "] {
                assert!(answer.contains(&format!("\r\n{header}")), "{header} is missing: {answer}");
            }
        }
    }
}

#[tokio::test]
async fn a_refusal_waits_for_its_turn_and_ends_the_connection() {
    let server = start(generous()).await;
    let good = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nfirst";
    let answers = server.exchange(format!("{good}GET / HTTP/1.1\r\n\r\n{good}")).await;
    let statuses: Vec<u16> = answers.match_indices("HTTP/1.1 ").map(|(at, _)| status(&answers[at..])).collect();
    assert_eq!(statuses, [200, 400], "{answers}");
    assert!(answers.contains("first"), "{answers}");
}

#[tokio::test]
async fn two_requests_in_one_piece_or_in_single_bytes_are_answered_in_order() {
    let server = start(generous()).await;
    let requests = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nfirst\
        POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n6\r\nsecond\r\n0\r\n\r\n";
    for size in [requests.len(), 7, 1] {
        let mut stream = server.connect().await;
        stream.set_nodelay(true).unwrap();
        for piece in requests.as_bytes().chunks(size) {
            stream.write_all(piece).await.unwrap();
            tokio::task::yield_now().await;
        }
        let answers = rest(&mut stream).await;
        let (first, second) = (answers.find("first").unwrap(), answers.find("second").unwrap());
        assert!(first < second, "{answers}");
        assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
    }
}

#[tokio::test]
async fn handlers_know_the_client() {
    let server = start(generous()).await;
    let mut stream = server.connect().await;
    let peer = stream.local_addr().unwrap();
    stream.write_all(b"GET /peer HTTP/1.0\r\nHost: a\r\n\r\n").await.unwrap();
    assert!(rest(&mut stream).await.ends_with(&peer.to_string()));
}

#[tokio::test]
async fn a_slow_head_is_timed_out() {
    let server = start(Limits { head: SHORT, ..generous() }).await;
    let answer = server.exchange("GET / HTTP/1.1\r\nHost: a\r\nX: ").await;
    assert_eq!(status(&answer), 408, "{answer}");
}

#[tokio::test]
async fn a_head_that_trickles_is_timed_out_however_busy_it_looks() {
    let server = start(Limits { head: SHORT, ..generous() }).await;
    let (mut reading, mut writing) = server.connect().await.into_split();
    let trickle = tokio::spawn(async move {
        writing.write_all(b"GET / HTTP/1.1\r\nHost: a\r\nX: ").await.unwrap();
        while writing.write_all(b"y").await.is_ok() {
            tokio::time::sleep(SHORT / 10).await;
        }
    });
    let mut answer = String::new();
    timeout(FOREVER, reading.read_to_string(&mut answer)).await.expect("the server should have closed").unwrap();
    assert_eq!(status(&answer), 408, "{answer}");
    trickle.abort();
}

#[tokio::test]
async fn a_mute_connection_is_closed_without_a_word() {
    let server = start(Limits { mute: SHORT, ..generous() }).await;
    assert_eq!(server.exchange("").await, "");
    let mut kept_alive = server.connect().await;
    for _ in 0..2 {
        kept_alive.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
        answer(&mut kept_alive, "hello").await;
    }
    assert_eq!(rest(&mut kept_alive).await, "");
}

#[tokio::test]
async fn waiting_for_an_answer_is_not_being_mute() {
    let mut server = start(Limits { mute: SHORT, head: SHORT, body_stall: SHORT, ..generous() }).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    server.begun.recv().await.unwrap();
    tokio::time::sleep(SHORT * 3).await;
    server.go_on.cancel();
    answer(&mut stream, "at last").await;
    assert_eq!(rest(&mut stream).await, "", "and now it is");
}

#[tokio::test]
async fn a_body_that_stops_is_timed_out() {
    let server = start(Limits { body_stall: SHORT, ..generous() }).await;
    for request in [
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhello",
        "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhel",
        "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\n",
    ] {
        let answer = server.exchange(request).await;
        assert_eq!(status(&answer), 408, "{request}\n{answer}");
    }
}

#[tokio::test]
async fn a_body_that_nobody_reads_does_not_swallow_the_answer() {
    let server = start(generous()).await;
    let (mut reading, mut writing) = server.connect().await.into_split();
    let upload = tokio::spawn(async move {
        let _ = writing.write_all(b"POST /deaf HTTP/1.1\r\nHost: a\r\nContent-Length: 900000\r\n\r\n").await;
        let _ = writing.write_all(&[b'x'; 900_000]).await;
    });
    let mut answer = String::new();
    timeout(FOREVER, reading.read_to_string(&mut answer)).await.expect("the server should have closed").unwrap();
    assert!(answer.ends_with("I did not listen"), "{answer}");
    upload.await.unwrap();
}

#[tokio::test]
async fn a_client_that_stops_reading_is_cut_off() {
    let server = start(Limits { write_stall: SHORT, connections: 1, ..generous() }).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    // Only when the first has lost its place is the second let in.
    assert_eq!(status(&server.exchange("GET / HTTP/1.0\r\nHost: a\r\n\r\n").await), 200);
}

#[tokio::test]
async fn a_client_that_reads_slowly_is_served() {
    let server = start(Limits { write_stall: SHORT, mute: SHORT, ..generous() }).await;
    let mut stream = server.connect().await;
    stream.write_all(b"GET /endless HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    let mut buffer = vec![0; 2 * 1024 * 1024];
    for _ in 0..8 {
        tokio::time::sleep(SHORT / 3).await;
        timeout(FOREVER, stream.read_exact(&mut buffer)).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn connections_above_the_limit_wait_for_a_place() {
    let server = start(Limits { connections: 2, ..generous() }).await;
    let (first, _second) = (server.connect().await, server.connect().await);
    let mut third = server.connect().await;
    third.write_all(b"GET / HTTP/1.0\r\nHost: a\r\n\r\n").await.unwrap();
    let mut byte = [0; 1];
    assert!(timeout(SHORT, third.read(&mut byte)).await.is_err(), "there was no place for it");
    drop(first);
    assert_eq!(status(&rest(&mut third).await), 200);
}

#[tokio::test]
async fn the_end_waits_for_requests_that_run_and_for_nothing_else() {
    let mut server = start(generous()).await;
    let mut idle = server.connect().await;
    idle.write_all(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    answer(&mut idle, "hello").await;
    let mut mute = server.connect().await;
    let mut running = server.connect().await;
    running.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    server.begun.recv().await.unwrap();

    server.shutdown.cancel();
    assert_eq!(rest(&mut idle).await, "");
    assert_eq!(rest(&mut mute).await, "");
    assert!(TcpStream::connect(server.address).await.is_err(), "nobody listens any more");
    assert!(!server.task.is_finished());
    server.go_on.cancel();
    let answer = rest(&mut running).await;
    assert!(answer.ends_with("at last") && answer.contains("connection: close"), "{answer}");
    timeout(FOREVER, server.task).await.unwrap().unwrap().unwrap();
}

#[tokio::test]
async fn the_grace_ends() {
    let mut server = start(Limits { grace: SHORT, ..generous() }).await;
    let mut running = server.connect().await;
    running.write_all(b"GET /slow HTTP/1.1\r\nHost: a\r\n\r\n").await.unwrap();
    server.begun.recv().await.unwrap();
    server.shutdown.cancel();
    timeout(FOREVER, server.task).await.unwrap().unwrap().unwrap();
    let mut nothing = Vec::new();
    let _ = running.read_to_end(&mut nothing).await;
    assert!(nothing.is_empty());
}
