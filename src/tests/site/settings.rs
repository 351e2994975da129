//! What administrators choose over the configuration.

use axum::http::{StatusCode, header};
use loggia::identity::model::Role;
use loggia::platform::config::SignUp;

use crate::support::{Answer, TestApp, mails};

/// Sends the settings with these fields; the others stay empty.
pub async fn save(app: &TestApp, revision: &str, fields: &[(&str, &str)]) -> Answer {
    app.post("/admin/settings", &[&[("revision", revision)], fields].concat()).await
}

/// The home page, without the marks between pieces of text.
async fn home(app: &TestApp) -> String {
    app.get("/").await.text().replace("<!>", "")
}

#[tokio::test]
async fn only_administrators_see_and_save_them() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/admin/settings").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(save(&app, "1", &[("organization_name", "Evil")]).await.status, StatusCode::UNAUTHORIZED);
    for role in [Role::Developer, Role::Support] {
        let app = app.twin().signed_in_as(&format!("{}@example.com", role.as_str()), role).await;
        assert_eq!(app.get("/admin/settings").await.status, StatusCode::FORBIDDEN);
        assert_eq!(save(&app, "1", &[("organization_name", "Evil")]).await.status, StatusCode::FORBIDDEN);
    }
    assert!(!app.get("/").await.text().contains("Evil"));
}

#[tokio::test]
async fn they_win_over_the_configuration_from_the_next_page_on() {
    let app = TestApp::configured(|config| config.organization_name = "Configured".to_owned()).await;
    let app = app.with_administrator().await;
    assert!(home(&app).await.contains("Operated by Configured"));
    assert!(app.get("/admin/settings").await.text().contains("From the configuration: Configured."));
    let fields = [
        ("organization_name", " Contoso "),
        ("administrator_email", "help@contoso.com"),
        ("home", "Our **APIs**<script>alert(1)</script>"),
    ];
    let saved = save(&app, "1", &fields).await;
    assert_eq!((saved.status, saved.location()), (StatusCode::SEE_OTHER, "/admin/settings"));
    let page = home(&app).await;
    assert!(page.contains("Operated by Contoso") && page.contains("mailto:help@contoso.com"), "{page}");
    assert!(page.contains("Our <strong>APIs</strong>") && !page.contains("alert(1)"), "{page}");
    assert!(app.get("/admin/settings").await.text().contains("Chosen here. The configuration says: Configured."));

    // Empty again: as the configuration says.
    assert_eq!(save(&app, "2", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(home(&app).await.contains("Operated by Configured"));
}

#[tokio::test]
async fn nobody_overwrites_what_they_have_not_seen() {
    let app = TestApp::new().await.with_administrator().await;
    assert_eq!(save(&app, "1", &[("organization_name", "First")]).await.status, StatusCode::SEE_OTHER);
    let late = save(&app, "1", &[("organization_name", "Second")]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    assert!(late.text().contains("Second"), "what was typed is kept");
    assert!(late.text().contains("value=\"2\""), "told of it, saving again is meant");
    assert!(home(&app).await.contains("Operated by First"));
    assert_eq!(save(&app, "2", &[("organization_name", "Second")]).await.status, StatusCode::SEE_OTHER);
    let log = crate::audit::support::entries(&app.state).await;
    let log: Vec<_> = log.iter().filter(|entry| entry.action == "settings.update").collect();
    assert_eq!(log.len(), 2, "a conflict changes nothing");
    assert_eq!(log[1].before(), serde_json::json!({ "organization_name": "First" }));
    assert_eq!(log[1].after(), serde_json::json!({ "organization_name": "Second" }));
}

#[tokio::test]
async fn what_cannot_be_meant_is_named_at_its_field() {
    let app = TestApp::new().await.with_administrator().await;
    for (fields, text) in [
        (&[("organization_name", "a\u{202e}b")][..], "one line"),
        (&[("administrator_email", "nobody")], "e-mail"),
        (&[("sign_up", "everybody")], "off, open, invitation, domains"),
        (&[("sign_up", "domains")], "Domains"),
        (&[("sign_up", "domains"), ("sign_up_domains", "*.example.com")], "Domains"),
        (&[("accent", "red")], "Accent colour"),
        (&[("accent", "#ffcc00")], "The contrast of this colour is 1.2"),
        (&[("accent", "#0b6b6b; } body { display: none")], "Accent colour"),
    ] {
        let refused = save(&app, "1", fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(refused.text().contains(text), "{fields:?}: {}", refused.text());
    }
    assert_eq!(app.state.settings().await.unwrap().revision, 1);
}

#[tokio::test]
async fn the_accent_colour_is_a_stylesheet_of_its_own() {
    let app = TestApp::new().await.with_administrator().await;
    assert_eq!(app.get("/site/theme.css").await.status, StatusCode::NOT_FOUND);
    assert!(!app.get("/").await.text().contains("theme.css"));
    assert_eq!(save(&app, "1", &[("accent", "#8A1C7C")]).await.status, StatusCode::SEE_OTHER);
    let page = app.get("/").await;
    assert!(page.text().contains("href=\"/site/theme.css?v=8a1c7c\""), "{}", page.text());
    let css = app.signed_out().get("/site/theme.css?v=8a1c7c").await;
    assert_eq!(css.headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
    assert!(css.headers[header::CACHE_CONTROL].to_str().unwrap().contains("immutable"));
    assert!(css.text().contains("--color-accent: light-dark(#8a1c7c, #"), "{}", css.text());
    assert!(css.text().contains("--color-accent-soft"));
}

#[tokio::test]
async fn who_may_sign_up_is_chosen_without_a_restart() {
    let app = TestApp::configured(|config| config.accounts.sign_up = SignUp::Open).await.with_administrator().await;
    assert_eq!(app.get("/sign-up").await.status, StatusCode::OK);
    assert_eq!(save(&app, "1", &[("sign_up", "off")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.get("/sign-up").await.status, StatusCode::NOT_FOUND);
    let form = [("email", "a@contoso.com"), ("password", "correct horse battery staple")];
    assert_eq!(app.post("/sign-up", &form).await.status, StatusCode::NOT_FOUND, "not only the page is gone");

    let fields =
        [("sign_up", "domains"), ("sign_up_domains", "Contoso.com, fabrikam.com"), ("organization_name", "Contoso")];
    assert_eq!(save(&app, "2", &fields).await.status, StatusCode::SEE_OTHER);
    assert!(app.get("/sign-up").await.text().contains("contoso.com, fabrikam.com"));
    assert_eq!(
        app.post("/sign-up", &[("email", "a@evil.com"), form[1]]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    assert_eq!(app.post("/sign-up", &form).await.status, StatusCode::SEE_OTHER);
    let mail = mails(&app.state).await.pop().unwrap();
    assert!(mail.text.contains("Contoso"), "{}", mail.text);
}
