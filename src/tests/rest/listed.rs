//! The management API in the portal's own catalog.

use axum::http::StatusCode;
use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service;
use loggia::identity::model::Role;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::PageRequest;
use loggia::platform::AppState;
use loggia::rest::list_in_catalog;

use crate::support::TestApp;

const SLUG: &str = "portal-management-api";

async fn titles(state: &AppState, caller: &Caller) -> Vec<String> {
    let page = service::apis(state, caller, "", "", PageRequest::new(1, 50)).await.unwrap();
    page.items.into_iter().map(|api| api.title).collect()
}

#[tokio::test]
async fn whoever_has_signed_in_finds_it() {
    let app = TestApp::new().await;
    list_in_catalog(&app.state).await.unwrap();
    assert_eq!(titles(&app.state, &Caller::guest()).await, [""; 0]);
    assert_eq!(titles(&app.state, &Caller::operator()).await, ["Portal management API"]);
    assert!(service::is_empty(&app.state).await.unwrap(), "for the demo it does not count");
    let path = format!("/apis/{SLUG}");
    assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND);
    let app = app.signed_in_as("dev@example.com", Role::Developer).await;
    let page = app.get(&path).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("Portal management API"));
    let page = PageRequest::new(1, 50);
    let found = service::operations(&app.state, &Caller::operator(), SLUG, "audit", "", page).await.unwrap();
    assert_eq!(found.items.len(), 2);
    let operation = app.get(&format!("{path}/operations/{}", found.items[0].slug)).await;
    assert!(operation.status == StatusCode::OK && operation.text().contains("/api/v1/audit"));
    let document = loggia::rest::document("http://localhost:3000");
    let described: usize =
        document["paths"].as_object().unwrap().values().map(|it| it.as_object().unwrap().len()).sum();
    let page = service::apis(&app.state, &Caller::operator(), "", "", PageRequest::new(1, 50)).await.unwrap();
    assert_eq!(page.items[0].operations, described as u64);
}

#[tokio::test]
async fn a_start_changes_it_only_with_its_document() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    for _ in 0..2 {
        list_in_catalog(&app.state).await.unwrap();
    }
    let api = service::admin_api_by_slug(&app.state, &permit, SLUG).await.unwrap();
    assert_eq!(service::revisions(&app.state, &Caller::operator(), SLUG).await.unwrap().revisions.len(), 2);

    // An administrator withdraws it and calls it otherwise.
    let input = ApiInput { published: false, display_name: "Ours".to_owned(), ..api.input };
    service::update_api(&app.state, &permit, &api.id, api.revision, input).await.unwrap();
    let own = service::own_api(&app.state, &permit).await.unwrap().unwrap();
    service::save_own_api(&app.state, &permit, &own.id, "of another version", "http://localhost:3000").await.unwrap();
    list_in_catalog(&app.state).await.unwrap();
    let now = service::admin_api_by_slug(&app.state, &permit, SLUG).await.unwrap();
    assert_eq!((now.input.published, now.input.display_name.as_str()), (false, "Ours"));
    assert_eq!(service::revisions(&app.state, &Caller::operator(), SLUG).await.unwrap().revisions.len(), 3);
}

#[tokio::test]
async fn it_follows_the_portals_address_unless_somebody_chose_another() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    list_in_catalog(&app.state).await.unwrap();
    let own = service::own_api(&app.state, &permit).await.unwrap().unwrap();
    let api = own.api.unwrap();
    let moved = ApiInput { service_url: "https://before.example".to_owned(), ..api.input.clone() };
    let api = service::update_api(&app.state, &permit, &api.id, api.revision, moved).await.unwrap();
    service::save_own_api(&app.state, &permit, &own.id, "x", "https://before.example").await.unwrap();
    list_in_catalog(&app.state).await.unwrap();
    let now = service::admin_api_by_slug(&app.state, &permit, SLUG).await.unwrap();
    assert_eq!(now.input.service_url, "http://localhost:3000");

    let chosen = ApiInput { service_url: "https://inside.example".to_owned(), ..now.input };
    service::update_api(&app.state, &permit, &api.id, now.revision, chosen).await.unwrap();
    service::save_own_api(&app.state, &permit, &own.id, "x", "https://before.example").await.unwrap();
    list_in_catalog(&app.state).await.unwrap();
    let now = service::admin_api_by_slug(&app.state, &permit, SLUG).await.unwrap();
    assert_eq!(now.input.service_url, "https://inside.example");
}

#[tokio::test]
async fn what_was_deleted_stays_away_and_a_name_that_is_taken_is_left_alone() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let theirs = app.add_api("Portal management API", true).await;
    list_in_catalog(&app.state).await.unwrap();
    let own = service::own_api(&app.state, &permit).await.unwrap().unwrap().api.unwrap();
    assert_eq!((theirs.input.slug.as_str(), own.input.slug.as_str()), (SLUG, "portal-management-api-2"));
    service::delete_api(&app.state, &permit, &own.id).await.unwrap();
    list_in_catalog(&app.state).await.unwrap();
    assert_eq!(titles(&app.state, &Caller::operator()).await.len(), 1);
}
