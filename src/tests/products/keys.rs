//! Keys: shown on request, replaced with an overlap, and nowhere in the files.

use axum::http::{StatusCode, header};
use loggia::identity::model::Role;

use super::support::{BOB, ada, keys_in, opens, subscribe};
use crate::support::{Answer, TestApp};

const HOUR: i64 = 60 * 60 * 1_000;

async fn show(app: &TestApp, address: &str) -> Answer {
    app.post(&format!("{address}/keys"), &[]).await
}

async fn regenerate(app: &TestApp, address: &str, slot: &str, overlap: &str) -> Answer {
    app.post(&format!("{address}/keys/regenerate"), &[("slot", slot), ("overlap", overlap)]).await
}

#[tokio::test]
async fn keys_are_shown_to_their_owner_when_asked_for_and_kept_by_nobody() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    assert!(keys_in(app.get(&address).await.text()).is_empty(), "the page by itself has none");
    assert!(keys_in(app.get("/account/subscriptions").await.text()).is_empty());
    let shown = show(&app, &address).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    assert_eq!(shown.headers[header::CACHE_CONTROL], "no-store");
    let keys = keys_in(shown.text());
    assert_eq!(keys.len(), 2, "{keys:?}");
    assert_eq!(keys_in(show(&app, &address).await.text()), keys, "the same again");
    assert_eq!(app.get(&format!("{address}/keys")).await.status, StatusCode::METHOD_NOT_ALLOWED);
    for key in &keys {
        assert!(opens(&app, key).await);
    }

    let bob = app.twin().signed_out().signed_in_as(BOB, Role::Developer).await;
    for answer in [show(&bob, &address).await, regenerate(&bob, &address, "primary", "0").await] {
        assert_eq!(answer.status, StatusCode::NOT_FOUND);
        assert!(keys_in(answer.text()).is_empty());
    }
    let administrator = app.twin().signed_out().with_administrator().await;
    assert_eq!(keys_in(show(&administrator, &address).await.text()), keys);
}

#[tokio::test]
async fn a_replaced_key_opens_for_the_overlap_and_no_longer() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    let [primary, secondary] = keys_in(show(&app, &address).await.text()).try_into().unwrap();
    let answer = regenerate(&app, &address, "primary", "1").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let [second] = keys_in(answer.text()).try_into().unwrap();
    assert!(opens(&app, &primary).await && opens(&app, &second).await && opens(&app, &secondary).await);
    assert_eq!(keys_in(show(&app, &address).await.text()), [second.clone(), secondary.clone()]);
    app.state.clock.advance(HOUR - 1);
    assert!(opens(&app, &primary).await);
    app.state.clock.advance(1);
    assert!(!opens(&app, &primary).await);

    // Without an overlap it ends at once, and so does what was replaced before.
    let [third] = keys_in(regenerate(&app, &address, "primary", "168").await.text()).try_into().unwrap();
    assert!(opens(&app, &second).await);
    let [fourth] = keys_in(regenerate(&app, &address, "primary", "0").await.text()).try_into().unwrap();
    for (key, expected) in [(&second, false), (&third, false), (&fourth, true), (&secondary, true)] {
        assert_eq!(opens(&app, key).await, expected);
    }
    for (slot, overlap) in [("third", "1"), ("primary", "169"), ("primary", "-1"), ("primary", "x")] {
        let answer = regenerate(&app, &address, slot, overlap).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{slot} {overlap}");
    }
    assert!(opens(&app, &fourth).await, "what was refused changed nothing");
}

#[tokio::test]
async fn keys_fail_on_the_very_next_call_when_they_are_to() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    let [key, _] = keys_in(show(&app, &address).await.text()).try_into().unwrap();
    let administrator = app.twin().signed_out().with_administrator().await;
    let page = address.replace("/account/", "/admin/");
    for (action, expected) in [("suspend", false), ("activate", true), ("cancel", false), ("activate", false)] {
        administrator.post(&page, &[("action", action)]).await;
        assert_eq!(opens(&app, &key).await, expected, "{action}");
    }
    let address = subscribe(&app, "starter").await;
    let [key, _] = keys_in(show(&app, &address).await.text()).try_into().unwrap();
    let user: String = sqlx::query_scalar("SELECT id FROM users WHERE email = 'ada@example.com'")
        .fetch_one(app.state.db.reader())
        .await
        .unwrap();
    let page = format!("/admin/users/{user}");
    let suspended = administrator.post(&page, &[("action", "suspend")]).await;
    assert_eq!(suspended.status, StatusCode::SEE_OTHER, "{}", suspended.text());
    assert!(!opens(&app, &key).await, "its owner's account is stopped");
}

#[tokio::test]
async fn no_key_is_in_the_databases_files() {
    let app = ada().await;
    let address = subscribe(&app, "starter").await;
    let mut keys = keys_in(show(&app, &address).await.text());
    keys.extend(keys_in(regenerate(&app, &address, "primary", "1").await.text()));
    assert_eq!(keys.len(), 3);
    let holds = |text: &str| {
        let files = std::fs::read_dir(&app.state.config.data).unwrap().map(|file| file.unwrap().path());
        files.filter(|path| path.is_file()).any(|path| {
            let bytes = std::fs::read(path).unwrap();
            bytes.windows(text.len()).any(|window| window == text.as_bytes())
        })
    };
    assert!(holds("Product starter"), "the files are the right ones");
    for key in &keys {
        assert!(!holds(&key[4..36]), "{key}");
    }
    let logged: Vec<String> =
        sqlx::query_scalar("SELECT before || after FROM audit_log").fetch_all(app.state.db.reader()).await.unwrap();
    assert!(logged.iter().all(|entry| keys.iter().all(|key| !entry.contains(&key[4..]))));
    let actions: Vec<String> =
        sqlx::query_scalar("SELECT DISTINCT action FROM audit_log WHERE action LIKE 'subscription.%' ORDER BY action")
            .fetch_all(app.state.db.reader())
            .await
            .unwrap();
    assert_eq!(actions, ["subscription.create", "subscription.regenerate_key", "subscription.show_keys"]);
}
