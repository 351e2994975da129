//! Looking after providers.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::groups::service::{GroupInput, create_group};
use serde_json::json;

use super::provider::{CLIENT, SECRET};
use super::support::Portal;
use crate::support::TestApp;

const LIST: &str = "/admin/identity-providers";
const NEW: &str = "/admin/identity-providers/new";

async fn administered() -> TestApp {
    TestApp::new().await.with_administrator().await
}

fn form<'a>(name: &'a str, issuer: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![("name", name), ("issuer", issuer), ("client_id", "portal"), ("client_secret", "hunter22"), ("is_on", "on")]
}

#[tokio::test]
async fn only_administrators_look_after_providers() {
    let portal = Portal::new().await;
    let page = format!("{LIST}/{}", portal.id);
    let developer = portal.app.twin().signed_in_as("ada@example.com", Role::Developer).await;
    for (app, status) in [(&portal.app, StatusCode::UNAUTHORIZED), (&developer, StatusCode::FORBIDDEN)] {
        for path in [LIST, NEW, &page, &format!("{page}/delete")] {
            assert_eq!(app.get(path).await.status, status, "{path}");
        }
        for path in [NEW, &page, &format!("{page}/test"), &format!("{page}/move"), &format!("{page}/delete")] {
            assert_eq!(app.post(path, &[("to", "up")]).await.status, status, "{path}");
        }
        for path in ["providers", "provider?id=1&tested=", "provider/new?id="] {
            assert_eq!(app.get(&format!("/api/private/admin/{path}")).await.status, status, "{path}");
        }
    }
    assert_eq!(portal.count("SELECT count(*) FROM identity_providers").await, 1);
}

