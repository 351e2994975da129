//! Ends the portal by `kill -9` again and again while it is written to and called: every change that it said yes to must be
//! there when it is started again, and neither a quota nor the records of usage may lack more than a second's calls.
//!
//! `cargo bench --features ssr --bench gateway_kill`, or `make bench-kill`: 200 rounds, or as many as stand behind `--`.
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark has nobody to hand an error to")]

#[path = "../support/backend.rs"]
mod backend;
#[path = "../support/client.rs"]
mod client;
#[expect(dead_code, reason = "another benchmark uses the rest")]
#[path = "../support/loggia.rs"]
mod loggia;
#[expect(dead_code, reason = "another benchmark uses the rest")]
#[path = "../support/process.rs"]
mod process;

use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use backend::Backend;
use client::Client;
use hyper::http::request::Builder;
use hyper::{Method, Request};
use loggia::{KEY_HEADER, Loggia, command, publish};
use parking_lot::Mutex;
use serde_json::{Value, json};
use sqlx::ConnectOptions as _;
use sqlx::sqlite::SqliteConnectOptions;
use tokio::task::JoinSet;

/// Rounds, where nobody says otherwise.
const ROUNDS: usize = 200;
/// More calls than are made. Without a rate limit, what the answers say is left is left of this.
const QUOTA: u64 = 1_000_000_000;
/// Who writes, and who calls, at once.
const WRITERS: usize = 4;
const CALLERS: usize = 8;
/// What may be forgotten is what was answered this shortly before the end.
const SECOND: Duration = Duration::from_secs(1);
/// How long a start may take.
const START: Duration = Duration::from_secs(2);

/// What the portal said yes to.
#[derive(Default)]
struct Said {
    /// The number that each writer has last written.
    written: [u64; WRITERS],
    /// When calls were answered.
    answered: Vec<Instant>,
}

#[tokio::main]
async fn main() {
    backend::run_if_asked().await;
    let rounds = std::env::args().find_map(|argument| argument.parse().ok()).unwrap_or(ROUNDS);
    let data = tempfile::tempdir().unwrap();
    let backend = Backend::start().await;
    let quota = format!("{QUOTA}/366d");
    let (key, _) = publish(data.path(), (None, Some(&quota)), backend.address, None).await;
    command(data.path(), &["user", "add", "--email", "admin@example.com", "--role", "administrator"]).await;
    let token = ["token", "create", "--email", "admin@example.com", "--scope", "admin"];
    let token = command(data.path(), &token).await.lines().last().unwrap().to_owned();

    let (mut groups, mut written) = (Vec::new(), [0; WRITERS]);
    let (mut used, mut forgotten, mut slowest, mut calls) = (Expected::default(), 0, Duration::ZERO, 0_u64);
    let (mut recorded, mut unrecorded) = (0, 0);
    for round in 0..rounds {
        let began = Instant::now();
        let portal = Loggia::started(data.path(), &[backend.address]).await;
        process::listens(portal.portal).await;
        slowest = slowest.max(began.elapsed());
        if round == 0 {
            groups = make_groups(portal.portal, &token).await;
        }
        let mut said = Said { written, ..Said::default() };
        if round > 0 {
            let counted = used_up(portal.gateway, &key).await;
            // This call is one of them.
            let Expected { least, most } = used.after(1, 0);
            assert!(counted >= least, "round {round}: {counted} calls were counted, at least {least} were expected");
            assert!(counted <= most, "round {round}: {counted} calls were counted, there were {most} at most");
            forgotten = forgotten.max(most.saturating_sub(counted));
            // It may be forgotten like any other.
            used = (counted - 1).into();
            said.answered.push(Instant::now());
        }
        let said = Arc::new(Mutex::new(said));
        let mut work = JoinSet::new();
        for (writer, group) in groups.iter().enumerate() {
            work.spawn(write(portal.portal, token.clone(), writer, group.clone(), Arc::clone(&said)));
        }
        for _ in 0..CALLERS {
            work.spawn(call(portal.gateway, key.clone(), Arc::clone(&said)));
        }
        // Any moment of the second in which counts are written, and of the one behind it.
        tokio::time::sleep(Duration::from_millis(300 + (round as u64 * 137) % 1_900)).await;
        let killed = Instant::now();
        portal.kill().await;
        work.shutdown().await;
        let said = std::mem::take(&mut *said.lock());
        written = said.written;
        let lately = said.answered.iter().filter(|at| killed.saturating_duration_since(**at) < SECOND).count() as u64;
        let all = said.answered.len() as u64;
        calls += all;
        used = used.after(all, lately);
        let found = check(data.path(), &groups, written).await;
        assert!(found + lately >= recorded + all, "round {round}: {all} calls, {found} records after {recorded}");
        unrecorded = unrecorded.max((recorded + all).saturating_sub(found));
        recorded = found;
        if round % 20 == 19 {
            println!("{} rounds: {} changes and {calls} calls", round + 1, written.iter().sum::<u64>());
        }
    }
    println!(
        "{rounds} × kill -9: {} changes were acknowledged, none was lost; {calls} calls, at most {forgotten} of them uncounted \
         and {unrecorded} without a record after a kill; slowest start {:.2} s",
        written.iter().sum::<u64>(),
        slowest.as_secs_f64()
    );
    assert!(slowest <= START, "a start took {slowest:?}");
}

