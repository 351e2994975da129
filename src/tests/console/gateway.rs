//! Calls that the console sends through the gateway, with one of the person's subscriptions.

use axum::http::StatusCode;
use loggia::catalog::model::{ApiInput, OperationInput, Scheme, VersionScheme};
use loggia::catalog::server::service as catalog;
use loggia::console::model::{ActedPolicy, ConsoleRequest, GatewayOffer, PolicyScope};
use loggia::gateway::server::Gateway;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::kernel::ids::SubscriptionId;
use loggia::policies::model::{Placed, Policy, ScopeAddress, Section};
use loggia::policies::server::service as policies;
use loggia::products::model::{NewSubscription, ProductInput, Quota, RateLimit, Tier, Visibility};
use loggia::products::server::service as products;

use super::support::{Backend, Frames, Portal, Then, answer_with, get};
use crate::support::TestApp;

const ADA: &str = "ada@example.com";
const BOB: &str = "bob@example.com";

/// `GET /call` of a backend that answers `ok`, in a product with three calls an hour; Ada is signed in and has a subscription.
struct Setting {
    backend: Backend,
    portal: Portal,
    subscription: SubscriptionId,
    _gateway: Gateway,
}

impl Setting {
    async fn new(change: impl FnOnce(&mut ApiInput)) -> Self {
        let backend = Backend::answering(answer_with("Content-Type: text/plain\r\n", b"ok"), Then::Close).await;
        let mut portal = Portal::with(backend.address, get("/call"), |_| ()).await;
        let administrator = Administrator::operator();
        let state = portal.app.state.clone();
        let api = catalog::admin_api_by_slug(&state, &administrator, "backend").await.unwrap();
        let mut input = api.input.clone();
        input.scheme = Scheme::Both;
        change(&mut input);
        catalog::update_api(&state, &administrator, &api.id, api.revision, input).await.unwrap();
        let product = ProductInput {
            id: "starter".to_owned().into(),
            name: "Starter".to_owned(),
            description: String::new(),
            terms: String::new(),
            published: true,
            requires_subscription: true,
            requires_approval: false,
            subscription_limit: None,
            visibility: Visibility::default(),
            apis: vec![api.id],
            tiers: vec![Tier { name: "Free".to_owned(), rate_limit: Some("3/1h".parse().unwrap()), ..Tier::default() }],
        };
        products::create_product(&state, &administrator, product).await.unwrap();
        portal.app = portal.app.signed_in_as(ADA, Role::Developer).await;
        let subscription = subscribe(&portal.app, ADA).await;
        let _gateway = Gateway::new(state).await.unwrap();
        Self { backend, portal, subscription, _gateway }
    }

    fn request(&self) -> ConsoleRequest {
        ConsoleRequest { subscription: Some(self.subscription.clone()), ..self.portal.request() }
    }

    async fn call(&self) -> Frames {
        self.portal.send(&self.request()).await
    }
}

async fn subscribe(app: &TestApp, email: &str) -> SubscriptionId {
    let new = NewSubscription {
        email: email.to_owned(),
        product: "starter".to_owned(),
        tier: String::new(),
        api: String::new(),
        all_apis: false,
        name: "Mine".to_owned(),
        expires_at: None,
    };
    products::create_subscription(&app.state, &Administrator::operator(), &new).await.unwrap().0
}

