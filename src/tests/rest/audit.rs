//! The audit log for programs.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::token::Scope;
use serde_json::{Value, json};

use super::support::{Program, fields, problem, token};
use crate::support::TestApp;

/// The numbers of all entries that `query` leaves, part after part.
async fn walk(program: &Program, query: &str) -> Vec<i64> {
    let (mut ids, mut path) = (Vec::new(), format!("/audit?{query}"));
    loop {
        let part = program.read(&path).await;
        ids.extend(part["items"].as_array().unwrap().iter().map(|entry| entry["id"].as_i64().unwrap()));
        match part["next"].as_str() {
            Some(next) => path = format!("/audit?{query}&cursor={next}").replace("limit=2&", ""),
            None => return ids,
        }
    }
}

#[tokio::test]
async fn who_changed_what_is_listed_and_read() {
    let program = Program::of_administrator().await;
    let made = program.post("/groups", &json!({ "name": "Partners" })).await;
    let id = super::support::json(&made)["id"].clone();
    let list = program.read("/audit?limit=1").await;
    let entry = &list["items"][0];
    assert_eq!(
        (&entry["by"], &entry["person"], &entry["token"], &entry["action"], &entry["thing"], &entry["thing_id"]),
        (&json!("token"), &json!("root@example.com"), &json!("Test"), &json!("group.create"), &json!("Partners"), &id)
    );
    assert!(entry["at"].as_str().unwrap().ends_with('Z') && list["next"].is_string(), "{list}");
    let details = program.read(&format!("/audit/{}", entry["id"])).await;
    assert_eq!(details["action"], "group.create");
    assert_eq!(details["changes"], json!([{ "field": "name", "before": null, "after": "Partners" }]));
    for id in ["0", "99999", "-1", "x", "1.0", "99999999999999999999"] {
        problem(&program.get(&format!("/audit/{id}")).await, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn it_is_narrowed_and_given_in_parts() {
    let program = Program::of_administrator().await;
    for name in ["One", "Two", "Three", "Four", "Five"] {
        assert_eq!(program.post("/groups", &json!({ "name": name })).await.status, StatusCode::CREATED);
    }
    let all = walk(&program, "limit=200").await;
    assert!(all.is_sorted_by(|one, other| one > other), "newest first: {all:?}");
    assert_eq!(walk(&program, "limit=2").await, all, "a cursor keeps the limit and repeats nothing");
    let groups = walk(&program, "kind=group").await;
    assert_eq!(groups.len(), 5);
    assert_eq!(walk(&program, "action=group.create&person=ROOT@example.com").await, groups);
    assert_eq!(walk(&program, "thing=Three").await, groups[2..3]);
    let day = program.read("/audit?limit=1").await["items"][0]["at"].as_str().unwrap()[..10].to_owned();
    assert_eq!(walk(&program, &format!("from={day}&to={day}")).await, all);
    for nothing in ["kind=none", "action=none", "person=none", "to=2000-01-01", "from=9999-12-31"] {
        assert_eq!(walk(&program, nothing).await, [0_i64; 0], "{nothing}");
    }
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("cursor=x", "cursor"),
        ("cursor=1.1-201", "cursor"),
        ("cursor=2-50", "cursor"),
        ("from=yesterday", "from"),
        ("to=2026-02-30", "to"),
        ("to=2026-01-01&to=2026-01-01", "to"),
    ] {
        let refused = problem(&program.get(&format!("/audit?{query}")).await, StatusCode::BAD_REQUEST);
        assert_eq!(fields(&refused), [field], "{query}");
    }
}

#[tokio::test]
async fn support_reads_it_with_the_scope_and_developers_never() {
    for (role, scope, status) in [
        (Role::Support, Scope::Admin, StatusCode::OK),
        (Role::Support, Scope::Write, StatusCode::FORBIDDEN),
        (Role::Administrator, Scope::Write, StatusCode::FORBIDDEN),
        (Role::Developer, Scope::Admin, StatusCode::FORBIDDEN),
    ] {
        let program = Program::of(TestApp::new().await, "ada@example.com", role, scope).await;
        assert_eq!(program.get("/audit").await.status, status, "{role:?} {scope:?}");
        assert_eq!(program.get("/audit/1").await.status, status, "{role:?} {scope:?}");
    }
}

#[tokio::test]
async fn no_secret_is_in_it() {
    let program = Program::of_administrator().await;
    let password = "correct horse battery canary";
    let ada = json!({ "email": "ada@example.com", "role": "developer", "password": password });
    assert_eq!(program.post("/users", &ada).await.status, StatusCode::CREATED);
    let (secret, _) = token(&program.app, "ada@example.com", Scope::Read).await;
    let mut texts = String::new();
    for id in walk(&program, "").await {
        let details: Value = program.read(&format!("/audit/{id}")).await;
        texts.push_str(&details.to_string());
    }
    assert!(texts.contains("token.create") && !texts.contains(password) && !texts.contains(&secret), "{texts}");
}
