//! A portal with the demo's recipe.

use std::net::SocketAddr;

use axum::http::StatusCode;
use loggia::demo;
use loggia::recipes::draft::RecipeDraft;
use loggia::recipes::page::{RecipeDetails, RecipeFormData};

use crate::support::TestApp;

/// The demo's API.
pub const API: &str = "/apis/azureml-demo-api";
/// Its recipe.
pub const RECIPE: &str = "/apis/azureml-demo-api/recipes/batch-execution";
/// The form of a new one.
pub const NEW: &str = "/admin/apis/azureml-demo-api/recipes/new";
/// The form of the demo's.
pub const EDIT: &str = "/admin/apis/azureml-demo-api/recipes/batch-execution/edit";
/// The form that documents are sent with.
pub const IMPORT: &str = "/admin/apis/azureml-demo-api/recipes/import";

/// A portal with the demo's catalog, whose backend is said to be at `backend`.
pub async fn demo_at(backend: SocketAddr) -> TestApp {
    let app = TestApp::new().await;
    assert!(demo::seed(&app.state, backend).await.unwrap());
    app
}

/// A portal with the demo's catalog, whose backend nobody calls.
pub async fn demo_portal() -> TestApp {
    demo_at(SocketAddr::from(([127, 0, 0, 1], 9))).await
}

/// The recipe `slug` of the demo's API as the browser gets it.
pub async fn details(app: &TestApp, slug: &str) -> RecipeDetails {
    details_of(app, "azureml-demo-api", slug).await
}

/// The recipe `slug` of `api` as the browser gets it.
pub async fn details_of(app: &TestApp, api: &str, slug: &str) -> RecipeDetails {
    let answer = app.get(&format!("/api/private/recipe?api={api}&recipe={slug}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// The form of the recipe `slug` as it stands.
pub async fn form(app: &TestApp, slug: &str) -> RecipeDraft {
    let answer = app.get(&format!("/api/private/admin/recipe?api=azureml-demo-api&recipe={slug}")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let data: RecipeFormData = serde_json::from_slice(&answer.body).unwrap();
    RecipeDraft::from(&data.edited.unwrap())
}

/// `pairs` with others in front, as a form with a button sends them.
pub async fn send(app: &TestApp, path: &str, draft: &RecipeDraft, more: &[(&str, &str)]) -> crate::support::Answer {
    let pairs = draft.to_pairs();
    let mut form: Vec<(&str, &str)> = pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    form.extend(more);
    app.post(path, &form).await
}