/// How many calls a quota must have counted.
#[derive(Clone, Copy, Default)]
struct Expected {
    least: u64,
    most: u64,
}

impl Expected {
    /// After so many more were answered, of which some are so young that they may be forgotten. Those that had no answer yet may
    /// count, too.
    fn after(self, answered: u64, lately: u64) -> Self {
        Self { least: (self.least + answered).saturating_sub(lately), most: self.most + answered + CALLERS as u64 }
    }
}

impl From<u64> for Expected {
    fn from(counted: u64) -> Self {
        Self { least: counted, most: counted }
    }
}

/// A request of the management API.
fn request(method: Method, path: &str, token: &str) -> Builder {
    let content_type = if method == Method::PATCH { "application/merge-patch+json" } else { "application/json" };
    let request = Request::builder().method(method).uri(path).header("content-type", content_type);
    request.header("authorization", format!("Bearer {token}"))
}

/// A group for each writer; their ids.
async fn make_groups(portal: SocketAddr, token: &str) -> Vec<String> {
    let mut client = Client::connect(portal).await.unwrap();
    let mut ids = Vec::new();
    for writer in 0..WRITERS {
        let group = json!({ "name": format!("Group {writer}"), "description": "0" });
        let answer = client.send(request(Method::POST, "/api/v1/groups", token), group.to_string()).await.unwrap();
        assert_eq!(answer.status, 201, "{:?}", answer.body);
        let made: Value = serde_json::from_slice(&answer.body).unwrap();
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    ids
}

/// Writes one number after the other into the description of a group, until nobody answers.
async fn write(portal: SocketAddr, token: String, writer: usize, group: String, said: Arc<Mutex<Said>>) {
    let Some(mut client) = Client::connect(portal).await else { return };
    let path = format!("/api/v1/groups/{group}");
    let Some(mut answer) = client.send(request(Method::GET, &path, &token), "").await else { return };
    let begin = said.lock().written[writer] + 1;
    for number in begin.. {
        let change = json!({ "description": number.to_string() }).to_string();
        let request = request(Method::PATCH, &path, &token).header("if-match", &answer.headers["etag"]);
        match client.send(request, change).await {
            Some(changed) => answer = changed,
            None => return,
        }
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        said.lock().written[writer] = number;
    }
}

/// Calls, one after the other, until nobody answers.
async fn call(gateway: SocketAddr, key: String, said: Arc<Mutex<Said>>) {
    let Some(mut client) = Client::connect(gateway).await else { return };
    loop {
        let Some(answer) = client.send(Request::get("/bench/small").header(KEY_HEADER, &key), "").await else { return };
        assert_eq!(answer.status, 200, "{:?}", answer.body);
        said.lock().answered.push(Instant::now());
    }
}

/// How many calls the quota has counted, by what is left of it.
async fn used_up(gateway: SocketAddr, key: &str) -> u64 {
    let mut client = Client::connect(gateway).await.unwrap();
    let answer = client.send(Request::get("/bench/small").header(KEY_HEADER, key), "").await.unwrap();
    let left: u64 = answer.headers.get("ratelimit-remaining").unwrap().to_str().unwrap().parse().unwrap();
    QUOTA - left
}

/// Whether the database is in order, and has what was last written into each of these groups, or what came next and was not
/// answered. How many calls it has records of.
async fn check(data: &Path, groups: &[String], written: [u64; WRITERS]) -> u64 {
    let mut db = SqliteConnectOptions::new().filename(data.join("loggia.db")).connect().await.unwrap();
    let verdict: String = sqlx::query_scalar("PRAGMA integrity_check").fetch_one(&mut db).await.unwrap();
    assert_eq!(verdict, "ok");
    for (group, written) in groups.iter().zip(written) {
        let found: String = sqlx::query_scalar("SELECT description FROM user_groups WHERE id = ?")
            .bind(group)
            .fetch_one(&mut db)
            .await
            .unwrap();
        let found: u64 = found.parse().unwrap();
        assert!((written..=written + 1).contains(&found), "{written} was written, {found} is there");
    }
    let calls: i64 = sqlx::query_scalar("SELECT count(*) FROM calls").fetch_one(&mut db).await.unwrap();
    u64::try_from(calls).unwrap()
}
