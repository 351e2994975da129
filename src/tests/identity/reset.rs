//! A new password by mail.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::{Administrator, invite::invite};

use super::sign_up::{open, sign_in, sign_up};
use crate::support::{Answer, TestApp, mails, only_token};

const ADMIN: &str = "admin@example.com";
const OLD: &str = "correct horse battery staple";
const NEW: &str = "a password of her own";
const MINUTE: i64 = 60_000;

async fn ask(app: &TestApp, email: &str) -> Answer {
    app.post("/reset-password", &[("email", email)]).await
}

async fn set(app: &TestApp, token: &str, password: &str) -> Answer {
    app.post("/reset-password/new", &[("token", token), ("password", password)]).await
}

#[tokio::test]
async fn a_new_password_is_chosen_by_mail_and_ends_every_session() {
    let app = TestApp::new().await.with_administrator().await;
    let answer = ask(&app, " ADMIN@Example.com").await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/mail-sent"));
    let (kind, token) = only_token(&app.state).await;
    assert_eq!(kind, "reset");
    let page = app.get(&format!("/reset-password/new?token={token}")).await;
    assert!(page.text().contains(&format!("name=\"token\" value=\"{token}\"")), "{}", page.text());

    let short = set(&app, &token, "too short").await;
    assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(short.text().contains(&format!("value=\"{token}\"")), "the form can be sent again: {}", short.text());
    assert!(app.get("/admin/apis").await.status.is_success(), "nothing has happened so far");

    let answer = set(&app, &token, NEW).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in?done=password"));
    assert_eq!(app.get("/admin/apis").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(mails(&app.state).await[0].kind, "password-changed");
    assert_eq!(sign_in(&app, ADMIN, OLD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&app, ADMIN, NEW).await.status, StatusCode::SEE_OTHER);

    let again = set(&app, &token, "another password still").await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("This link was used already") && again.text().contains("href=\"/reset-password\""));
    assert_eq!(sign_in(&app, ADMIN, NEW).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_answer_does_not_tell_whether_there_is_an_account() {
    let app = TestApp::new().await.with_administrator().await.signed_out();
    let (known, unknown) = (ask(&app, ADMIN).await, ask(&app, "nobody@example.com").await);
    assert_eq!((known.status, known.location(), known.text()), (unknown.status, unknown.location(), unknown.text()));
    let mails = mails(&app.state).await;
    assert_eq!(mails.iter().map(|mail| mail.recipient.as_str()).collect::<Vec<_>>(), [ADMIN]);
    // As many writes, so that it takes as long.
    let rows: i64 = sqlx::query_scalar("SELECT COUNT(*) FROM outbox").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(rows, 2);
    assert_eq!(ask(&app, "nobody").await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_link_ends_after_an_hour_and_when_a_newer_one_is_sent() {
    let app = TestApp::new().await.with_administrator().await.signed_out();
    ask(&app, ADMIN).await;
    let (_, first) = only_token(&app.state).await;
    ask(&app, ADMIN).await;
    let (_, second) = only_token(&app.state).await;
    assert_eq!(set(&app, &first, NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.state.clock.advance(60 * MINUTE);
    assert_eq!(set(&app, &second, NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    for none in ["", "token", &"a".repeat(64), "' OR 1=1 --"] {
        assert_eq!(set(&app, none, NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{none}");
    }
    assert_eq!(sign_in(&app, ADMIN, OLD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_link_is_good_for_one_thing_only() {
    let app = open().await;
    sign_up(&app, "ada@example.com", NEW).await;
    let (_, confirming) = only_token(&app.state).await;
    assert_eq!(set(&app, &confirming, "a thief's new password").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    ask(&app, "ada@example.com").await;
    let (_, resetting) = only_token(&app.state).await;
    assert_eq!(app.post("/confirm", &[("token", &resetting)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Who reads the mail owns the address.
    assert_eq!(set(&app, &resetting, "quite another password").await.status, StatusCode::SEE_OTHER);
    assert_eq!(sign_in(&app, "ada@example.com", "quite another password").await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.post("/confirm", &[("token", &confirming)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn a_link_that_does_not_work_costs_no_hash() {
    let app = TestApp::new().await;
    app.state.hashing.close();
    assert_eq!(set(&app, &"a".repeat(64), NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn an_invited_person_chooses_their_password_once() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    invite(&app.state, &permit, "grace@example.com", Role::Administrator).await.unwrap();
    let (_, first) = only_token(&app.state).await;
    invite(&app.state, &permit, "Grace@example.com", Role::Administrator).await.unwrap();
    let (kind, second) = only_token(&app.state).await;
    assert_eq!(kind, "invitation");
    assert_eq!(set(&app, &first, NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY, "a newer one was sent");
    app.state.clock.advance(6 * 24 * 60 * MINUTE);
    assert_eq!(set(&app, &second, NEW).await.status, StatusCode::SEE_OTHER);
    assert_eq!(set(&app, &second, OLD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&app, "grace@example.com", NEW).await.status, StatusCode::SEE_OTHER);
    assert!(
        invite(&app.state, &permit, "grace@example.com", Role::Developer).await.is_err(),
        "there is an account now"
    );
}

#[tokio::test]
async fn a_stranger_gets_no_password_into_the_account_of_an_invited_person() {
    let app = open().await;
    sign_up(&app, "grace@example.com", "a stranger's password").await;
    let (_, confirming) = only_token(&app.state).await;
    invite(&app.state, &Administrator::operator(), "grace@example.com", Role::Administrator).await.unwrap();
    only_token(&app.state).await;
    assert_eq!(app.post("/confirm", &[("token", &confirming)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    sign_up(&app, "grace@example.com", "a stranger's password").await;
    let (kind, token) = only_token(&app.state).await;
    assert_eq!(kind, "invitation");
    assert_eq!(app.post("/confirm", &[("token", &token)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(set(&app, &token, NEW).await.status, StatusCode::SEE_OTHER);
    let stranger = sign_in(&app, "grace@example.com", "a stranger's password").await;
    assert_eq!(stranger.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(sign_in(&app, "grace@example.com", NEW).await.status, StatusCode::SEE_OTHER);
}
