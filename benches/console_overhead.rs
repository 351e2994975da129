//! What the portal adds to a call: the median of a loopback call made directly, of the same call made through the
//! console's route, and their ratio, all in one run.
//!
//! `cargo bench --features ssr --bench console_overhead`
#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark has nobody to hand an error to")]

use std::collections::HashMap;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use axum::body::Body;
use axum::http::{Method, Request};
use http_body_util::BodyExt as _;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use loggia::catalog::model::{Location, OperationDetails};
use loggia::catalog::server::service;
use loggia::catalog::template::{Encoded, UrlTemplate, join};
use loggia::console::model::{ConsoleRequest, NamedValue, RequestBody};
use loggia::identity::server::Caller;
use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::listen::{self, Limits};
use loggia::platform::{Clock, Db, Rng};
use loggia::{demo, paths, web};
use tokio::net::TcpListener;

/// Calls before anything is measured.
const WARM_UP: usize = 200;
/// Calls of each kind, taken in turns.
const CALLS: usize = 2_000;

type Http = Client<HttpConnector, Body>;

#[tokio::main]
async fn main() {
    let data = tempfile::tempdir().unwrap();
    let (clock, rng) = (Clock::system(), Rng::system());
    let backend = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let backend_address = backend.local_addr().unwrap();
    tokio::spawn(demo::serve(backend, std::future::pending(), clock.clone(), rng.clone()));

    let mut config = Choices { data: Some(data.path().to_owned()), ..Choices::default() }.finish().unwrap();
    config.outbound_allow.push(backend_address.into());
    let db = Db::open(data.path()).await.unwrap();
    let state = web::state(config, db, Assets::open(), clock, rng, Vec::new()).await.unwrap();
    demo::seed(&state, backend_address).await.unwrap();
    let details =
        service::operation_by_slug(&state, &Caller::guest(), "azureml-demo-api", "rrs-execute").await.unwrap();
    let portal = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let portal_address = portal.local_addr().unwrap();
    tokio::spawn(listen::serve(portal, web::router(state), Limits::default(), std::future::pending()));

    let http = client();
    let direct = || direct_call(&details);
    let through = || console_call(&details, portal_address);
    for _ in 0..WARM_UP {
        timed(&http, direct()).await;
        timed(&http, through()).await;
    }
    let (mut plain, mut proxied) = (Vec::with_capacity(CALLS), Vec::with_capacity(CALLS));
    for _ in 0..CALLS {
        plain.push(timed(&http, direct()).await);
        proxied.push(timed(&http, through()).await);
    }
    report(plain, proxied);
}

#[expect(clippy::disallowed_methods, reason = "this is the client program, not the portal")]
fn client() -> Http {
    Client::builder(TokioExecutor::new()).build_http()
}

/// The seeded call, as a client program would make it.
fn direct_call(details: &OperationDetails) -> Request<Body> {
    let operation = &details.operation;
    let defaults: HashMap<&str, Encoded> = operation
        .parameters
        .iter()
        .map(|parameter| (parameter.name.as_str(), Encoded::of(&parameter.default)))
        .collect();
    let expanded = UrlTemplate::parse(&operation.url_template).unwrap().expand(|name| defaults.get(name)).unwrap();
    let mut request = Request::builder().method(Method::POST).uri(join(&details.api.service_url, &expanded, &[]));
    for header in operation.parameters.iter().filter(|parameter| parameter.location == Location::Header) {
        request = request.header(&header.name, &header.default);
    }
    request.body(Body::from(operation.bodies[0].sample.clone())).unwrap()
}

/// The same call, as the page of the operation makes it.
fn console_call(details: &OperationDetails, portal: SocketAddr) -> Request<Body> {
    let operation = &details.operation;
    let value = |parameter: &loggia::catalog::model::Parameter| NamedValue {
        name: parameter.name.clone(),
        location: parameter.location,
        value: parameter.default.clone(),
    };
    let call = ConsoleRequest {
        operation: details.id.clone(),
        environment: None,
        server: None,
        timeout: None,
        subscription: None,
        follow: None,
        parameters: operation.parameters.iter().map(value).collect(),
        query: Vec::new(),
        headers: Vec::new(),
        credentials: Vec::new(),
        body: Some(RequestBody::Text {
            content_type: operation.bodies[0].content_type.clone(),
            text: operation.bodies[0].sample.clone(),
        }),
    };
    Request::builder()
        .method(Method::POST)
        .uri(format!("http://{portal}{}", paths::CONSOLE_SEND))
        .header("content-type", "application/json")
        .header("sec-fetch-site", "same-origin")
        .body(Body::from(serde_json::to_vec(&call).unwrap()))
        .unwrap()
}

/// Makes a call and reads its answer to the end.
async fn timed(http: &Http, request: Request<Body>) -> Duration {
    let began = Instant::now();
    let response = http.request(request).await.unwrap();
    assert_eq!(response.status(), 200);
    let body = response.into_body().collect().await.unwrap().to_bytes();
    assert!(!body.is_empty());
    began.elapsed()
}

fn report(mut plain: Vec<Duration>, mut proxied: Vec<Duration>) {
    plain.sort_unstable();
    proxied.sort_unstable();
    for (name, percent) in [("p50", 50), ("p99", 99)] {
        let [plain, proxied] = [&plain, &proxied].map(|times| times[times.len() * percent / 100].as_secs_f64() * 1e3);
        println!(
            "{name}: direct {plain:.3} ms, through the console {proxied:.3} ms, added {:.3} ms, ratio {:.2}",
            proxied - plain,
            proxied / plain
        );
    }
}
