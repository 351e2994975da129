//! What is written down of changes to the catalog and to groups.

use axum::http::StatusCode;
use loggia::admin::server::copies;
use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;
use loggia::recipes::model::{OperationRef, Recipe, Step};
use loggia::recipes::server::service as recipes;
use serde_json::json;

use super::support::{actions, entries, last};
use crate::support::TestApp;

#[tokio::test]
async fn a_saved_api_is_kept_with_who_what_when_and_from_where() {
    let app = TestApp::new().await.with_administrator().await;
    let api = app.add_api("Petstore", true).await;
    app.state.clock.advance(5_000);
    let shown = app.get("/admin/apis/petstore").await;
    assert_eq!(shown.status, StatusCode::OK);
    let saved = app
        .post(
            "/admin/apis/petstore",
            &[
                ("revision", "1"),
                ("name", "Petstore"),
                ("display_name", "Pets"),
                ("service_url", "http://127.0.0.1:9"),
                ("suffix", "petstore"),
                ("scheme", "both"),
                ("version_scheme", "none"),
                ("slug", "petstore"),
                ("published", "on"),
            ],
        )
        .await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.text());
    let entry = last(&app.state).await;
    assert_eq!((entry.actor_kind.as_str(), entry.actor.as_str()), ("user", "admin@example.com"));
    assert_eq!((entry.action.as_str(), entry.thing.as_str()), ("api.update", "petstore"));
    assert_eq!(entry.thing_id, api.id.as_str());
    assert_eq!(entry.at, app.state.clock.now().0);
    assert_eq!(entry.address, "192.0.2.1");
    assert_eq!(entry.request_id, saved.headers["x-request-id"].to_str().unwrap());
    assert_eq!(entry.before()["display_name"], "");
    assert_eq!(entry.after()["display_name"], "Pets");
    assert_eq!(entry.after().get("name"), None, "it is what it was");
}

#[tokio::test]
async fn everything_about_the_catalog_is_written_down() {
    let app = TestApp::new().await;
    let (state, permit) = (&app.state, Administrator::operator());
    let api = app.add_api("Petstore", true).await;
    let operation = app.add_operation(&api, "GET", "/pets", "List pets").await;
    let copy = service::duplicate_operation(state, &permit, &operation.id).await.unwrap();
    service::update_operation(state, &permit, &copy.id, 1, copy.input.clone()).await.unwrap();
    service::delete_operation(state, &permit, &copy.id).await.unwrap();
    copies::duplicate_api(state, &permit, "petstore").await.unwrap();

    let step = Step { id: "list".to_owned(), operation: OperationRef::Id("list-pets".to_owned()), ..Step::default() };
    let recipe =
        Recipe { name: "all".to_owned(), title: "All pets".to_owned(), steps: vec![step], ..Recipe::default() };
    recipes::create(state, &permit, "petstore", recipe.clone(), false).await.unwrap();
    recipes::update(state, &permit, ("petstore", "all"), 1, recipe, true).await.unwrap();
    assert_eq!(last(state).await.after(), json!({ "published": true }));
    recipes::delete(state, &permit, "petstore", "all").await.unwrap();

    let input = ApiInput { published: false, ..api.input.clone() };
    service::update_api(state, &permit, &api.id, api.revision, input).await.unwrap();
    assert_eq!(last(state).await.before(), json!({ "published": true }));
    assert_eq!(
        actions(state).await,
        [
            "api.create",
            "operation.create",
            "operation.duplicate",
            "operation.update",
            "operation.delete",
            "api.duplicate",
            "recipe.create",
            "recipe.update",
            "recipe.delete",
            "api.update",
        ]
    );
    let all = entries(state).await;
    assert!(all.iter().all(|entry| entry.actor_kind == "command" && entry.address.is_empty()));
    assert_eq!(all[1].thing, "petstore/list-pets");
    assert_eq!(all[1].thing_id, format!("{}/list-pets", api.id), "the id of a revision's operation does not last");
    assert_eq!(all[2].after()["copy_of"], "list-pets");
}

#[tokio::test]
async fn what_is_done_to_groups_names_the_people() {
    let app = TestApp::new().await.with_administrator().await;
    let made = app.post("/admin/groups", &[("name", "Partners"), ("description", "Outside")]).await;
    let page = made.location().to_owned();
    assert_eq!(last(&app.state).await.after(), json!({ "name": "Partners", "description": "Outside" }));
    for _ in 0..2 {
        app.post(&page, &[("action", "add"), ("email", "admin@example.com")]).await;
    }
    app.post(&page, &[("action", "save"), ("name", "Friends"), ("description", "Outside")]).await;
    assert_eq!(
        (last(&app.state).await.before(), last(&app.state).await.after()),
        (json!({ "name": "Partners" }), json!({ "name": "Friends" }))
    );
    let deleted = app.post(&format!("{page}/delete"), &[]).await;
    assert_eq!(deleted.status, StatusCode::SEE_OTHER);
    let actions = actions(&app.state).await;
    assert_eq!(actions[2..], ["group.create", "group.add_member", "group.update", "group.delete"], "once, not twice");
    let added = &entries(&app.state).await[3];
    assert_eq!((added.thing.as_str(), added.after()), ("Partners", json!({ "member": "admin@example.com" })));
}
