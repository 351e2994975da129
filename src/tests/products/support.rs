//! A portal with a product.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::kernel::ids::{ApiId, ProductId};
use loggia::products::model::{Product, ProductInput, SubscriptionDetails, Tier};
use loggia::products::server::service;

use crate::support::TestApp;

pub const ADA: &str = "ada@example.com";
pub const BOB: &str = "bob@example.com";

/// What a published product without approval says.
pub fn input(id: &str, apis: Vec<ApiId>) -> ProductInput {
    let free = Tier {
        name: "Free".to_owned(),
        price: "0 €".to_owned(),
        rate_limit: Some("5/1m".parse().unwrap()),
        quota: Some("100/7d".parse().unwrap()),
        ..Tier::default()
    };
    let description = "*What* it is for".to_owned();
    let mut input = ProductInput { description, apis, ..ProductInput::new(id, &format!("Product {id}"), free) };
    input.tiers.push(Tier { name: "Paid".to_owned(), ..Tier::default() });
    input
}

/// Makes a product that `change` has been at.
pub async fn add(app: &TestApp, id: &str, change: impl FnOnce(&mut ProductInput)) -> Product {
    let mut input = input(id, Vec::new());
    change(&mut input);
    service::create_product(&app.state, &Administrator::operator(), input).await.unwrap()
}

/// A portal with the product `starter`, in which Ada is signed in.
pub async fn ada() -> TestApp {
    let app = TestApp::new().await;
    add(&app, "starter", |_| ()).await;
    app.signed_in_as(ADA, Role::Developer).await
}

/// Subscribes whoever is signed in by the form of the product; the address of the subscription's page.
pub async fn subscribe(app: &TestApp, product: &str) -> String {
    let answer = app.post(&format!("/products/{product}"), &[("tier", ""), ("name", "")]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// The subscription whose page is at `address`, as the browser gets it.
pub async fn details(app: &TestApp, address: &str) -> SubscriptionDetails {
    let answer = app.get(&format!("/api/private/subscription?id={}", id(address))).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// The word for its state.
pub async fn state(app: &TestApp, address: &str) -> &'static str {
    details(app, address).await.subscription.state.as_str()
}

/// The id at the end of the address of a subscription's page.
pub fn id(address: &str) -> &str {
    address.rsplit('/').next().unwrap()
}

/// The keys of ours in a page, each once, in the order in which they stand.
pub fn keys_in(page: &str) -> Vec<String> {
    let mut keys: Vec<String> = Vec::new();
    for (at, _) in page.match_indices("lgs_") {
        let key: String = page[at..].chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if key.len() == 42 && !keys.contains(&key) {
            keys.push(key);
        }
    }
    keys
}

/// Whether `key` opens something at this moment, as the gateway finds out.
pub async fn opens(app: &TestApp, key: &str) -> bool {
    use loggia::products::model::SubscriptionState;
    use loggia::products::server::gateway;
    let mut db = app.state.db.reader().acquire().await.unwrap();
    let Some(hash) = gateway::hash_of(key) else { return false };
    let now = app.state.clock.now();
    let grants = gateway::all_grants(&mut db).await.unwrap();
    grants.into_iter().filter(|grant| grant.hash == hash).any(|grant| {
        let is_valid = grant.valid_until.is_none_or(|until| now < until);
        let subscription = grant.subscription;
        is_valid && subscription.state.at(now, subscription.expires_at) == SubscriptionState::Active
    })
}

/// The product `id`.
pub fn product(id: &str) -> ProductId {
    id.to_owned().into()
}
