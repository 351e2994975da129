//! The groups that people have from a provider.

use std::collections::BTreeSet;

use axum::http::StatusCode;
use loggia::identity::provider::{ProviderProblem, ProviderStep};
use loggia::identity::provider_draft::{GroupRow, ProviderDraft};
use loggia::identity::server::Administrator;
use loggia::identity::server::groups::service::{self as groups, GroupInput};
use loggia::identity::server::providers::service;
use loggia::kernel::ids::GroupId;
use serde_json::json;

use super::support::Portal;

async fn group(portal: &Portal, name: &str) -> GroupId {
    let input = GroupInput { name: name.to_owned(), description: String::new() };
    groups::create_group(&portal.app.state, &Administrator::operator(), input).await.unwrap()
}

/// Maps these values of the claim `roles` to groups.
async fn map(portal: &Portal, rows: &[(&str, &GroupId)]) {
    let operator = Administrator::operator();
    let saved = service::provider(&portal.app.state, &operator, &portal.id, "").await.unwrap().provider.unwrap();
    let row = |(number, (value, group)): (u16, &(&str, &GroupId))| GroupRow {
        number,
        value: (*value).to_owned(),
        group: group.as_str().to_owned(),
    };
    let rows = (0..).zip(rows).map(row).collect();
    let draft = ProviderDraft { rows, groups_claim: "roles".to_owned(), ..ProviderDraft::from(&saved) };
    service::update(&portal.app.state, &operator, &portal.id, &draft).await.unwrap();
}

/// The names of the groups that the only person is in.
async fn names(portal: &Portal) -> BTreeSet<String> {
    let names: Vec<String> =
        sqlx::query_scalar("SELECT name FROM group_members JOIN user_groups ON user_groups.id = group_id")
            .fetch_all(portal.app.state.db.reader())
            .await
            .unwrap();
    names.into_iter().collect()
}

fn set(names: &[&str]) -> BTreeSet<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[tokio::test]
async fn groups_follow_the_claim_and_those_by_hand_stay() {
    let portal = Portal::new().await;
    let (one, two, three) = (group(&portal, "One").await, group(&portal, "Two").await, group(&portal, "Three").await);
    map(&portal, &[("a", &one), ("b", &two), ("c", &two)]).await;
    let roles = |roles: serde_json::Value| portal.provider.does.lock().claims = json!({"roles": roles});

    roles(json!(["a", "c", "unknown"]));
    let browser = portal.signed_in().await;
    assert_eq!(names(&portal).await, set(&["One", "Two"]));

    let operator = Administrator::operator();
    let state = &portal.app.state;
    groups::add_member(state, &operator, &three, "ada@example.com").await.unwrap();
    groups::add_member(state, &operator, &one, "ada@example.com").await.unwrap();
    roles(json!("b"));
    portal.signed_in().await;
    assert_eq!(names(&portal).await, set(&["One", "Two", "Three"]), "two by hand, one by the claim");
    roles(json!([]));
    portal.signed_in().await;
    assert_eq!(names(&portal).await, set(&["One", "Three"]));

    // An administrator takes them out; the claim puts them back.
    roles(json!(["a", "b"]));
    portal.signed_in().await;
    let user = browser.who(&portal.app).await.unwrap();
    assert_eq!(user, "ada@example.com");
    let id: String = sqlx::query_scalar("SELECT id FROM users").fetch_one(state.db.reader()).await.unwrap();
    groups::remove_member(state, &operator, &one, &id.into()).await.unwrap();
    assert_eq!(names(&portal).await, set(&["Two", "Three"]));
    portal.signed_in().await;
    assert_eq!(names(&portal).await, set(&["One", "Two", "Three"]));

    service::remove(state, &operator, &portal.id).await.unwrap();
    assert_eq!(names(&portal).await, set(&["Three"]), "with the provider go its groups");
}

#[tokio::test]
async fn groups_may_be_said_at_the_other_endpoint_and_go_with_the_link() {
    let portal = Portal::new().await;
    let one = group(&portal, "One").await;
    map(&portal, &[("a", &one)]).await;
    portal.provider.does.lock().user_info = json!({"sub": "248289761001", "roles": ["a"]});
    let mut browser = portal.signed_in().await;
    assert_eq!(names(&portal).await, set(&["One"]));
    portal.provider.does.lock().user_info = json!({"sub": "another", "roles": ["a"]});
    portal.refused(ProviderStep::UserInfo, ProviderProblem::Mismatch).await;

    let state = &portal.app.state;
    let mut db = state.db.write().await.unwrap();
    sqlx::query("UPDATE users SET password_hash = 'x'").execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
    let identity: String = sqlx::query_scalar("SELECT id FROM identities").fetch_one(state.db.reader()).await.unwrap();
    let gone = browser.post(&portal.app, &format!("/account/identities/{identity}/unlink"), &[]).await;
    assert_eq!(gone.status, StatusCode::SEE_OTHER);
    assert_eq!(names(&portal).await, set(&[]));
}
