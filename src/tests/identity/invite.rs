//! Inviting people from the administrators' pages.

use axum::http::StatusCode;
use loggia::identity::model::Role;

use crate::support::{TestApp, only_token};

#[tokio::test]
async fn somebody_is_invited_to_a_role_and_into_groups() {
    let app = TestApp::new().await.with_administrator().await;
    let group = app.post("/admin/groups", &[("name", "Partners"), ("description", "")]).await;
    let group = group.location().rsplit('/').next().unwrap().to_owned();
    assert!(app.get("/admin/users/invite").await.text().contains("Partners"));
    let form = [("email", "grace@example.com"), ("name", "Grace"), ("role", "support"), ("groups", group.as_str())];
    let invited = app.post("/admin/users/invite", &form).await;
    assert_eq!(invited.status, StatusCode::SEE_OTHER, "{}", invited.text());
    let page = app.get(invited.location()).await;
    assert!(page.text().contains("grace@example.com") && page.text().contains("Partners"));
    assert!(page.text().contains("Not confirmed"));
    let (kind, token) = only_token(&app.state).await;
    assert_eq!(kind, "invitation");
    let entry = app.get("/admin/audit?action=user.invite").await;
    assert!(entry.text().contains("grace@example.com"));
    let all: Vec<String> =
        sqlx::query_scalar("SELECT after FROM audit_log").fetch_all(app.state.db.reader()).await.unwrap();
    assert!(!all.concat().contains(&token), "a link opens an account");
    let app = app.signed_out();
    let form = [("token", token.as_str()), ("password", "correct horse battery staple")];
    assert_eq!(app.post("/reset-password/new", &form).await.status, StatusCode::SEE_OTHER);
    let app = app.signing_in("grace@example.com").await;
    assert!(app.get("/account").await.text().contains("Grace"));
    assert_eq!(app.get("/admin/audit").await.status, StatusCode::OK, "support reads the log");
    assert_eq!(app.get("/admin/users/invite").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_cannot_be_an_invitation_comes_back() {
    let app = TestApp::new().await.with_administrator().await;
    for form in [
        &[("email", "x"), ("name", "Kept"), ("role", "developer")][..],
        &[("email", "admin@example.com"), ("name", "Kept"), ("role", "developer")],
        &[("email", "a@example.com"), ("name", "Kept"), ("role", "king")],
        &[("email", "a@example.com"), ("name", "Kept"), ("role", "developer"), ("groups", "none")],
    ] {
        let refused = app.post("/admin/users/invite", form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(refused.text().contains("Kept"));
    }
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM users").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(count, 1);
}

#[tokio::test]
async fn others_invite_nobody() {
    let app = TestApp::new().await;
    let form = [("email", "grace@example.com"), ("role", "administrator")];
    assert_eq!(app.post("/admin/users/invite", &form).await.status, StatusCode::UNAUTHORIZED);
    let app = app.signed_in_as("dev@example.com", Role::Developer).await;
    assert_eq!(app.post("/admin/users/invite", &form).await.status, StatusCode::FORBIDDEN);
}
