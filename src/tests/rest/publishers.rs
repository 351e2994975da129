//! A publisher's programs.

use axum::http::{Method, StatusCode};
use loggia::identity::model::Role;
use loggia::identity::token::Scope;
use serde_json::{Value, json};

use super::support::{Program, problem, tag};
use crate::support::TestApp;

fn api(name: &str, published: bool) -> Value {
    json!({ "name": name, "service_url": "http://127.0.0.1:9", "suffix": name.to_lowercase(), "published": published })
}

#[tokio::test]
async fn a_publishers_program_manages_their_own_apis_alone() {
    let app = TestApp::new().await;
    let ada = Program::of(app.twin(), "ada@example.com", Role::Publisher, Scope::Write).await;
    let bob = Program::of(app.twin(), "bob@example.com", Role::Publisher, Scope::Write).await;
    for (name, published) in [("Draft", false), ("Open", true)] {
        assert_eq!(ada.post("/apis", &api(name, published)).await.status, StatusCode::CREATED);
    }
    assert_eq!(ada.read("/apis").await["items"].as_array().unwrap().len(), 2);
    assert_eq!(bob.read("/apis").await["items"].as_array().unwrap().len(), 1);
    problem(&bob.get("/apis/draft").await, StatusCode::NOT_FOUND);
    for (path, status) in [("/apis/draft", StatusCode::NOT_FOUND), ("/apis/open", StatusCode::FORBIDDEN)] {
        problem(&bob.send(Method::PUT, path, &[("if-match", "*")], &api("Other", true)).await, status);
        problem(&bob.delete(path, "*").await, status);
    }

    // What is read can be written, tag and all.
    let read = ada.get("/apis/open").await;
    let saved = ada.send(Method::PUT, "/apis/open", &[("if-match", &tag(&read))], &api("Opened", true)).await;
    assert_eq!(saved.status, StatusCode::OK, "{}", saved.text());

    let reader = ada.with_scope("ada@example.com", Scope::Read).await;
    assert_eq!(reader.get("/apis/draft").await.status, StatusCode::OK);
    problem(&reader.delete("/apis/draft", "*").await, StatusCode::FORBIDDEN);
    let admin = ada.with_scope("ada@example.com", Scope::Admin).await;
    problem(&admin.get("/users").await, StatusCode::FORBIDDEN);
    assert_eq!(ada.delete("/apis/draft", "*").await.status, StatusCode::NO_CONTENT);
}
