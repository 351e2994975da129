//! A gateway in this process, with an API that needs a key, one that needs none, and one with policies.

use std::net::SocketAddr;

use loggia::catalog::model::{ApiInput, OperationInput, Scheme};
use loggia::catalog::server::service::{create_api, create_operation};
use loggia::gateway::server::Gateway as Server;
use loggia::identity::server::Administrator;
use loggia::platform::assets::Assets;
use loggia::platform::config::Choices;
use loggia::platform::listen::Limits;
use loggia::platform::{AppState, Clock, Db, Rng};
use loggia::policies::model::ScopeAddress;
use loggia::policies::server::service::replace;
use loggia::products::model::NewSubscription;
use loggia::products::server::service::create_subscription;
use loggia::web;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;

/// The header that keys are sent in.
pub const KEY_HEADER: &str = "ocp-apim-subscription-key";
/// Where the web services are on the backend.
pub const PATH: &str = "/base";
/// The suffix of the API that needs no key, and what the calls to it begin with on the backend.
pub const OPEN: &str = "open";
/// The same of the one with policies, which needs no key either. What it gets on the backend has [`SET`] in its query; calls
/// to remove something need a token, of which there is none.
pub const RULED: &str = "ruled";
/// What a policy sets.
pub const SET: &str = "set=by%20policy";
/// The suffix of the one that needs a key.
const GUARDED: &str = "guarded";

/// The gateway.
pub struct Gateway {
    /// Where it listens.
    pub address: SocketAddr,
    /// A key that opens everything.
    pub key: String,
    _data: TempDir,
}

impl Gateway {
    /// Starts one whose web services are at `backend`.
    ///
    /// # Panics
    /// When it cannot start.
    pub async fn start(backend: SocketAddr) -> Self {
        let data = tempfile::tempdir().expect("a directory");
        let choices = Choices { data: Some(data.path().to_owned()), ..Choices::default() };
        let mut config = choices.finish().expect("a configuration");
        config.outbound_allow.push(backend.into());
        let db = Db::open(data.path()).await.expect("a database");
        let assets = Assets::directory(data.path().join("site"));
        let state =
            web::state(config, db, assets, Clock::system(), Rng::seeded(1), Vec::new()).await.expect("a portal");
        for suffix in [GUARDED, OPEN, RULED] {
            add_api(&state, suffix, backend).await;
        }
        add_policies(&state, backend).await;
        let new = NewSubscription { all_apis: true, name: "Fuzz".to_owned(), ..NewSubscription::default() };
        let (_, keys) = create_subscription(&state, &Administrator::operator(), &new).await.expect("a subscription");
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let gateway = Server::new(state).await.expect("a gateway");
        tokio::spawn(async move { gateway.serve(listener, Limits::default(), None, CancellationToken::new()).await });
        Self { address, key: keys.primary.as_str().to_owned(), _data: data }
    }
}

async fn add_api(state: &AppState, suffix: &str, backend: SocketAddr) {
    let permit = Administrator::operator();
    let input = ApiInput {
        name: suffix.to_owned(),
        // So that it is told on the backend which of them was called.
        service_url: format!("http://{backend}{PATH}/{suffix}"),
        suffix: suffix.to_owned(),
        scheme: Scheme::Both,
        published: true,
        subscription_required: suffix == GUARDED,
        ..ApiInput::default()
    };
    let api = create_api(state, &permit, input).await.expect("an API");
    for (verb, url_template) in [
        ("GET", "/items/{id}"),
        ("DELETE", "/items/{id}"),
        ("GET", "/items?filter={filter}"),
        ("POST", "/items"),
        ("GET", "/items/{id}/parts/{part}"),
        ("GET", "/items/latest"),
        ("GET", "/stream"),
        ("GET", "/a{b}c/{d}"),
    ] {
        let input = OperationInput {
            verb: verb.to_owned(),
            url_template: url_template.to_owned(),
            display_name: format!("{verb} {url_template}"),
            ..OperationInput::default()
        };
        create_operation(state, &permit, &api.id, input).await.expect("an operation");
    }
}

/// Gives the API its policies: of all that read what a client sends, one.
async fn add_policies(state: &AppState, backend: SocketAddr) {
    let inbound = |mut policy: Value| {
        policy["section"] = "inbound".into();
        policy
    };
    let limits = json!({"calls": 1_000_000, "seconds": 60});
    let by = |kind: &str, key: Value| {
        let mut policy = limits.clone();
        policy["kind"] = kind.into();
        policy["key"] = key;
        inbound(policy)
    };
    let of_api = json!([
        inbound(json!({"kind": "cors", "origins": ["https://app.example"], "methods": ["GET"], "headers": ["x-team"]})),
        by("rate-limit-by-key", json!({"by": "header", "name": "X-Team"})),
        by("rate-limit-by-key", json!({"by": "address"})),
        by("quota-by-key", json!({"by": "query", "name": "team"})),
        inbound(json!({"kind": "limit-concurrency", "most": 1_000, "key": {"by": "header", "name": "X-Team"}})),
        inbound(json!({"kind": "set-header", "name": "X-Set", "value": "by policy"})),
        inbound(json!({"kind": "set-query-parameter", "name": "set", "value": "by policy"})),
        inbound(json!({"kind": "cache-lookup", "vary_headers": ["Accept"], "vary_query": ["x"]})),
        {"kind": "cache-store", "section": "outbound", "seconds": 1},
        {"kind": "set-header", "section": "on-error", "name": "X-Set", "value": "by policy"},
    ]);
    put(state, "", of_api).await;
    let keys = json!({"jwks": format!("http://{backend}{PATH}/{RULED}/keys?{SET}")});
    for (operation, policy) in [
        ("get-items-id", json!({"kind": "rewrite-uri", "template": "/renamed/{id}?v=fixed", "copy_query": true})),
        ("get-items-filter-filter", json!({"kind": "rewrite-uri", "template": "/found/{filter}", "copy_query": true})),
        ("post-items", json!({"kind": "set-backend", "url": format!("http://{backend}{PATH}/{RULED}/other")})),
        ("delete-items-id", json!({"kind": "validate-jwt", "keys": keys})),
        ("get-stream", json!({"kind": "check-header", "name": "X-Team", "status": 403, "message": "No."})),
    ] {
        put(state, operation, json!([inbound(policy)])).await;
    }
}

async fn put(state: &AppState, operation: &str, policies: Value) {
    let address = ScopeAddress { api: RULED.to_owned(), operation: operation.to_owned(), ..ScopeAddress::default() };
    let policies = serde_json::from_value(policies).expect("policies");
    replace(state, &Administrator::operator(), &address, None, policies).await.expect("policies in order");
}
