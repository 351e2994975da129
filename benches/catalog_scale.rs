//! How the catalog keeps up with large documents: importing GitHub's description of its API and one of 22,000 operations,
//! an operation's page in a catalog with that document against one with a single small API, the filter of its list, and
//! the search across 125,000 operations as one types.
//!
//! `cargo bench --features ssr --bench catalog_scale`
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark has nobody to hand an error to")]

use std::fmt::Write as _;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::Request;
use http_body_util::BodyExt as _;
use loggia::identity::server::Administrator;
use loggia::openapi::server::{Options, Progress, import};
use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::{AppState, Clock, Db, Rng};
use loggia::web;
use tower::ServiceExt as _;

/// Where `npm ci` in end2end puts GitHub's document.
const GITHUB: &str =
    concat!(env!("CARGO_MANIFEST_DIR"), "/end2end/node_modules/@octokit/openapi/generated/api.github.com.json");
/// The operations of the large document.
const OPERATIONS: usize = 22_000;
/// How often the large document is imported, so that the search has 125,000 operations and more.
const COPIES: usize = 6;
/// Requests of each kind.
const REQUESTS: usize = 300;
/// How often each text is typed.
const ROUNDS: usize = 5;
/// What is typed, letter by letter.
const TYPED: [&str; 5] = ["get account 17", "listOrders", "/accounts/{account}/orders", "invoice", "name99"];

struct Portal {
    state: AppState,
    router: Router,
    _data: tempfile::TempDir,
}

impl Portal {
    async fn new() -> Self {
        let data = tempfile::tempdir().unwrap();
        let choices = Choices { data: Some(data.path().to_owned()), ..Choices::default() };
        let db = Db::open(data.path()).await.unwrap();
        let assets = Assets::directory(data.path().join("site"));
        let state = web::state(choices.finish().unwrap(), db, assets, Clock::system(), Rng::system(), Vec::new())
            .await
            .unwrap();
        Self { router: web::router(state.clone()), state, _data: data }
    }

    /// Imports a document; how long it took and the slug of its API.
    async fn import(&self, bytes: Vec<u8>) -> (Duration, String) {
        let options = Options { update: None, name: None, suffix: None, published: true, dry_run: false };
        let began = Instant::now();
        let permit = Administrator::operator();
        let report = import(&self.state, &permit, bytes, options, &Progress::default()).await.unwrap();
        (began.elapsed(), report.api)
    }

    /// Asks for a page; how long it took, and its bytes.
    async fn get(&self, path: &str) -> (Duration, usize) {
        let mut request = Request::get(path).header("host", "localhost:3000").body(Body::empty()).unwrap();
        request.extensions_mut().insert(ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 1))));
        let began = Instant::now();
        let answer = self.router.clone().oneshot(request).await.unwrap();
        assert!(answer.status().is_success(), "{path}: {}", answer.status());
        let size = answer.into_body().collect().await.unwrap().to_bytes().len();
        (began.elapsed(), size)
    }

    /// The sorted times of `REQUESTS` requests.
    async fn times(&self, path: impl Fn(usize) -> String) -> Vec<Duration> {
        let mut times = Vec::with_capacity(REQUESTS);
        for number in 0..REQUESTS {
            times.push(self.get(&path(number)).await.0);
        }
        times.sort();
        times
    }
}

