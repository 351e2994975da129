//! The publisher's forms, as a browser without JavaScript meets them.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use serde_json::{Value, json};

use crate::support::TestApp;

const PAGE: &str = "/admin/apis/quokka/credential";
const SECRET: &str = "hunter2-of-the-backend";

/// A publisher with an API of their own, and another publisher.
async fn publishers() -> (TestApp, TestApp) {
    let app = TestApp::new().await;
    let ada = app.twin().signed_in_as("ada@example.com", Role::Publisher).await;
    let bob = app.signed_in_as("bob@example.com", Role::Publisher).await;
    let form = [
        ("name", "Quokka"),
        ("service_url", "http://127.0.0.1:9/base"),
        ("suffix", "quokka"),
        ("scheme", "both"),
        ("published", "on"),
    ];
    let made = ada.post("/admin/apis/new", &form).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    (ada, bob)
}

/// What the audit log has, the oldest first: actions, and what became of the fields.
async fn log(app: &TestApp) -> Vec<(String, Value, Value)> {
    let rows: Vec<(String, String, String)> =
        sqlx::query_as("SELECT action, before, after FROM audit_log WHERE action LIKE '%credential%' ORDER BY id")
            .fetch_all(app.state.db.reader())
            .await
            .unwrap();
    let read = |text: String| serde_json::from_str(&text).unwrap();
    rows.into_iter().map(|(action, before, after)| (action, read(before), read(after))).collect()
}

#[tokio::test]
async fn a_publisher_sets_replaces_and_removes_it_and_never_sees_the_secret() {
    let (ada, _) = publishers().await;
    assert!(ada.get("/admin/apis/quokka").await.text().contains(&format!("href=\"{PAGE}\"")));
    assert!(ada.get(PAGE).await.text().contains("There is none"));
    assert_eq!(ada.get(&format!("{PAGE}/delete")).await.status, StatusCode::NOT_FOUND);

    let key = [("kind", "api_key"), ("name", " X-Api-Key "), ("place", "header"), ("secret", SECRET)];
    let set = ada.post(PAGE, &key).await;
    assert_eq!((set.status, set.location()), (StatusCode::SEE_OTHER, PAGE), "{}", set.text());
    let page = ada.get(PAGE).await;
    for told in ["X-Api-Key", "Set on 2026-11-18", "http://127.0.0.1:9 only", "Replace it"] {
        assert!(page.text().contains(told), "{told}");
    }
    let basic = [("kind", "basic"), ("username", "ada"), ("secret", SECRET)];
    assert_eq!(ada.post(PAGE, &basic).await.status, StatusCode::SEE_OTHER);
    let page = ada.get(PAGE).await;
    assert!(page.text().contains("(Basic): ada"));
    assert!(!page.text().contains(SECRET));

    assert!(ada.get(&format!("{PAGE}/delete")).await.text().contains("(Basic): ada"));
    let removed = ada.post(&format!("{PAGE}/delete"), &[]).await;
    assert_eq!((removed.status, removed.location()), (StatusCode::SEE_OTHER, PAGE));
    assert_eq!(ada.post(&format!("{PAGE}/delete"), &[]).await.status, StatusCode::NOT_FOUND);

    let origin = "http://127.0.0.1:9";
    let key = json!({ "kind": "api_key", "name": "X-Api-Key", "place": "header" });
    let mut first = key.clone();
    first["origin"] = json!(origin);
    first["secret"] = json!("changed");
    assert_eq!(
        log(&ada).await,
        [
            ("api.set_credential".to_owned(), json!({}), first),
            ("api.set_credential".to_owned(), key, json!({ "kind": "basic", "username": "ada", "secret": "changed" })),
            (
                "api.remove_credential".to_owned(),
                json!({ "kind": "basic", "username": "ada", "origin": origin }),
                json!({})
            ),
        ]
    );
}

#[tokio::test]
async fn a_form_that_is_refused_keeps_everything_but_the_secret() {
    let (ada, _) = publishers().await;
    for (form, complaint) in [
        ([("kind", "api_key"), ("name", "Host"), ("secret", SECRET)], "Host is set by the server itself"),
        ([("kind", "basic"), ("username", "a:b"), ("secret", SECRET)], "cannot contain a colon"),
        ([("kind", "bearer"), ("name", "Kept"), ("secret", "Bearer hunter2-of-the-backend")], "without spaces"),
        ([("kind", "bearer"), ("name", "Kept"), ("secret", "")], "Secret"),
        ([("kind", "moon"), ("name", "Kept"), ("secret", SECRET)], "bearer, basic, api_key"),
    ] {
        let refused = ada.post(PAGE, &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        let text = refused.text();
        assert!(text.contains(complaint) && !text.contains(SECRET), "{form:?}");
        assert!(text.contains(&format!("value=\"{}\"", form[1].1)), "{form:?}");
    }
    assert!(ada.get(PAGE).await.text().contains("There is none"));
}

#[tokio::test]
async fn nobody_else_sets_or_sees_it() {
    let (ada, bob) = publishers().await;
    let form = [("kind", "bearer"), ("secret", SECRET)];
    assert_eq!(ada.post(PAGE, &form).await.status, StatusCode::SEE_OTHER);
    let guest = ada.twin().signed_out();
    for (app, status) in [(&bob, StatusCode::FORBIDDEN), (&guest, StatusCode::UNAUTHORIZED)] {
        for path in ["", "/delete"] {
            assert_eq!(app.get(&format!("{PAGE}{path}")).await.status, status);
            assert_eq!(app.post(&format!("{PAGE}{path}"), &form).await.status, status);
        }
    }
    assert_eq!(log(&ada).await.len(), 1);
}

#[tokio::test]
async fn a_web_service_that_has_moved_is_told_on_the_page() {
    let (ada, _) = publishers().await;
    ada.post(PAGE, &[("kind", "bearer"), ("secret", SECRET)]).await;
    let moved = [
        ("revision", "1"),
        ("name", "Quokka"),
        ("slug", "quokka"),
        ("service_url", "http://127.0.0.1:10"),
        ("suffix", "quokka"),
        ("scheme", "both"),
        ("version_scheme", "none"),
        ("published", "on"),
    ];
    assert_eq!(ada.post("/admin/apis/quokka", &moved).await.status, StatusCode::SEE_OTHER);
    assert!(ada.get(PAGE).await.text().contains("is not at http://127.0.0.1:9 any more"));
}
