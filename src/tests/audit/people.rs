//! What is written down of people's accounts, and what never is.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::people::service as people;
use loggia::kernel::{ApiError, Message, PageRequest};
use serde_json::json;

use super::support::{actions, count, entries, last};
use crate::support::{TestApp, mails};

const ADA: &str = "ada@example.com";
const PASSWORD: &str = "correct horse battery staple";

async fn id_of(app: &TestApp, email: &str) -> loggia::kernel::ids::UserId {
    let all = PageRequest::new(1, 50);
    let found = people::accounts(&app.state, &Administrator::operator(), email, all).await.unwrap();
    found.accounts.items[0].user.id.clone()
}

#[tokio::test]
async fn signing_in_is_kept_and_so_is_failing_to() {
    let app = TestApp::new().await.signed_in_as(ADA, Role::Developer).await;
    let entry = last(&app.state).await;
    assert_eq!((entry.action.as_str(), entry.actor.as_str(), entry.thing.as_str()), ("user.sign_in", ADA, ADA));
    let guest = app.twin().signed_out();
    guest.post("/sign-in", &[("email", "ADA@example.com"), ("password", "wrong canary")]).await;
    let entry = last(&app.state).await;
    assert_eq!((entry.action.as_str(), entry.actor_kind.as_str()), ("user.sign_in_failed", "visitor"));
    assert_eq!((entry.thing.as_str(), entry.address.as_str()), (ADA, "192.0.2.1"));
    assert_eq!((entry.before(), entry.after()), (json!({}), json!({})));
}

#[tokio::test]
async fn an_unknown_account_costs_a_write_and_leaves_nothing_of_what_was_typed() {
    let app = TestApp::new().await;
    app.post("/sign-in", &[("email", "canary@example.com"), ("password", "wrong")]).await;
    assert_eq!(count(&app.state).await, 0);
    let attempts: i64 =
        sqlx::query_scalar("SELECT attempts FROM audit_unrecorded").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(attempts, 1);
}

#[tokio::test]
async fn whoever_guesses_cannot_fill_the_log() {
    let app = TestApp::new().await.signed_in_as(ADA, Role::Developer).await.signed_out();
    let known = count(&app.state).await;
    for _ in 0..60 {
        app.post("/sign-in", &[("email", ADA), ("password", "wrong")]).await;
        app.state.clock.advance(15_000);
    }
    let kept = count(&app.state).await - known;
    assert!((20..=26).contains(&kept), "{kept}");
}

#[tokio::test]
async fn an_account_is_followed_from_its_beginning_to_its_end() {
    let app = TestApp::new().await.signed_in_as(ADA, Role::Developer).await;
    app.post("/account/name", &[("name", "Ada Lovelace")]).await;
    assert_eq!(
        (last(&app.state).await.before(), last(&app.state).await.after()),
        (json!({ "name": "" }), json!({ "name": "Ada Lovelace" }))
    );
    let changed = app.post("/account/password", &[("present", PASSWORD), ("new", "canary: a new password")]).await;
    assert_eq!(changed.status, StatusCode::SEE_OTHER);
    assert_eq!(last(&app.state).await.after(), json!({ "password": "changed" }));
    let closed = app.post("/account/close", &[("password", "canary: a new password")]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    assert_eq!(
        actions(&app.state).await,
        ["user.create", "user.sign_in", "user.rename", "user.change_password", "user.close"]
    );
    assert!(entries(&app.state).await.iter().all(|entry| entry.thing == ADA));
}

#[tokio::test]
async fn no_secret_gets_into_the_log() {
    let app = TestApp::new().await.signed_in_as(ADA, Role::Developer).await;
    let cookie = app.request(axum::http::Method::GET, "/").body(axum::body::Body::empty()).unwrap();
    let cookie = cookie.headers()["cookie"].to_str().unwrap().split_once('=').unwrap().1.to_owned();
    app.post("/account/password", &[("present", PASSWORD), ("new", "canary: a new password")]).await;
    app.post("/reset-password", &[("email", ADA)]).await;
    let mail = mails(&app.state).await.pop().unwrap();
    let token = mail.text.split_once("?token=").unwrap().1.split_whitespace().next().unwrap().to_owned();
    let form = [("token", token.as_str()), ("password", "canary: another password")];
    assert_eq!(app.post("/reset-password/new", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(last(&app.state).await.action, "user.reset_password");
    let all = format!("{:?}", entries(&app.state).await);
    for secret in ["canary", PASSWORD, &token, &cookie, "argon2"] {
        assert!(!all.contains(secret), "{secret}: {all}");
    }
}

#[tokio::test]
async fn a_role_and_a_stopped_account_are_kept_and_a_refusal_is_not() {
    let app = TestApp::new().await.signed_in_as(ADA, Role::Developer).await.signed_out().with_administrator().await;
    let ada = id_of(&app, ADA).await;
    let page = format!("/admin/users/{ada}");
    app.post(&page, &[("role", "support")]).await;
    assert_eq!(
        (last(&app.state).await.before(), last(&app.state).await.after()),
        (json!({ "role": "developer" }), json!({ "role": "support" }))
    );
    for _ in 0..2 {
        assert_eq!(app.post(&page, &[("action", "suspend")]).await.status, StatusCode::SEE_OTHER);
    }
    assert_eq!(last(&app.state).await.action, "user.suspend");
    assert!(app.get(&page).await.text().contains("Suspended"));
    let known = count(&app.state).await;
    assert_eq!(app.post(&page, &[("role", "king")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(count(&app.state).await, known);
    app.post(&page, &[("action", "resume")]).await;
    assert_eq!(last(&app.state).await.action, "user.resume");
    app.signing_in(ADA).await;
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let app = TestApp::new().await.with_administrator().await;
    let id = id_of(&app, "admin@example.com").await;
    let page = format!("/admin/users/{id}");
    for form in [&[("role", "developer")][..], &[("action", "suspend")]] {
        let refused = app.post(&page, form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
    }
    let refused = app.post("/account/close", &[("password", PASSWORD)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    // A second one who cannot sign in does not count.
    let app = app.twin().signed_in_as("second@example.com", Role::Administrator).await;
    let second = id_of(&app, "second@example.com").await;
    let permit = Administrator::operator();
    people::suspend(&app.state, &permit, &second).await.unwrap();
    let refused = people::change_role(&app.state, &permit, &id, "developer").await.unwrap_err().into_api();
    assert_eq!(refused, ApiError::field("role", Message::LastAdministrator));
    people::resume(&app.state, &permit, &second).await.unwrap();
    people::change_role(&app.state, &permit, &id, "developer").await.unwrap();
}