/// An ordinary document of `operations` operations, about 2 kB each.
fn document(operations: usize) -> Vec<u8> {
    let mut text = String::from(
        r#"{"openapi":"3.0.3","info":{"title":"Large","version":"1"},"servers":[{"url":"https://large.example"}],"paths":{"#,
    );
    for number in 0..operations {
        let comma = if number == 0 { "" } else { "," };
        let filler = "It tells what the account has, in the order in which it came. ".repeat(22);
        write!(
            text,
            r##"{comma}"/accounts/{{account}}/orders{number}":{{"get":{{"operationId":"listOrders{number}","summary":"Get account {number}","tags":["Group {group}"],"description":"{filler}","parameters":[{{"name":"account","in":"path","required":true,"schema":{{"type":"string"}}}},{{"name":"name{number}","in":"query","schema":{{"type":"integer"}}}}],"responses":{{"200":{{"description":"ok","content":{{"application/json":{{"schema":{{"$ref":"#/components/schemas/Order{schema}"}}}}}}}},"404":{{"description":"none"}}}}}}}}"##,
            group = number % 50,
            schema = number % 500,
        )
        .unwrap();
    }
    text.push_str(r#"},"components":{"schemas":{"#);
    for number in 0..500 {
        let comma = if number == 0 { "" } else { "," };
        write!(
            text,
            r##"{comma}"Order{number}":{{"type":"object","description":"An invoice","properties":{{"id":{{"type":"integer"}},"next":{{"$ref":"#/components/schemas/Order{next}"}}}}}}"##,
            next = (number + 1) % 500,
        )
        .unwrap();
    }
    text.push_str("}}}");
    text.into_bytes()
}

/// The most memory that this process ever had, in megabytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.trim().trim_end_matches(" kB").parse::<u64>().unwrap_or_default() / 1024
}

fn percentile(sorted: &[Duration], percent: usize) -> Duration {
    sorted[(sorted.len() - 1) * percent / 100]
}

fn report(what: &str, sorted: &[Duration]) {
    println!("{what}: p50 {:?}, p99 {:?}", percentile(sorted, 50), percentile(sorted, 99));
}

#[tokio::main]
async fn main() {
    let portal = Portal::new().await;
    if let Ok(bytes) = std::fs::read(GITHUB) {
        let (took, slug) = portal.import(bytes).await;
        println!("GitHub's document: imported in {took:?}, peak {} MB", peak());
        let path = format!("/apis/{slug}/operations/repos-get");
        let (_, size) = portal.get(&path).await;
        report(&format!("its Get a repository, {size} bytes"), &portal.times(|_| path.clone()).await);
    } else {
        println!("GitHub's document is not there; npm ci in end2end brings it");
    }

    let small = Portal::new().await;
    let (_, slug) = small.import(document(1)).await;
    let alone = small.times(|_| format!("/apis/{slug}/operations/list-orders0")).await;
    report("an operation's page in a catalog with one", &alone);

    let bytes = document(OPERATIONS);
    println!("the large document: {} MB", bytes.len() / 1_000_000);
    let (took, slug) = portal.import(bytes.clone()).await;
    println!("imported in {took:?}, peak {} MB", peak());
    let among = portal.times(|number| format!("/apis/{slug}/operations/list-orders{}", number * 71)).await;
    report("an operation's page among them", &among);
    println!("ratio {:.2}", percentile(&among, 50).as_secs_f64() / percentile(&alone, 50).as_secs_f64());
    report("the API's page", &portal.times(|_| format!("/apis/{slug}")).await);
    report(
        "a group that is opened",
        &portal.times(|n| format!("/apis/{slug}/operations.html?tag=Group%20{}", n % 50)).await,
    );
    report("the filter of its list", &portal.times(|n| format!("/apis/{slug}?q=orders{}", n * 7)).await);

    for _ in 1..COPIES {
        portal.import(bytes.clone()).await;
    }
    let mut times = Vec::new();
    let mut slowest = (Duration::ZERO, "");
    for typed in TYPED.repeat(ROUNDS) {
        for end in 1..=typed.len() {
            let query = loggia::paths::encode(&typed[..end]);
            let (took, _) = portal.get(&format!("/api/v1/search?q={query}")).await;
            slowest = slowest.max((took, &typed[..end]));
            times.push(took);
        }
    }
    times.sort();
    report(&format!("the search as one types, in {} operations", OPERATIONS * COPIES), &times);
    println!("the slowest was {:?}, {:?}", slowest.1, slowest.0);
}