#[tokio::test]
async fn a_form_comes_back_with_what_was_typed_and_what_is_wrong_with_it() {
    let app = administered().await;
    let fresh = app.get(NEW).await;
    let id = fresh.text().split("name=\"id\" value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let uri = format!("http://localhost:3000/sign-in/callback/{id}");
    assert!(fresh.text().contains(&uri) && fresh.text().contains("openid email profile"), "{}", fresh.text());

    let bad = [
        ("id", id.as_str()),
        ("name", ""),
        ("issuer", "login.example.com"),
        ("client_id", "typed"),
        ("client_secret", "hunter22"),
        ("domains", "example.com, not a domain!"),
        ("groups.3.value", "admins"),
        ("groups.4.group", "nobody"),
        ("groups.7.value", ""),
    ];
    let refused = app.post(NEW, &bad).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = refused.text();
    for part in [
        "value=\"login.example.com\"",
        "value=\"typed\"",
        "value=\"admins\"",
        "href=\"#field-name\"",
        "href=\"#field-issuer\"",
        "groups-3-group",
        "groups-4-value",
        "domain!",
        &uri,
    ] {
        assert!(text.contains(part) || text.contains(&part.replace('-', ".")), "{part}: {text}");
    }
    assert!(!text.contains("hunter22"), "the secret does not come back");

    let rows = app.post(NEW, &[("name", "Kept"), ("action", "add-row"), ("groups.0.value", "a")]).await;
    assert_eq!(rows.status, StatusCode::OK);
    assert!(rows.text().contains("value=\"Kept\"") && rows.text().contains("groups.1.value"), "{}", rows.text());
}

#[tokio::test]
async fn a_provider_is_made_changed_moved_and_removed() {
    let app = administered().await;
    let input = GroupInput { name: "Staff".to_owned(), description: String::new() };
    let group = create_group(&app.state, &Administrator::operator(), input).await.unwrap();
    let mut first = form("First", "https://one.example/.well-known/openid-configuration");
    first.extend([("groups.0.value", "staff"), ("groups.0.group", group.as_str()), ("domains", "Example.COM")]);
    let made = app.post(NEW, &first).await;
    assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
    let page = made.location().to_owned();
    let shown = app.get(&page).await;
    let shown = shown.text();
    assert!(shown.contains("value=\"https://one.example\"") && shown.contains("value=\"example.com\""), "{shown}");
    assert!(shown.contains("value=\"staff\"") && !shown.contains("hunter22"), "{shown}");
    let sealed: Vec<u8> = sqlx::query_scalar("SELECT client_secret FROM identity_providers")
        .fetch_one(app.state.db.reader())
        .await
        .unwrap();
    assert!(!sealed.windows(8).any(|window| window == b"hunter22"));

    let taken = app.post(NEW, &form("FIRST", "https://two.example")).await;
    assert_eq!(taken.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(taken.text().contains("This is taken already"));
    assert_eq!(app.post(NEW, &form("Second", "https://two.example")).await.status, StatusCode::SEE_OTHER);

    // Empty keeps the secret, the box removes it.
    for (more, kept) in [(vec![], true), (vec![("clear_secret", "on")], false)] {
        let mut changed = vec![("name", "First"), ("issuer", "https://one.example"), ("client_id", "portal")];
        changed.extend(more);
        assert_eq!(app.post(&page, &changed).await.location(), LIST);
        let has: bool =
            sqlx::query_scalar("SELECT client_secret IS NOT NULL FROM identity_providers WHERE name = 'First'")
                .fetch_one(app.state.db.reader())
                .await
                .unwrap();
        assert_eq!(has, kept);
    }
    let order = async || {
        let list = app.get(LIST).await;
        let text = list.text().to_owned();
        assert!(text.contains("First") && text.contains("Second") && text.contains("Off"));
        text.find("https://one.example").unwrap() < text.find("https://two.example").unwrap()
    };
    assert!(order().await);
    assert_eq!(app.post(&format!("{page}/move"), &[("to", "down")]).await.status, StatusCode::SEE_OTHER);
    assert!(!order().await);
    app.post(&format!("{page}/move"), &[("to", "down")]).await;
    assert!(!order().await, "at the end it stays");
    assert_eq!(app.post(&format!("{page}/move"), &[("to", "left")]).await.status, StatusCode::BAD_REQUEST);

    let question = app.get(&format!("{page}/delete")).await;
    assert!(question.text().contains("Nobody signs in with it any more"));
    assert_eq!(app.post(&format!("{page}/delete"), &[]).await.location(), LIST);
    for path in ["", "/delete", "/test", "/move"] {
        let answer = app.post(&format!("{page}{path}"), &[("to", "up")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert_eq!(app.get(&page).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_test_says_by_stage_what_works_and_what_does_not() {
    let portal = Portal::new().await;
    let app = portal.app.twin().with_administrator().await;
    let page = format!("{LIST}/{}", portal.id);
    let tested = async || {
        let answer = app.post(&format!("{page}/test"), &[]).await;
        assert!(answer.location().starts_with(&format!("{page}?tested=")), "{}", answer.location());
        app.get(answer.location()).await.text().to_owned()
    };
    let fine = tested().await;
    for part in ["Description: works.", "Issuer: works.", "Addresses: works.", "Keys: works."] {
        assert!(fine.contains(part), "{part}: {fine}");
    }
    assert!(!fine.contains(SECRET));
    for (metadata, expected) in [
        (json!({"issuer": "https://evil.example"}), "Issuer: It calls itself https://evil.example"),
        (json!({"jwks_uri": null}), "Addresses: Its answer has no usable jwks_uri."),
        (json!({"token_endpoint": "javascript:alert(1)"}), "Addresses: Its answer has no usable token_endpoint."),
        (json!({"jwks_uri": portal.provider.url("/nowhere")}), "Keys: It answered with status 404."),
        (json!({"jwks_uri": portal.provider.url("/.well-known/openid-configuration")}), "Keys: It has no key"),
    ] {
        portal.provider.does.lock().metadata = metadata;
        let text = tested().await;
        assert!(text.contains(expected), "{expected}: {text}");
    }
    let (elsewhere, secured) = (portal.provider.url("/elsewhere"), portal.provider.url("").replace("http", "https"));
    for (issuer, expected) in [
        ("http://169.254.169.254", "LOGGIA_OUTBOUND_ALLOW"),
        ("http://nobody.invalid", "could not be resolved (DNS)"),
        (elsewhere.as_str(), "Description: It answered with status 404."),
        (secured.as_str(), "could not be secured (TLS)"),
    ] {
        let form = [("name", "Example"), ("issuer", issuer), ("client_id", CLIENT)];
        assert_eq!(app.post(&page, &form).await.status, StatusCode::SEE_OTHER);
        let text = tested().await;
        assert!(text.contains(expected), "{issuer}: {text}");
    }
    let other = app.get(&format!("{page}?tested=made-up")).await;
    assert_eq!(other.status, StatusCode::OK);
    assert!(!other.text().contains("Description:"));
}
