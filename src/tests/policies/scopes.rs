//! What acts where, what goes with its API, and what the gateway is told.

use axum::http::StatusCode;
use loggia::identity::server::Administrator;
use loggia::kernel::ApiError;
use loggia::openapi::server::{self as openapi, Options, Progress};
use loggia::policies::model::{Placed, Policy, ScopeAddress};
use loggia::policies::server::service;
use serde_json::json;

use super::support::{API, GLOBAL, LISTS, OPERATION, PRODUCT, add, all, changes, portal, shown};
use crate::support::TestApp;

fn header(name: &str) -> [(&str, &str); 4] {
    [("kind", "set-header"), ("section", "inbound"), ("name", name), ("exists", "delete")]
}

/// A document with these operations, each by its name and path.
fn document(operations: &[(&str, &str)]) -> String {
    let paths: serde_json::Map<_, _> = operations
        .iter()
        .map(|(name, path)| {
            let operation = json!({"operationId": name, "responses": {"200": {"description": "ok"}}});
            ((*path).to_owned(), json!({"get": operation}))
        })
        .collect();
    let servers = json!([{"url": "https://pets.example"}]);
    json!({"openapi": "3.1.0", "info": {"title": "Pets", "version": "1"}, "servers": servers, "paths": paths})
        .to_string()
}

/// Imports it, as another revision of `update` where that is given.
async fn import(app: &TestApp, operations: &[(&str, &str)], update: Option<&str>) {
    let update = update.map(str::to_owned);
    let options = Options { update, name: None, suffix: None, published: true, dry_run: false };
    let (permit, document) = (Administrator::operator(), document(operations).into_bytes());
    openapi::import(&app.state, &permit, document, options, &Progress::default()).await.unwrap();
}

/// Calls an operation otherwise, by its form.
async fn rename(app: &TestApp, from: &str, to: &str, template: &str) {
    let address = format!("/admin/apis/pets/operations/{from}");
    let page = app.get(&address).await;
    let revision = page.text().split("name=\"revision\" value=\"").nth(1).unwrap().split('"').next().unwrap();
    let form =
        [("verb", "GET"), ("url_template", template), ("display_name", to), ("slug", to), ("revision", revision)];
    let renamed = app.post(&address, &form).await;
    assert_eq!(renamed.status, StatusCode::SEE_OTHER, "{}", renamed.text());
}

#[tokio::test]
async fn an_operation_lists_what_acts_on_it_and_where_it_stands() {
    let app = portal().await;
    for (list, name) in LISTS.into_iter().rev().zip(["X-4", "X-3", "X-2", "X-1"]) {
        add(&app, list, &header(name)).await;
    }
    for (list, expected) in [
        (GLOBAL, ""),
        (PRODUCT, "global product"),
        (API, "global product api"),
        (OPERATION, "global product api operation"),
    ] {
        let effective = shown(&app, list).await.effective;
        let scopes: Vec<_> = effective.iter().map(|one| one.scope.kind()).collect();
        assert_eq!(scopes.join(" "), expected, "{list}");
    }
    for (page, lacks) in [("/admin/apis/pets/operations/get-pet", None), ("/admin/apis/pets", Some("X-4"))] {
        let text = app.get(page).await;
        let text = text.text();
        let at = |name: &str| text.find(name).unwrap_or_else(|| panic!("{name} at {page}: {text}"));
        assert!(at("X-1") < at("X-2") && at("X-2") < at("X-3"), "{page}");
        assert!(text.contains("Product Starter") && text.contains(&format!("href=\"{GLOBAL}\"")), "{page}: {text}");
        assert!(lacks.is_none_or(|name| !text.contains(name)), "{page}");
    }
}

#[tokio::test]
async fn what_is_not_there_has_no_policies() {
    let app = portal().await;
    for list in
        ["/admin/products/none/policies", "/admin/apis/none/policies", "/admin/apis/pets/operations/none/policies"]
    {
        for path in ["", "/new?kind=rate-limit&section=inbound"] {
            assert_eq!(app.get(&format!("{list}{path}")).await.status, StatusCode::NOT_FOUND, "{list}{path}");
        }
        assert_eq!(app.post(&format!("{list}/new"), &header("X")).await.status, StatusCode::NOT_FOUND, "{list}");
    }
    assert!(all(&app).await.is_empty());
}

