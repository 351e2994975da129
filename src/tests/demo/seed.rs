//! Seeding a real catalog.

use std::net::SocketAddr;

use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service;
use loggia::demo::seed;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::PageRequest;
use loggia::platform::AppState;

use crate::support::TestApp;

const BACKEND: &str = "127.0.0.1:3002";

fn backend() -> SocketAddr {
    BACKEND.parse().unwrap()
}

/// What a guest finds: the APIs with the number of their operations.
async fn listed(state: &AppState) -> Vec<(String, u64)> {
    let page = service::apis(state, &Caller::guest(), "", "", PageRequest::new(1, 50)).await.unwrap();
    let mut apis: Vec<_> = page.items.into_iter().map(|api| (api.title, api.operations)).collect();
    apis.sort();
    apis
}

#[tokio::test]
async fn an_empty_catalog_is_seeded_once() {
    let app = TestApp::new().await;
    assert!(seed(&app.state, backend()).await.unwrap());
    let expected = [("AzureML Demo API".to_owned(), 5), ("Toolbox".to_owned(), 14)];
    assert_eq!(listed(&app.state).await, expected);
    assert!(!seed(&app.state, backend()).await.unwrap());
    assert_eq!(listed(&app.state).await, expected);
}

#[tokio::test]
async fn a_catalog_that_holds_anything_is_left_alone() {
    let app = TestApp::new().await;
    let draft = ApiInput {
        name: "Ours".to_owned(),
        service_url: "https://backend.example".to_owned(),
        suffix: "ours".to_owned(),
        ..ApiInput::default()
    };
    service::create_api(&app.state, &Administrator::operator(), draft).await.unwrap();
    assert!(!seed(&app.state, backend()).await.unwrap());
    assert_eq!(listed(&app.state).await, []);
}

#[tokio::test]
async fn what_is_seeded_is_kept_as_it_was_written() {
    let app = TestApp::new().await;
    seed(&app.state, backend()).await.unwrap();
    for seeded in loggia::demo::catalog(backend()) {
        let slug = if seeded.api.name == "Toolbox" { "toolbox" } else { "azureml-demo-api" };
        let page =
            service::operations(&app.state, &Caller::guest(), slug, "", "", PageRequest::new(1, 50)).await.unwrap();
        assert_eq!(page.items.len(), seeded.operations.len());
        for written in seeded.operations {
            let summary = page.items.iter().find(|summary| summary.display_name == written.display_name).unwrap();
            let kept = service::operation_for_call(&app.state, &Caller::guest(), &summary.id).await.unwrap();
            let mut kept = kept.1.input;
            kept.slug.clear();
            assert_eq!(kept, written);
        }
    }
}
