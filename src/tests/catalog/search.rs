//! What a search finds, and what it does not give away.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use loggia::catalog::server::service;
use loggia::identity::server::{Administrator, Caller};
use loggia::identity::token::Scope;
use serde_json::Value;

use crate::rest::support::token;
use crate::support::TestApp;

/// The titles that `query` finds for guests, and the total.
async fn found(app: &TestApp, query: &str) -> (Vec<String>, u64) {
    let answer = app.get(&format!("/api/v1/search?q={}", loggia::paths::encode(query))).await;
    assert_eq!(answer.status, StatusCode::OK);
    let answer: Value = serde_json::from_str(answer.text()).unwrap();
    let titles = answer["results"].as_array().unwrap().iter().map(|found| found["title"].as_str().unwrap().to_owned());
    (titles.collect(), answer["total"].as_u64().unwrap())
}

async fn found_by(app: &TestApp, caller: &Caller, query: &str) -> (Vec<String>, u64) {
    let found = service::search(&app.state, caller, query, 20).await.unwrap();
    (found.results.into_iter().map(|found| found.title).collect(), found.total)
}

#[tokio::test]
async fn operations_are_found_by_name_path_and_parts_of_words() {
    let app = TestApp::new().await;
    let api = app.add_api("Repositories", true).await;
    app.add_operation(&api, "GET", "/repos/{owner}/{repo}", "Get a repository").await;
    app.add_operation(&api, "GET", "/repos/{owner}/{repo}/forks", "listForks of a repository").await;
    app.add_operation(&api, "POST", "/łódź/straße", "Zażółć").await;
    for (query, first) in [
        ("get repo", "Get a repository"),
        ("/repos/{owner}/{repo}", "Get a repository"),
        ("GET /repos/{owner}/{repo}/forks", "listForks of a repository"),
        ("listForks", "listForks of a repository"),
        ("forks", "listForks of a repository"),
        ("listf", "listForks of a repository"),
        ("zazolc", "Zażółć"),
        ("LODZ strasse", "Zażółć"),
        ("get-a-repository", "Get a repository"),
        ("repositories", "Repositories"),
    ] {
        let (titles, _) = found(&app, query).await;
        assert_eq!(titles.first().map(String::as_str), Some(first), "{query} found {titles:?}");
    }
    for nothing in ["", "  ", "\"", "*", "nowhere", "AND OR NOT", "title : x", "{}()^-", "%"] {
        assert_eq!(found(&app, nothing).await, (vec![], 0), "{nothing}");
    }
}

#[tokio::test]
async fn drafts_show_in_neither_results_nor_counts() {
    let app = TestApp::new().await;
    let secret = app.add_api("Secret plans", false).await;
    app.add_operation(&secret, "GET", "/secret", "Secret call").await;
    assert_eq!(found(&app, "secret").await, (vec![], 0));
    assert_eq!(found_by(&app, &Caller::operator(), "secret").await.1, 2);
}

#[tokio::test]
async fn the_search_follows_what_is_changed() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Zoo", true).await;
    let operation = app.add_operation(&api, "GET", "/lions", "Roar").await;
    let mut input = operation.input.clone();
    input.display_name = "Purr".to_owned();
    input.slug = "purr".to_owned();
    let operation = service::update_operation(&app.state, &permit, &operation.id, 1, input).await.unwrap();
    assert_eq!(found(&app, "roar").await.1, 0);
    assert_eq!(found(&app, "purr").await.1, 1);
    service::delete_operation(&app.state, &permit, &operation.id).await.unwrap();
    assert_eq!(found(&app, "purr").await.1, 0);
    service::delete_api(&app.state, &permit, &api.id).await.unwrap();
    assert_eq!(found(&app, "zoo").await.1, 0);
}

#[tokio::test]
async fn a_limit_is_kept_and_a_wrong_one_named() {
    let app = TestApp::new().await.with_administrator().await;
    let api = app.add_api("Many", true).await;
    for number in 0..7 {
        app.add_operation(&api, "GET", &format!("/thing/{number}"), &format!("Thing {number}")).await;
    }
    let (token, _) = token(&app, "admin@example.com", Scope::Read).await;
    let search = async |query: &str| {
        let request = Request::builder().uri(format!("/api/v1/search{query}")).header(header::HOST, "localhost:3000");
        app.send(request.header(header::AUTHORIZATION, format!("Bearer {token}")).body(Body::empty()).unwrap()).await
    };
    let answer = search("?q=thing&limit=3").await;
    let answer: Value = serde_json::from_str(answer.text()).unwrap();
    assert_eq!((answer["results"].as_array().unwrap().len(), answer["total"].as_u64()), (3, Some(7)));
    for wrong in ["?q=thing&limit=all", "?q=thing&limit=0", "?q=a&q=b"] {
        assert_eq!(search(wrong).await.status, StatusCode::BAD_REQUEST, "{wrong}");
    }
    let nothing = search("?q=%00%FF").await;
    assert_eq!(nothing.status, StatusCode::OK);
}
