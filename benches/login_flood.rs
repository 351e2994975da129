//! What 500 people who try to sign in at the same moment mean for whoever reads the catalog meanwhile: how long pages take
//! that are asked for 50 times a second, without the attempts and during them, and how many passwords were hashed at once.
//!
//! `cargo bench --features ssr --bench login_flood`
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark has nobody to hand an error to")]

use std::io::Read as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::process::Stdio;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::listen::{self, Limits};
use loggia::platform::{AppState, Clock, Db, Rng};
use loggia::{demo, web};
use tokio::io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::{TcpListener, TcpSocket};
use tokio::process::Command;
use tokio::task::JoinSet;

/// Attempts at once, each from an address of its own: the throttle counts by address, and all of them are to be hashed.
const ATTEMPTS: u16 = 500;
/// Between two pages that are asked for.
const INTERVAL: Duration = Duration::from_millis(20);
/// Pages before anything is measured, and while nothing else happens.
const WARM_UP: usize = 100;
const CALM: usize = 500;
/// What is read.
const PAGES: [&str; 4] = ["/", "/apis", "/apis/azureml-demo-api", "/apis/azureml-demo-api/operations/rrs-execute"];

#[tokio::main]
async fn main() {
    if std::env::args().any(|argument| argument == "portal") {
        return portal().await;
    }
    let mut portal = Command::new(std::env::current_exe().unwrap())
        .arg("portal")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(portal.stdout.take().unwrap()).lines();
    let address: SocketAddr = lines.next_line().await.unwrap().unwrap().parse().unwrap();

    read_pages(address, |read| read < WARM_UP).await;
    let calm = read_pages(address, |read| read < CALM).await;
    let is_over = Arc::new(AtomicBool::new(false));
    let over = Arc::clone(&is_over);
    let reader = tokio::spawn(async move { read_pages(address, |_| !over.load(Ordering::Relaxed)).await });
    let began = Instant::now();
    let mut attempts = JoinSet::new();
    for number in 0..ATTEMPTS {
        attempts.spawn(attempt(address, number));
    }
    let refused = attempts.join_all().await.into_iter().filter(|status| *status == 422).count();
    let took = began.elapsed();
    is_over.store(true, Ordering::Relaxed);
    let flooded = reader.await.unwrap();

    println!("{ATTEMPTS} attempts at once: {refused} were hashed and refused, {:.1} s", took.as_secs_f64());
    report("pages before", &calm);
    report("pages during the attempts", &flooded);
    println!("ratio of the p99: {:.2}", at(&flooded, 99).as_secs_f64() / at(&calm, 99).as_secs_f64());
    // The end of its input is the end of the portal.
    drop(portal.stdin.take());
    println!("{}", lines.next_line().await.unwrap().unwrap());
}

/// The portal with the demo's catalog, in a process of its own: says where it is, waits until its input ends, and says how
/// many hashes it made at once.
async fn portal() {
    let data = tempfile::tempdir().unwrap();
    let config = Choices { data: Some(data.path().to_owned()), ..Choices::default() }.finish().unwrap();
    let db = Db::open(data.path()).await.unwrap();
    let assets = Assets::directory(data.path().join("site"));
    let state: AppState = web::state(config, db, assets, Clock::system(), Rng::system(), Vec::new()).await.unwrap();
    demo::seed(&state, SocketAddr::from(([127, 0, 0, 1], 9))).await.unwrap();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    println!("{}", listener.local_addr().unwrap());
    tokio::spawn(listen::serve(listener, web::router(state.clone()), Limits::default(), std::future::pending()));
    let wait = || drop(std::io::stdin().read_to_end(&mut Vec::new()));
    tokio::task::spawn_blocking(wait).await.unwrap();
    let hashing = &state.hashing;
    println!("{} passwords were hashed, at most {} at once", hashing.begun(), hashing.most_at_once());
}

/// Asks for a page every [`INTERVAL`], whether or not the ones before were answered, as long as `goes_on`; gives back how
/// long they took from the moment at which they were due, sorted.
async fn read_pages(portal: SocketAddr, goes_on: impl Fn(usize) -> bool) -> Vec<Duration> {
    let mut due = Instant::now();
    let mut readers = JoinSet::new();
    while goes_on(readers.len()) {
        tokio::time::sleep_until(due.into()).await;
        let path = PAGES[readers.len() % PAGES.len()];
        readers.spawn(async move {
            let request = format!("GET {path} HTTP/1.1\r\nHost: {portal}\r\nConnection: close\r\n\r\n");
            assert_eq!(exchange(portal, Ipv4Addr::LOCALHOST, &request).await, 200, "{path}");
            due.elapsed()
        });
        due += INTERVAL;
    }
    let mut times = readers.join_all().await;
    times.sort_unstable();
    times
}

/// Tries to sign in; gives back the answer's status.
async fn attempt(portal: SocketAddr, number: u16) -> u16 {
    let [high, low] = number.to_be_bytes();
    let form = format!("email=person{number}%40example.com&password=a+guess");
    let request = format!(
        "POST /sign-in HTTP/1.1\r\nHost: {portal}\r\nConnection: close\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        form.len()
    );
    exchange(portal, Ipv4Addr::new(127, 1, high, low), &request).await
}

/// Sends a request from the address `from` and reads its answer to the end; gives back the status.
async fn exchange(portal: SocketAddr, from: Ipv4Addr, request: &str) -> u16 {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((from, 0).into()).unwrap();
    let mut stream = socket.connect(portal).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer[..answer.len().min(12)]).split(' ').nth(1).unwrap().parse().unwrap()
}

fn at(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() - 1) * percent / 100]
}

fn report(what: &str, sorted: &[Duration]) {
    println!("{what}: {}, p50 {:?}, p99 {:?}, max {:?}", sorted.len(), at(sorted, 50), at(sorted, 99), at(sorted, 100));
}
