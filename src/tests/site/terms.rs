//! Terms of use, and who accepted them.

use axum::http::StatusCode;

use super::settings::save;
use crate::support::TestApp;

const PASSWORD: &str = "correct horse battery staple";

async fn accepted(app: &TestApp, email: &str) -> (Option<i64>, Option<i64>) {
    sqlx::query_as("SELECT terms_version, terms_accepted_at FROM users WHERE email = $1")
        .bind(email)
        .fetch_one(app.state.db.reader())
        .await
        .unwrap()
}

#[tokio::test]
async fn whoever_signs_up_accepts_the_terms_as_they_are() {
    let app = TestApp::new().await.with_administrator().await;
    assert_eq!(app.get("/terms").await.status, StatusCode::NOT_FOUND);
    save(&app, "1", &[("sign_up", "open")]).await;
    assert!(!app.get("/sign-up").await.text().contains("I accept"));
    let form = [("email", "early@example.com"), ("password", PASSWORD)];
    assert_eq!(app.post("/sign-up", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(accepted(&app, "early@example.com").await, (None, None));

    save(&app, "2", &[("sign_up", "open"), ("terms", "# Be nice\n\n<script>alert(1)</script>")]).await;
    let terms = app.twin().signed_out().get("/terms").await;
    assert!(terms.text().contains("Be nice</h1>") && !terms.text().contains("alert(1)"), "{}", terms.text());
    assert!(app.get("/").await.text().contains("href=\"/terms\""));
    let page = app.get("/sign-up").await;
    assert!(
        page.text().contains("I accept the terms of use") && page.text().contains("value=\"1\""),
        "{}",
        page.text()
    );

    let form = [("email", "ada@example.com"), ("password", PASSWORD)];
    for terms in [None, Some("0"), Some("2"), Some("on")] {
        let form: Vec<_> = form.into_iter().chain(terms.map(|terms| ("terms", terms))).collect();
        assert_eq!(app.post("/sign-up", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{terms:?}");
    }
    app.state.clock.advance(1_000);
    let form = [form[0], form[1], ("terms", "1")];
    assert_eq!(app.post("/sign-up", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(accepted(&app, "ada@example.com").await, (Some(1), Some(app.state.clock.now().0)));

    // Saved without a change they are the same terms, changed they are others.
    save(&app, "3", &[("sign_up", "open"), ("terms", "# Be nice\n\n<script>alert(1)</script>"), ("home", "x")]).await;
    assert_eq!(app.state.settings().await.unwrap().terms_version(), Some(1));
    save(&app, "4", &[("sign_up", "open"), ("terms", "# Be very nice")]).await;
    assert_eq!(app.state.settings().await.unwrap().terms_version(), Some(2));
}