#[tokio::test]
async fn policies_go_with_what_they_are_for_and_follow_an_operations_name() {
    let app = portal().await;
    for list in LISTS {
        add(&app, list, &header("X")).await;
    }
    let scopes = async || {
        let mut kinds: Vec<_> = all(&app).await.iter().map(|(scope, _)| scope.to_string()).collect();
        kinds.sort();
        kinds
    };
    rename(&app, "get-pet", "fetch-pet", "/pets/{id}").await;
    let named = scopes().await;
    assert!(named.iter().any(|scope| scope.ends_with("/fetch-pet")), "{named:?}");
    assert!(!named.iter().any(|scope| scope.ends_with("/get-pet")), "{named:?}");
    assert!(changes(&app).await.iter().any(|id| id.ends_with("/get-pet")), "the gateway reads the old name again, too");

    assert_eq!(app.post("/admin/apis/pets/delete", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scopes().await, ["global", "product/starter"]);
    assert_eq!(app.post("/admin/products/starter/delete", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(scopes().await, ["global"]);
}

#[tokio::test]
async fn the_gateway_is_told_which_scopes_to_read_again() {
    let app = portal().await;
    assert!(changes(&app).await.is_empty());
    for list in LISTS {
        add(&app, list, &header("X")).await;
    }
    let told = changes(&app).await;
    let scopes: Vec<String> = all(&app).await.iter().map(|(scope, _)| scope.to_string()).collect();
    assert_eq!(told.len(), 4);
    for scope in scopes {
        assert!(told.contains(&scope), "{scope}: {told:?}");
    }
    add(&app, GLOBAL, &header("Y")).await;
    assert_eq!(changes(&app).await.last().map(String::as_str), Some("global"));
}

#[tokio::test]
async fn all_policies_of_a_scope_are_replaced_at_once() {
    let app = portal().await;
    let kept = add(&app, API, &header("X")).await;
    let (permit, address) =
        (Administrator::operator(), ScopeAddress { api: "pets".to_owned(), ..ScopeAddress::default() });
    let policies = |json: serde_json::Value| serde_json::from_value::<Vec<Placed>>(json).unwrap();
    let replace = async |revision, json| {
        let replaced = service::replace(&app.state, &permit, &address, revision, policies(json)).await;
        replaced.map_err(loggia::platform::AppError::into_api)
    };
    let new = json!([
        {"id": kept, "section": "inbound", "kind": "set-header", "name": "X", "value": "1"},
        {"id": "made-up", "section": "outbound", "kind": "cache-store", "seconds": 5},
        {"id": kept, "section": "inbound", "kind": "cache-lookup"},
    ]);
    assert_eq!(replace(Some(0), new.clone()).await, Err(ApiError::Conflict));
    assert_eq!(replace(Some(1), new).await, Ok(()));
    let set = shown(&app, API).await.set;
    let ids: Vec<&str> = set.policies.iter().map(|placed| placed.id.as_str()).collect();
    assert_eq!((set.revision, ids[0]), (2, kept.as_str()));
    assert!(ids[1] != "made-up" && ids[2] != kept && ids[1] != ids[2], "{ids:?}");
    let (first, second) = (ids[0], ids[1]);
    let other_way_round = json!([
        {"section": "outbound", "kind": "cache-store", "seconds": 5},
        {"id": first, "section": "inbound", "kind": "rate-limit", "calls": 5, "seconds": 60},
        {"id": second, "section": "outbound", "kind": "cache-store", "seconds": 9},
    ]);
    assert_eq!(replace(None, other_way_round).await, Ok(()));
    let after: Vec<String> = shown(&app, API).await.set.policies.into_iter().map(|placed| placed.id).collect();
    assert_eq!(after[2], second, "who names it goes before who is alike");
    assert!(after[1] != first, "another kind counts for itself");
    let bad = json!([
        {"section": "outbound", "kind": "cache-store", "seconds": 5},
        {"section": "inbound", "kind": "set-backend", "url": "http://10.0.0.1"},
    ]);
    let Err(ApiError::Invalid { fields }) = replace(None, bad).await else { panic!("it is refused") };
    assert_eq!(fields[0].field, "policies.1.url");
    assert_eq!(shown(&app, API).await.set.revision, 3);
}

#[tokio::test]
async fn policies_stay_with_their_operation_when_another_revision_is_shown() {
    let app = TestApp::new().await.with_administrator().await;
    import(&app, &[("get-pet", "/pets/{id}")], None).await;
    import(&app, &[("get-pet", "/pets/{id}"), ("cats", "/cats")], Some("pets")).await;
    add(&app, OPERATION, &header("X")).await;
    rename(&app, "get-pet", "fetch-pet", "/pets/{id}").await;
    for (number, name) in [(1, "get-pet"), (2, "fetch-pet"), (1, "get-pet")] {
        let restored = app.post(&format!("/admin/apis/pets/revisions/{number}/restore"), &[]).await;
        assert_eq!(restored.status, StatusCode::SEE_OTHER, "{}", restored.text());
        let scopes: Vec<String> = all(&app).await.iter().map(|(scope, _)| scope.to_string()).collect();
        assert!(scopes.len() == 1 && scopes[0].ends_with(&format!("/{name}")), "{number}: {scopes:?}");
        let told = changes(&app).await;
        assert!(told.iter().any(|id| *id == scopes[0]), "{told:?}");
    }
}

#[tokio::test]
async fn policies_of_what_a_revision_does_not_have_come_back_with_it() {
    let app = TestApp::new().await.with_administrator().await;
    import(&app, &[("a", "/x"), ("b", "/y"), ("c", "/z")], None).await;
    let list = |operation: &str| format!("/admin/apis/pets/operations/{operation}/policies");
    for (operation, name) in [("a", "X"), ("b", "Y"), ("c", "Z")] {
        add(&app, &list(operation), &header(name)).await;
    }
    let told = async || {
        let mut told: Vec<(String, String)> = all(&app)
            .await
            .into_iter()
            .map(|(scope, set)| {
                let Policy::SetHeader(header) = &set.policies[0].policy else { panic!("{set:?}") };
                (scope.to_string().rsplit('/').next().unwrap().to_owned(), header.name.clone())
            })
            .collect();
        told.sort();
        told
    };
    let pairs = |pairs: &[(&str, &str)]| -> Vec<(String, String)> {
        pairs.iter().map(|(operation, name)| ((*operation).to_owned(), (*name).to_owned())).collect()
    };
    // The third moves under its name; the first takes the name of the second, which is gone.
    import(&app, &[("a", "/x"), ("c", "/elsewhere")], Some("pets")).await;
    assert_eq!(told().await, pairs(&[("a", "X"), ("c", "Z")]));
    rename(&app, "a", "b", "/x").await;
    for (number, expected) in [
        (1, pairs(&[("a", "X"), ("b", "Y"), ("c", "Z")])),
        (2, pairs(&[("b", "X"), ("c", "Z")])),
        (1, pairs(&[("a", "X"), ("b", "Y"), ("c", "Z")])),
    ] {
        let restored = app.post(&format!("/admin/apis/pets/revisions/{number}/restore"), &[]).await;
        assert_eq!(restored.status, StatusCode::SEE_OTHER, "{}", restored.text());
        assert_eq!(told().await, expected, "{number}");
    }
    let deleted = app.post("/admin/apis/pets/operations/b/delete", &[]).await;
    assert_eq!(deleted.status, StatusCode::SEE_OTHER, "{}", deleted.text());
    assert_eq!(told().await, pairs(&[("a", "X"), ("c", "Z")]), "nobody of that name gets what the removed one had");
}
