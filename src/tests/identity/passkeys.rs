//! Passkeys: added, used after the password and instead of it, refused, removed.

use aws_lc_rs::digest::{SHA256, digest};
use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use loggia::identity::model::Role;
use serde_json::{Value, json};

use super::security_key::{RIGHT, SecurityKey};
use crate::support::{Answer, TestApp, mails};

const ADMIN: &str = "admin@example.com";
const PASSWORD: &str = "correct horse battery staple";
const MINUTE: i64 = 60_000;

fn json_of(answer: &Answer) -> Value {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// What the portal asks for when a passkey is to be added.
async fn asked_to_add(app: &TestApp) -> Value {
    json_of(&app.post_json("/account/security/passkeys/options", &json!({ "name": "Key" })).await)
}

async fn send(app: &TestApp, name: &str, credential: Value) -> Answer {
    app.post_json("/account/security/passkeys", &json!({ "name": name, "credential": credential })).await
}

/// Adds a passkey for whoever is signed in.
async fn add(app: &TestApp, name: &str) -> SecurityKey {
    let options = asked_to_add(app).await;
    let key = SecurityKey::made(&options);
    json_of(&send(app, name, key.created(&options, RIGHT)).await);
    key
}

/// What the portal asks for when somebody signs in with a passkey alone.
async fn asked(app: &TestApp) -> Value {
    json_of(&app.post_json("/sign-in/passkey/options", &json!({ "step": false })).await)
}

async fn sign_in(app: &TestApp, credential: Value) -> Answer {
    let given = json!({ "step": false, "next": "/account", "credential": credential });
    app.post_json("/sign-in/passkey", &given).await
}

/// Sends JSON in the browser with this cookie.
async fn post_with(app: &TestApp, cookie: &str, path: &str, json: &Value) -> Answer {
    let mut request = app
        .request(Method::POST, path)
        .header(header::CONTENT_TYPE, "application/json")
        .body(Body::from(json.to_string()))
        .unwrap();
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    app.send(request).await
}

/// Gives the right password, and takes the cookie of the second step.
async fn begin(app: &TestApp) -> String {
    let answer = app.post("/sign-in", &[("email", ADMIN), ("password", PASSWORD)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in/code"));
    let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

fn assert_in(answer: &Answer) {
    assert_eq!(json_of(answer)["next"], "/account");
    let cookies: Vec<_> = answer.headers.get_all(header::SET_COOKIE).iter().collect();
    assert!(cookies.iter().any(|cookie| cookie.to_str().unwrap().starts_with("loggia-session=")), "{cookies:?}");
}

fn assert_refused(answer: &Answer, why: &str) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}: {}", answer.text());
    assert!(answer.text().contains("PasskeyRefused") || answer.text().contains("passkey_refused"), "{}", answer.text());
    assert!(answer.headers.get(header::SET_COOKIE).is_none(), "{why}");
}

async fn ids(app: &TestApp) -> Vec<String> {
    sqlx::query_scalar("SELECT id FROM passkeys ORDER BY id").fetch_all(app.state.db.reader()).await.unwrap()
}

#[tokio::test]
async fn guests_add_nothing() {
    let app = TestApp::new().await;
    for (path, json) in [
        ("/account/security/passkeys/options", json!({ "name": "x" })),
        ("/account/security/passkeys", json!({ "name": "x", "credential": {} })),
        ("/sign-in/passkey/options", json!({ "step": true })),
        ("/sign-in/passkey", json!({ "step": true, "credential": {} })),
    ] {
        assert_eq!(app.post_json(path, &json).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    for form in ["/account/security/passkeys/0/rename", "/account/security/passkeys/0/remove"] {
        assert_eq!(
            app.post(form, &[("name", "x"), ("password", "x")]).await.status,
            StatusCode::UNAUTHORIZED,
            "{form}"
        );
    }
}

#[tokio::test]
async fn a_passkey_is_added_listed_renamed_and_removed() {
    let app = TestApp::new().await.with_administrator().await;
    let options = asked_to_add(&app).await;
    assert_eq!((options["rp"]["id"].as_str(), options["attestation"].as_str()), (Some("localhost"), Some("none")));
    assert!(!options["user"]["id"].to_string().contains('@'), "{options}");
    let key = SecurityKey::made(&options);
    let added = json_of(&send(&app, " Blue <key> ", key.created(&options, RIGHT)).await);
    assert_eq!(added["next"], "/account/security/codes", "there are no recovery codes yet");
    let mail = &mails(&app.state).await[0];
    assert!(mail.text.contains("a passkey was added"), "{}", mail.text);

    let page = app.get("/account/security").await;
    assert!(
        page.text().contains("Blue &lt;key&gt;") && page.text().contains("Recovery codes left: 0"),
        "{}",
        page.text()
    );
    let known = &asked_to_add(&app).await["excludeCredentials"];
    assert_eq!(known[0]["id"], key.id());
    app.post("/account/security/codes", &[]).await;
    let [id] = &ids(&app).await[..] else { panic!("one passkey was expected") };

    assert_eq!(
        app.post(&format!("/account/security/passkeys/{id}/rename"), &[("name", " ")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    let renamed = app.post(&format!("/account/security/passkeys/{id}/rename"), &[("name", "Red key")]).await;
    assert!(app.get(renamed.location()).await.text().contains("Red key"));
    let removed = app.post(&format!("/account/security/passkeys/{id}/remove"), &[]).await;
    assert_eq!((removed.status, removed.location()), (StatusCode::SEE_OTHER, "/account/security?done=passkey-removed"));
    assert!(mails(&app.state).await.iter().any(|mail| mail.text.contains("a passkey was removed")));
    assert_eq!(app.post(&format!("/account/security/passkeys/{id}/remove"), &[]).await.status, StatusCode::NOT_FOUND);
    let codes: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM recovery_codes").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(codes, 0, "they went with the last factor");
    let app = app.signed_out().signing_in(ADMIN).await;
    assert_eq!(app.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_old_session_needs_the_password() {
    let app = TestApp::new().await.with_administrator().await;
    add(&app, "Key").await;
    app.state.clock.advance(10 * MINUTE);
    let id = &ids(&app).await[0];
    let options = "/account/security/passkeys/options";
    assert_eq!(app.post_json(options, &json!({ "name": "x" })).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let wrong = json!({ "name": "x", "password": "a guess of somebody's" });
    assert_eq!(app.post_json(options, &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    json_of(&app.post_json(options, &json!({ "name": "x", "password": PASSWORD })).await);
    let remove = format!("/account/security/passkeys/{id}/remove");
    assert_eq!(app.post(&remove, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.post(&remove, &[("password", PASSWORD)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn answers_to_what_was_not_asked_are_refused() {
    let app = TestApp::new().await.with_administrator().await;
    let options = asked_to_add(&app).await;
    let key = SecurityKey::made(&options);
    for (why, change) in [
        ("another origin", ("origin", json!("https://evil.example"))),
        ("another ceremony", ("type", json!("webauthn.get"))),
        ("another challenge", ("challenge", json!("AAAA"))),
    ] {
        assert_refused(&send(&app, "x", key.created_with(&options, RIGHT, Some(change))).await, why);
    }
    assert_refused(&send(&app, "x", json!({ "id": "x" })).await, "no answer at all");
    assert_refused(&send(&app, "x", key.created(&options, 0)).await, "nobody was there");

    let options = asked_to_add(&app).await;
    app.state.clock.advance(5 * MINUTE);
    assert_refused(&send(&app, "x", key.created(&options, RIGHT)).await, "too late");
    let options = asked_to_add(&app).await;
    json_of(&send(&app, "x", key.created(&options, RIGHT)).await);
    assert_refused(&send(&app, "x", key.created(&options, RIGHT)).await, "answered already");
    let options = asked_to_add(&app).await;
    assert_refused(&send(&app, "x", key.created(&options, RIGHT)).await, "known already");
    let options = asked_to_add(&app).await;
    let dev = app.signed_out().signed_in_as("dev@example.com", Role::Developer).await;
    let other = SecurityKey::made(&options);
    assert_refused(&send(&dev, "x", other.created(&options, RIGHT)).await, "somebody else was asked");
    assert_eq!(ids(&dev).await.len(), 1);
}

#[tokio::test]
async fn nobody_touches_somebody_elses_passkey() {
    let app = TestApp::new().await.with_administrator().await;
    add(&app, "Mine").await;
    let id = &ids(&app).await[0];
    let dev = app.signed_out().signed_in_as("dev@example.com", Role::Developer).await;
    for form in ["rename", "remove"] {
        let answer = dev.post(&format!("/account/security/passkeys/{id}/{form}"), &[("name", "Theirs")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{form}");
    }
    let name: String = sqlx::query_scalar("SELECT name FROM passkeys").fetch_one(dev.state.db.reader()).await.unwrap();
    assert_eq!(name, "Mine");
    assert!(!dev.get("/account/security").await.text().contains("Mine"));
}

#[tokio::test]
async fn a_passkey_signs_in_without_a_password() {
    let app = TestApp::new().await.with_administrator().await;
    let mut key = add(&app, "Key").await;
    let app = app.signed_out();
    let options = asked(&app).await;
    assert_eq!(
        (options["userVerification"].as_str(), options["allowCredentials"].as_array().unwrap().len()),
        (Some("required"), 0)
    );
    let answer = sign_in(&app, key.used(&options, RIGHT)).await;
    assert_in(&answer);
    let used: Option<i64> =
        sqlx::query_scalar("SELECT used_at FROM passkeys").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(used, Some(app.state.clock.now().0));
    assert_refused(&sign_in(&app, key.used(&options, RIGHT)).await, "answered already");
}

#[tokio::test]
async fn a_passkey_alone_must_recognise_and_name_its_owner() {
    let app = TestApp::new().await.with_administrator().await;
    let mut key = add(&app, "Key").await;
    let app = app.signed_out();
    let options = asked(&app).await;
    assert_refused(&sign_in(&app, key.used(&options, 1)).await, "it recognised nobody");
    for handle in [Value::Null, json!(BASE64_URL_SAFE_NO_PAD.encode("somebody else"))] {
        let options = asked(&app).await;
        let mut credential = key.used(&options, RIGHT);
        credential["response"]["userHandle"] = handle.clone();
        assert_refused(&sign_in(&app, credential).await, &handle.to_string());
    }
    let options = asked(&app).await;
    let mut stranger = SecurityKey::made(&options);
    stranger.handle.clone_from(&key.handle);
    assert_refused(&sign_in(&app, stranger.used(&options, RIGHT)).await, "nobody has it");
    let options = asked(&app).await;
    let mut forged = key.used(&options, RIGHT);
    forged["response"]["signature"] = stranger.used(&options, RIGHT)["response"]["signature"].clone();
    assert_refused(&sign_in(&app, forged).await, "another key signed");
    let options = asked(&app).await;
    let mut tampered = key.used(&options, RIGHT);
    let data = [digest(&SHA256, b"localhost").as_ref(), &[RIGHT], &99_u32.to_be_bytes()].concat();
    tampered["response"]["authenticatorData"] = json!(BASE64_URL_SAFE_NO_PAD.encode(data));
    assert_refused(&sign_in(&app, tampered).await, "what was signed was changed");
}

#[tokio::test]
async fn a_copy_of_an_authenticator_is_noticed() {
    let app = TestApp::new().await.with_administrator().await;
    let mut key = add(&app, "Key").await;
    let app = app.signed_out();
    key.counter = 7;
    let options = asked(&app).await;
    assert_in(&sign_in(&app, key.used(&options, RIGHT)).await);
    key.counter = 6;
    let options = asked(&app).await;
    assert_refused(&sign_in(&app, key.used(&options, RIGHT)).await, "it counts backwards");
}

#[tokio::test]
async fn a_suspended_account_stays_closed() {
    let app = TestApp::new().await.with_administrator().await;
    let mut key = add(&app, "Key").await;
    let app = app.signed_out();
    let mut db = app.state.db.write().await.unwrap();
    sqlx::query("UPDATE users SET state = 'suspended'").execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
    let options = asked(&app).await;
    assert_refused(&sign_in(&app, key.used(&options, RIGHT)).await, "suspended");
}

#[tokio::test]
async fn after_the_password_a_passkey_is_asked_for() {
    let app = TestApp::new().await.with_administrator().await;
    let mut key = add(&app, "Key").await;
    let app = app.signed_out();
    let step = begin(&app).await;
    let options = json_of(&post_with(&app, &step, "/sign-in/passkey/options", &json!({ "step": true })).await);
    assert_eq!(options["allowCredentials"][0]["id"], key.id());
    // Its owner gave the password, so nobody need be recognised.
    let credential = key.used(&options, 1);
    let given = json!({ "step": true, "next": "/account", "credential": credential });
    assert_refused(&sign_in(&app, credential.clone()).await, "it was asked as a second factor");
    let used_up = post_with(&app, &step, "/sign-in/passkey", &given).await;
    assert_refused(&used_up, "and is answered with that");

    let options = json_of(&post_with(&app, &step, "/sign-in/passkey/options", &json!({ "step": true })).await);
    let given = json!({ "step": true, "next": "/account", "credential": key.used(&options, 1) });
    assert_in(&post_with(&app, &step, "/sign-in/passkey", &given).await);
    let over = post_with(&app, &step, "/sign-in/passkey/options", &json!({ "step": true })).await;
    assert_eq!(over.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn somebody_elses_passkey_is_no_second_factor() {
    let app = TestApp::new().await.with_administrator().await;
    add(&app, "Key").await;
    let dev = app.signed_out().signed_in_as("dev@example.com", Role::Developer).await;
    let mut theirs = add(&dev, "Theirs").await;
    let app = dev.signed_out();
    let step = begin(&app).await;
    let options = json_of(&post_with(&app, &step, "/sign-in/passkey/options", &json!({ "step": true })).await);
    let given = json!({ "step": true, "credential": theirs.used(&options, RIGHT) });
    assert_refused(&post_with(&app, &step, "/sign-in/passkey", &given).await, "somebody else's");
}

#[tokio::test]
async fn passkeys_need_a_name_and_not_a_number() {
    let app = TestApp::configured(|config| config.public_url = "http://127.0.0.1:3000".parse().unwrap()).await;
    assert_eq!(
        app.post_json("/sign-in/passkey/options", &json!({ "step": false })).await.status,
        StatusCode::NOT_FOUND
    );
}
