//! What a client sends to the gateway, byte by byte: framing, match, key, and the call that the backend gets.
//!
//! The input goes to the real listener as it is, but for `$KEY`, which becomes the key of a subscription. Whatever it is, the
//! gateway answers or hangs up; the backend gets only calls that were let through, on its own path and without the key.
#![no_main]

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

use bytes::Bytes;
use http_body_util::{BodyExt as _, Empty};
use hyper::body::Incoming;
use hyper::http::request::Parts;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper::{Method, Request, Response};
use hyper_util::rt::TokioIo;
use libfuzzer_sys::fuzz_target;
use loggia::paths::decode;
use loggia_fuzz::gateway::{Gateway, KEY_HEADER, OPEN, PATH, RULED, SET};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::runtime::Runtime;
use tokio::time::timeout;

/// What stands for the key.
const MARK: &[u8] = b"$KEY";
/// How long an answer may take: the gateway knows at once that nothing more will come.
const PATIENCE: Duration = Duration::from_secs(10);

/// A client that leaves ends its call; what was on its way to the backend by then may be read there only after so many
/// further inputs.
const LATE: u32 = 16;

struct World {
    runtime: Runtime,
    gateway: Gateway,
    backend: SocketAddr,
    received: Arc<Mutex<Vec<Parts>>>,
    /// For how many more inputs a call with a key may still arrive.
    keyed: AtomicU32,
}

static WORLD: LazyLock<World> = LazyLock::new(|| {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().expect("a runtime");
    let received = Arc::default();
    let listener = runtime.block_on(TcpListener::bind(("127.0.0.1", 0))).expect("a port");
    let backend = listener.local_addr().expect("an address");
    runtime.spawn(receive(listener, Arc::clone(&received)));
    let gateway = runtime.block_on(Gateway::start(backend));
    World { runtime, gateway, backend, received, keyed: AtomicU32::new(0) }
});

fuzz_target!(|input: &[u8]| {
    let world = &*WORLD;
    let sent = with_key(input, world.gateway.key.as_bytes());
    if sent.len() != input.len() {
        world.keyed.store(LATE, Ordering::Relaxed);
    }
    let has_key = world.keyed.load(Ordering::Relaxed) > 0;
    world.keyed.fetch_sub(u32::from(has_key), Ordering::Relaxed);
    let answer = world.runtime.block_on(async { timeout(PATIENCE, exchange(world.gateway.address, &sent)).await });
    check_answer(&answer.expect("the gateway neither answers nor hangs up"));
    for call in std::mem::take(&mut *world.received.lock().expect("nobody panics")) {
        check_call(&call, world, has_key);
    }
});

/// `input` with the key in the place of each mark.
fn with_key(input: &[u8], key: &[u8]) -> Vec<u8> {
    let mut sent = Vec::with_capacity(input.len() + key.len());
    let mut rest = input;
    while let Some((first, others)) = rest.split_first() {
        match rest.strip_prefix(MARK) {
            Some(behind) => {
                sent.extend_from_slice(key);
                rest = behind;
            }
            None => {
                sent.push(*first);
                rest = others;
            }
        }
    }
    sent
}

/// Sends all, says that nothing more will come, and reads what is answered.
async fn exchange(gateway: SocketAddr, sent: &[u8]) -> Vec<u8> {
    let mut stream = TcpStream::connect(gateway).await.expect("the gateway listens");
    let (mut reader, mut writer) = stream.split();
    let write = async {
        // A gateway that has hung up takes no more.
        let _ = writer.write_all(sent).await;
        let _ = writer.shutdown().await;
    };
    let read = async {
        let mut answer = Vec::new();
        let _ = reader.read_to_end(&mut answer).await;
        answer
    };
    tokio::join!(write, read).1
}