async fn offer(app: &TestApp, portal: &Portal) -> Option<GatewayOffer> {
    let answer = app.get(&format!("/api/private/console/gateway?operation={}", portal.operation)).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

#[tokio::test]
async fn a_call_meets_the_limits_of_its_subscription_and_is_told_what_is_left() {
    let setting = Setting::new(|_| ()).await;
    for used in 1..=3 {
        let frames = setting.call().await;
        assert_eq!((frames.head().status, frames.body.as_slice()), (200, &b"ok"[..]));
        assert_eq!(frames.head().url, "http://localhost:3001/backend/call");
        let trace = frames.head().trace.clone().unwrap();
        assert!(trace.is_passed_on && trace.policies.is_empty(), "{trace:?}");
        let [limit] = trace.limits.as_slice() else { panic!("{trace:?}") };
        assert_eq!((limit.limit, limit.used), (3, used));
        assert_eq!(trace.backend, None, "a developer is not told where the web service is");
    }
    let frames = setting.call().await;
    assert_eq!(frames.head().status, 429);
    let trace = frames.head().trace.clone().unwrap();
    assert!(!trace.is_passed_on, "{trace:?}");
    assert_eq!(frames.end().deviations, None, "the gateway's own answer is not the operation's");
    assert_eq!(setting.backend.requests().len(), 3);
}

#[tokio::test]
async fn without_a_subscription_a_call_goes_straight_and_counts_nowhere() {
    let setting = Setting::new(|_| ()).await;
    for _ in 0..5 {
        let frames = setting.portal.call().await;
        assert_eq!((frames.head().status, frames.head().trace.clone()), (200, None));
    }
    assert_eq!(setting.call().await.head().trace.clone().unwrap().limits[0].used, 1);
}

#[tokio::test]
async fn the_backend_gets_no_key_and_no_portal_s_cookie() {
    let setting = Setting::new(|_| ()).await;
    let headers = [("Ocp-Apim-Subscription-Key", "lgs_of-somebody-else"), ("X-Mine", "yes")];
    let headers = headers.map(|(name, value)| (name.to_owned(), value.to_owned())).to_vec();
    let frames = setting.portal.send(&ConsoleRequest { headers, ..setting.request() }).await;
    assert_eq!(frames.head().status, 200, "a key that was written does not count, for the subscription was chosen");
    let head = setting.backend.head().join("\n");
    assert!(head.starts_with("get /base/call http/1.1\n"), "{head}");
    assert!(head.contains("x-mine: yes") && head.contains("x-forwarded-host: localhost:3001"), "{head}");
    for secret in ["subscription-key", "lgs_", "cookie", "loggia-session"] {
        assert!(!head.contains(secret), "{secret}: {head}");
    }
}

#[tokio::test]
async fn nobody_sends_with_somebody_else_s_subscription() {
    let setting = Setting::new(|_| ()).await;
    let as_bob = setting.portal.app.twin().signed_out().signed_in_as(BOB, Role::Administrator).await;
    let as_guest = setting.portal.app.twin().signed_out();
    let request = serde_json::to_value(setting.request()).unwrap();
    for (app, expected) in [(&as_bob, StatusCode::NOT_FOUND), (&as_guest, StatusCode::UNAUTHORIZED)] {
        assert_eq!(app.post_json("/console/send", &request).await.status, expected);
    }
    let unknown = ConsoleRequest { subscription: Some("none".to_owned().into()), ..setting.portal.request() };
    assert_eq!(setting.portal.post(&unknown).await.status, StatusCode::NOT_FOUND);
    assert!(setting.backend.requests().is_empty());
}

#[tokio::test]
async fn a_suspended_subscription_is_refused_by_the_very_next_call() {
    let setting = Setting::new(|_| ()).await;
    assert_eq!(setting.call().await.head().status, 200);
    let state = &setting.portal.app.state;
    products::suspend(state, &Administrator::operator(), &setting.subscription, "").await.unwrap();
    let frames = setting.call().await;
    assert_eq!(frames.head().status, 403);
    assert!(String::from_utf8_lossy(&frames.body).contains("suspended"));
    assert_eq!(offer(&setting.portal.app, &setting.portal).await.unwrap().subscriptions, []);
}

#[tokio::test]
async fn the_policies_that_acted_are_told_and_those_who_may_change_the_api_learn_where_it_went() {
    let setting = Setting::new(|_| ()).await;
    let (state, administrator) = (&setting.portal.app.state, Administrator::operator());
    let address = |api: &str| ScopeAddress { api: api.to_owned(), ..ScopeAddress::default() };
    let placed = |policy| Placed { id: String::new(), section: Section::Inbound, policy };
    let limit = Policy::RateLimit(RateLimit { calls: 2, seconds: 60 });
    let quota = Policy::Quota(Quota { calls: Some(9), kilobytes: Some(2), seconds: 60 });
    for policy in [limit, quota] {
        policies::create(state, &administrator, &address("backend"), placed(policy)).await.unwrap();
    }
    let frames = setting.call().await;
    let acted = frames.head().trace.clone().unwrap().policies;
    let left = |acted: &ActedPolicy| -> Vec<_> {
        acted.left.iter().map(|left| (left.is_kilobytes, left.limit, left.remaining)).collect()
    };
    let [limit, quota] = acted.as_slice() else { panic!("{acted:?}") };
    assert_eq!((limit.scope, limit.policy.as_str(), limit.has_stopped), (PolicyScope::Api, "rate-limit", false));
    assert_eq!(left(limit), [(false, 2, 1)]);
    assert_eq!((quota.policy.as_str(), left(quota)), ("quota", vec![(false, 9, 8), (true, 2, 2)]));
    setting.call().await;
    let stopped = setting.call().await;
    assert_eq!(stopped.head().status, 429);
    assert!(stopped.head().trace.clone().unwrap().policies[0].has_stopped);

    let app = setting.portal.app.twin().signed_out().signed_in_as(BOB, Role::Administrator).await;
    let own = subscribe(&app, BOB).await;
    let portal = Portal { app, operation: setting.portal.operation.clone() };
    let frames = portal.send(&ConsoleRequest { subscription: Some(own), ..portal.request() }).await;
    let backend = format!("http://{}/base/call", setting.backend.address);
    assert_eq!(frames.head().trace.clone().unwrap().backend, Some(backend));
}

#[tokio::test]
async fn where_another_api_was_reached_nobody_learns_where_the_call_went() {
    let setting = Setting::new(|_| ()).await;
    let (state, administrator) = (&setting.portal.app.state, Administrator::operator());
    let app = setting.portal.app.twin().signed_out().signed_in_as(BOB, Role::Administrator).await;
    let portal = Portal { app, operation: setting.portal.operation.clone() };
    let all = NewSubscription {
        email: BOB.to_owned(),
        product: String::new(),
        tier: String::new(),
        api: String::new(),
        all_apis: true,
        name: "Mine".to_owned(),
        expires_at: None,
    };
    let (all, _) = products::create_subscription(state, &administrator, &all).await.unwrap();
    let request = ConsoleRequest { subscription: Some(all), ..portal.request() };
    assert!(portal.send(&request).await.head().trace.clone().unwrap().backend.is_some());
    let other = ApiInput {
        name: "Other".to_owned(),
        service_url: format!("http://{}/secret/", setting.backend.address),
        suffix: "backend/call".to_owned(),
        scheme: Scheme::Both,
        published: true,
        ..ApiInput::default()
    };
    let other = catalog::create_api(state, &administrator, other).await.unwrap();
    let operation = OperationInput {
        verb: "GET".to_owned(),
        url_template: "/".to_owned(),
        display_name: "Other".to_owned(),
        ..OperationInput::default()
    };
    catalog::create_operation(state, &administrator, &other.id, operation).await.unwrap();
    let trace = portal.send(&request).await.head().trace.clone().unwrap();
    let reached = setting.backend.requests().pop().unwrap();
    assert!(reached.starts_with("GET /secret"), "{reached}");
    assert_eq!((trace.is_passed_on, trace.backend), (true, None));
}

#[tokio::test]
async fn the_version_is_named_as_the_scheme_says() {
    for (scheme, parameter, url) in [
        (VersionScheme::Path, "", "http://localhost:3001/backend/v2/call"),
        (VersionScheme::Query, "api-version", "http://localhost:3001/backend/call?api-version=v2"),
        (VersionScheme::Header, "Api-Version", "http://localhost:3001/backend/call"),
    ] {
        let setting = Setting::new(|api| {
            api.version = "v2".to_owned();
            api.version_scheme = scheme;
            api.version_parameter = parameter.to_owned();
        })
        .await;
        let frames = setting.call().await;
        assert_eq!((frames.head().status, frames.head().url.as_str()), (200, url), "{scheme:?}");
    }
}

#[tokio::test]
async fn people_are_offered_their_own_subscriptions_that_are_for_the_api() {
    let setting = Setting::new(|_| ()).await;
    let app = &setting.portal.app;
    let found = offer(app, &setting.portal).await.unwrap();
    assert_eq!(found.base_url, "http://localhost:3001/backend");
    assert_eq!(found.key_header, "Ocp-Apim-Subscription-Key");
    let [own] = found.subscriptions.as_slice() else { panic!("{found:?}") };
    assert_eq!((&own.id, own.name.as_str(), own.scope_name.as_str()), (&setting.subscription, "Mine", "Starter"));
    let guest = offer(&app.twin().signed_out(), &setting.portal).await.unwrap();
    assert_eq!(guest.subscriptions, []);
    let bob = app.twin().signed_out().signed_in_as(BOB, Role::Administrator).await;
    assert_eq!(offer(&bob, &setting.portal).await.unwrap().subscriptions, []);
}

#[tokio::test]
async fn where_no_gateway_runs_nothing_is_offered() {
    let Setting { portal, subscription, _gateway, .. } = Setting::new(|_| ()).await;
    drop(_gateway);
    assert_eq!(offer(&portal.app, &portal).await, None);
    let request = ConsoleRequest { subscription: Some(subscription), ..portal.request() };
    assert_eq!(portal.post(&request).await.status, StatusCode::SERVICE_UNAVAILABLE);
}
