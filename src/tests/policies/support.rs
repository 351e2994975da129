//! A portal with an API, an operation and a product.

use axum::http::StatusCode;
use loggia::identity::server::Administrator;
use loggia::policies::model::{PoliciesShown, PolicySet, Scope};
use loggia::policies::server::gateway;
use loggia::products::model::{ProductInput, Tier};
use loggia::products::server::service::create_product;

use crate::support::TestApp;

/// The policies of all calls.
pub const GLOBAL: &str = "/admin/policies";
/// Those of the product.
pub const PRODUCT: &str = "/admin/products/starter/policies";
/// Those of the API.
pub const API: &str = "/admin/apis/pets/policies";
/// Those of the operation.
pub const OPERATION: &str = "/admin/apis/pets/operations/get-pet/policies";
/// All of them.
pub const LISTS: [&str; 4] = [GLOBAL, PRODUCT, API, OPERATION];

/// The portal, with an administrator.
pub async fn portal() -> TestApp {
    let app = TestApp::new().await.with_administrator().await;
    let api = app.add_api("Pets", true).await;
    app.add_operation(&api, "GET", "/pets/{id}", "Get pet").await;
    let tier = Tier { name: "Free".to_owned(), ..Tier::default() };
    let input = ProductInput { apis: vec![api.id], ..ProductInput::new("starter", "Starter", tier) };
    create_product(&app.state, &Administrator::operator(), input).await.unwrap();
    app
}

/// What the page of a list gets.
pub async fn shown(app: &TestApp, list: &str) -> PoliciesShown {
    let (product, api, operation) = match list {
        GLOBAL => ("", "", ""),
        PRODUCT => ("starter", "", ""),
        API => ("", "pets", ""),
        operation => ("", "pets", operation.split('/').nth(5).unwrap()),
    };
    let path = format!("/api/private/admin/policies?product={product}&api={api}&operation={operation}");
    let answer = app.get(&path).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// Adds a policy with the form; its id.
pub async fn add(app: &TestApp, list: &str, fields: &[(&str, &str)]) -> String {
    let answer = app.post(&format!("{list}/new"), fields).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, list), "{}", answer.text());
    shown(app, list).await.set.policies.last().unwrap().id.clone()
}

/// What the gateway is given.
pub async fn all(app: &TestApp) -> Vec<(Scope, PolicySet)> {
    gateway::all(&mut app.state.db.reader().acquire().await.unwrap()).await.unwrap()
}

/// The scopes that the gateway has to read again, in the order of their changes.
pub async fn changes(app: &TestApp) -> Vec<String> {
    sqlx::query_scalar("SELECT id FROM gateway_changes WHERE kind = 'policy' ORDER BY n")
        .fetch_all(app.state.db.reader())
        .await
        .unwrap()
}