/// An answer begins with a head that is in order, unless there is none, or it is one of HTTP/2.
fn check_answer(answer: &[u8]) {
    // A frame of settings (RFC 9113 section 3.4): length, then type 4.
    if answer.is_empty() || answer.get(3) == Some(&4) {
        return;
    }
    let mut headers = [httparse::EMPTY_HEADER; 100];
    let mut response = httparse::Response::new(&mut headers);
    let parsed = response.parse(answer).expect("an answer is HTTP");
    // Where the input ended too early, an answer may have been begun.
    if parsed.is_complete() {
        let code = response.code.expect("an answer has a status");
        assert!((100..600).contains(&code), "{code}");
    }
}

/// A call has neither the key nor another destination, and only those that need none come without one.
fn check_call(call: &Parts, world: &World, has_key: bool) {
    let uri = call.uri.to_string();
    let path = call.uri.path();
    assert!(path == PATH || path.starts_with(&format!("{PATH}/")), "{uri}");
    let segments = path.split('/').map(decoded);
    assert!(segments.into_iter().all(|segment| segment != b"." && segment != b".."), "{uri}");
    // A key in another place, such as a header of the client's own, is theirs to send.
    let is_to =
        |suffix| path.strip_prefix(PATH).and_then(|path| path.strip_prefix('/')?.split('/').next()) == Some(suffix);
    assert!(has_key || is_to(OPEN) || is_to(RULED), "{uri} came without a key");
    if is_to(RULED) {
        assert_ne!(call.method, Method::DELETE, "{uri} came without a token");
        let pairs = call.uri.query().unwrap_or_default().split('&');
        let names = pairs.map(|pair| decode(pair.split('=').next().unwrap_or_default()));
        assert_eq!(names.filter(|name| name == "set").count(), 1, "{uri}");
        assert!(call.uri.query().is_some_and(|query| query.contains(SET)), "{uri}");
    }
    let hosts: Vec<_> = call.headers.get_all("host").iter().collect();
    assert_eq!(hosts, [world.backend.to_string().as_str()]);
    for name in call.headers.keys() {
        assert!(!name.as_str().eq_ignore_ascii_case(KEY_HEADER) && !name.as_str().contains('_'), "{name}");
    }
    // Of what is about the client's connection only the change to a WebSocket passes, and that trailers are taken.
    for (name, allowed) in [("upgrade", "websocket"), ("te", "trailers")] {
        assert!(
            call.headers.get_all(name).iter().all(|value| value.as_bytes().eq_ignore_ascii_case(allowed.as_bytes())),
            "{call:?}"
        );
    }
    let named: Vec<_> = ["upgrade", "te"].into_iter().filter(|name| call.headers.contains_key(*name)).collect();
    let connection = call.headers.get("connection").map_or(Ok(""), |value| value.to_str());
    assert_eq!(connection.ok(), Some(named.join(", ").as_str()), "{call:?}");
    assert!(!call.headers.contains_key("keep-alive"), "{call:?}");
}

fn decoded(segment: &str) -> Vec<u8> {
    let mut decoded = Vec::new();
    let mut bytes = segment.bytes();
    while let Some(byte) = bytes.next() {
        let digits = (byte == b'%').then(|| [bytes.next(), bytes.next()]);
        match digits {
            Some([Some(high), Some(low)]) => {
                let text = [high, low].map(char::from).iter().collect::<String>();
                decoded.push(u8::from_str_radix(&text, 16).expect("a percent sign is followed by digits"));
            }
            Some(_) => panic!("a percent sign at the end of {segment}"),
            None => decoded.push(byte),
        }
    }
    decoded
}

/// A backend that keeps the heads of what it gets.
async fn receive(listener: TcpListener, received: Arc<Mutex<Vec<Parts>>>) {
    loop {
        let Ok((stream, _)) = listener.accept().await else { continue };
        let received = Arc::clone(&received);
        let service = service_fn(move |request: Request<Incoming>| {
            let received = Arc::clone(&received);
            async move {
                let (head, body) = request.into_parts();
                received.lock().expect("nobody panics").push(head);
                body.collect().await?;
                Ok::<_, hyper::Error>(Response::new(Empty::<Bytes>::new()))
            }
        });
        tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    }
}
