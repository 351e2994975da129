//! What the server's memory grows to while people send and receive large bodies at once: the most that it had, of 200 calls
//! whose answers, and then of 200 whose requests, have 100 MB each.
//!
//! `cargo bench --features ssr --bench console_memory`
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark has nobody to hand an error to")]

use std::net::SocketAddr;
use std::process::Stdio;
use std::time::Instant;

use loggia::catalog::model::{ApiInput, OperationInput, Scheme};
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;
use loggia::kernel::ids::OperationId;
use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::{Clock, Db, Rng};
use loggia::{paths, web};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::process::{Child, Command};
use tokio::task::JoinSet;

/// Calls at once.
const CALLS: usize = 200;
/// The bytes of a body.
const BODY: usize = 100_000_000;
/// What is written at a time.
const PIECE: &[u8] = &[b'x'; 64 * 1024];

#[tokio::main]
async fn main() {
    let data = tempfile::tempdir().unwrap();
    let backend = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let backend_address = backend.local_addr().unwrap();
    tokio::spawn(serve(backend));
    let (down, up) = register(data.path(), backend_address).await;

    let mut portal = Command::new(env!("CARGO_BIN_EXE_loggia"))
        .args([
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--gateway-listen",
            "127.0.0.1:0",
            "--outbound-allow",
            &backend_address.to_string(),
            "--data",
        ])
        .arg(data.path())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let address = listens(&mut portal).await;
    let process = portal.id().unwrap();
    println!("idle: {} MB", peak(process));
    report("100 MB answers", process, || receive(address, down.clone())).await;
    report("100 MB requests", process, || send(address, up.clone())).await;
}

/// Runs all calls and prints the most memory that the server had meanwhile.
async fn report<F: Future<Output = usize> + Send + 'static>(name: &str, process: u32, call: impl Fn() -> F) {
    // From here on, the most is counted anew (proc(5), clear_refs).
    std::fs::write(format!("/proc/{process}/clear_refs"), "5").unwrap();
    let began = Instant::now();
    let mut calls = JoinSet::new();
    (0..CALLS).for_each(|_| drop(calls.spawn(call())));
    let answered = calls.join_all().await;
    let whole = answered.iter().filter(|bytes| **bytes > 0).count();
    println!(
        "{CALLS} calls with {name}: {} MB, {whole} answered, {:.0} s",
        peak(process),
        began.elapsed().as_secs_f64()
    );
}

/// The most memory that a process had resident, in megabytes.
fn peak(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap() / 1024
}

/// The portal's address, as it says it.
async fn listens(portal: &mut Child) -> SocketAddr {
    let mut lines = BufReader::new(portal.stdout.take().unwrap()).lines();
    loop {
        let line = lines.next_line().await.unwrap().unwrap();
        if let Some((_, address)) = line.split_once("listens on ") {
            return address.parse().unwrap();
        }
    }
}

/// An API with an operation that answers much and one that takes much.
async fn register(data: &std::path::Path, backend: SocketAddr) -> (OperationId, OperationId) {
    let choices = Choices { data: Some(data.to_owned()), ..Choices::default() };
    let db = Db::open(data).await.unwrap();
    let (clock, rng) = (Clock::system(), Rng::system());
    let state = web::state(choices.finish().unwrap(), db, Assets::open(), clock, rng, Vec::new()).await.unwrap();
    let publisher = Administrator::operator();
    let api = ApiInput {
        name: "Large".to_owned(),
        service_url: format!("http://{backend}"),
        suffix: "large".to_owned(),
        scheme: Scheme::Both,
        published: true,
        ..ApiInput::default()
    };
    let api = service::create_api(&state, &publisher, api).await.unwrap();
    let operation = |verb: &str| OperationInput {
        verb: verb.to_owned(),
        url_template: "/".to_owned(),
        display_name: verb.to_owned(),
        ..OperationInput::default()
    };
    let down = service::create_operation(&state, &publisher, &api.id, operation("GET")).await.unwrap();
    let up = service::create_operation(&state, &publisher, &api.id, operation("POST")).await.unwrap();
    state.db.close().await;
    (down.id, up.id)
}

/// A backend that answers GET with a large body, and takes what others send.
async fn serve(listener: TcpListener) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(async move {
            let mut stream = BufReader::new(stream);
            let (mut first, mut line, mut length) = (String::new(), String::new(), 0);
            stream.read_line(&mut first).await.unwrap();
            while stream.read_line(&mut line).await.unwrap() > 2 {
                if let Some(value) = line.to_ascii_lowercase().strip_prefix("content-length:") {
                    length = value.trim().parse().unwrap();
                }
                line.clear();
            }
            if first.starts_with("GET") {
                let head = format!("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: {BODY}\r\n\r\n");
                stream.write_all(head.as_bytes()).await.unwrap();
                fill(&mut stream).await;
            } else {
                let taken = tokio::io::copy(&mut (&mut stream).take(length), &mut tokio::io::sink()).await.unwrap();
                assert_eq!(taken, length);
                stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok").await.unwrap();
            }
            stream.flush().await.unwrap();
        });
    }
}

/// Writes a body, as far as somebody takes it.
async fn fill(stream: &mut (impl AsyncWrite + Unpin)) {
    let mut left = BODY;
    while left > 0 {
        let piece = PIECE.get(..left.min(PIECE.len())).unwrap();
        if stream.write_all(piece).await.is_err() {
            return;
        }
        left -= piece.len();
    }
}

/// Makes the call `down`; how many bytes its frames have.
async fn receive(portal: SocketAddr, down: OperationId) -> usize {
    let call = serde_json::json!({ "operation": down }).to_string();
    let mut stream = TcpStream::connect(portal).await.unwrap();
    let head = head(paths::CONSOLE_SEND, portal, "application/json", call.len());
    stream.write_all((head + &call).as_bytes()).await.unwrap();
    taken(stream).await
}

/// Makes the call `up` with a file; how many bytes its frames have.
async fn send(portal: SocketAddr, up: OperationId) -> usize {
    let file = serde_json::json!({ "name": "large.bin", "size": BODY });
    let body = serde_json::json!({ "file": { "content_type": "application/octet-stream", "file": file } });
    let call = serde_json::json!({ "operation": up, "body": body });
    let before = format!(
        "--x\r\nContent-Disposition: form-data; name=\"call\"\r\n\r\n{call}\r\n\
         --x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"large.bin\"\r\n\r\n"
    );
    let after = "\r\n--x--\r\n";
    let mut stream = TcpStream::connect(portal).await.unwrap();
    let length = before.len() + BODY + after.len();
    let head = head(paths::CONSOLE_UPLOAD, portal, "multipart/form-data; boundary=x", length);
    stream.write_all((head + &before).as_bytes()).await.unwrap();
    fill(&mut stream).await;
    stream.write_all(after.as_bytes()).await.unwrap();
    taken(stream).await
}

fn head(path: &str, portal: SocketAddr, content_type: &str, length: usize) -> String {
    format!(
        "POST {path} HTTP/1.1\r\nHost: {portal}\r\nSec-Fetch-Site: same-origin\r\nConnection: close\r\n\
         Content-Type: {content_type}\r\nContent-Length: {length}\r\n\r\n"
    )
}

/// Reads an answer to its end; how many bytes it has if it is a 200.
async fn taken(mut stream: TcpStream) -> usize {
    let mut first = [0; 12];
    stream.read_exact(&mut first).await.unwrap();
    let rest = tokio::io::copy(&mut stream, &mut tokio::io::sink()).await.unwrap();
    if first.ends_with(b"200") { usize::try_from(rest).unwrap() } else { 0 }
}
