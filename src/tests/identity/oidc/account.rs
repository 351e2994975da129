//! Whose account somebody gets into, and what they can do there without a password.

use axum::http::StatusCode;
use jsonwebtoken::Algorithm;
use loggia::identity::model::Role;
use loggia::identity::provider::{ProviderProblem, ProviderStep};
use serde_json::json;

use super::provider::NOW;
use super::support::{Browser, Portal};
use crate::support::{mails, only_token};

const EMAIL: &str = "ada@example.com";

#[tokio::test]
async fn a_newcomer_gets_an_account_and_is_known_the_next_time() {
    let portal = Portal::new().await;
    let (app, provider) = (&portal.app, &portal.provider);
    let shown = app.get("/sign-in?next=%2Fapis").await;
    let button = format!("action=\"/sign-in/with/{}\"", portal.id);
    assert!(shown.text().contains("Sign in with Example") && shown.text().contains(&button), "{}", shown.text());

    let mut browser = Browser::default();
    let url = portal.begin(&mut browser, "/apis?q=a").await;
    let back = portal.consent(&url).await;
    let answer = browser.come_back(app, &back).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/apis?q=a"));
    assert_eq!(browser.who(app).await.as_deref(), Some(EMAIL));
    assert!(browser.get(app, "/account").await.text().contains("Ada Lovelace"));

    // The address may change over there: it is the subject that counts. What was signed with other keys is accepted, too.
    for (name, algorithm) in [("rsa", Algorithm::RS256), ("edwards", Algorithm::EdDSA), ("again", Algorithm::ES256)] {
        provider.turn_key(name, algorithm);
        provider.does.lock().claims = json!({"email": "countess@example.com", "email_verified": false});
        app.state.clock.advance(60_000);
        provider.does.lock().claims["iat"] = json!(NOW);
        provider.does.lock().claims["exp"] = json!(NOW + 3600);
        let browser = portal.signed_in().await;
        assert_eq!(browser.who(app).await.as_deref(), Some(EMAIL), "{name}");
    }
    assert_eq!(portal.count("SELECT count(*) FROM users").await, 1);
    assert_eq!(portal.count("SELECT count(*) FROM identities").await, 1);
    assert_eq!(provider.does.lock().metadata_asked, 1, "the description is remembered");
    assert_eq!(provider.does.lock().keys_asked, 4, "new keys are looked for once a minute");
    assert!(!provider.does.lock().exchanged[0].contains_key("client_secret"), "it is in the header");
}

#[tokio::test]
async fn what_the_id_token_does_not_say_is_asked_for() {
    let portal = Portal::new().await;
    portal.provider.does.lock().claims = json!({"email": null, "email_verified": null, "name": null});
    portal.provider.does.lock().user_info =
        json!({"sub": "248289761001", "email": EMAIL, "email_verified": true, "name": "Ada"});
    portal.signed_in().await;
    portal.provider.does.lock().user_info["sub"] = json!("somebody else");
    portal.refused(ProviderStep::UserInfo, ProviderProblem::Mismatch).await;
}

#[tokio::test]
async fn an_account_is_linked_by_a_confirmed_address_only() {
    let portal = Portal::new().await;
    let app = portal.app.twin().signed_in_as(EMAIL, Role::Support).await;
    for verified in [json!(false), json!(null), json!("yes")] {
        portal.provider.does.lock().claims = json!({"email_verified": verified});
        let problem = ProviderProblem::UnverifiedEmail { email: EMAIL.to_owned() };
        portal.refused(ProviderStep::Account, problem).await;
    }
    portal.provider.does.lock().claims = json!({"email": "ADA@Example.com"});
    let mut browser = portal.signed_in().await;
    assert_eq!(browser.who(&app).await.as_deref(), Some(EMAIL));
    assert_eq!(portal.count("SELECT count(*) FROM users").await, 1);

    // With a password, the other way can go; it comes back with the next sign-in.
    let own = browser.get(&app, "/api/private/account/identities").await;
    let own: serde_json::Value = serde_json::from_slice(&own.body).unwrap();
    let identity = own["identities"][0]["id"].as_str().unwrap().to_owned();
    assert!(browser.get(&app, "/account").await.text().contains("Unlink: Example"));
    let unlink = format!("/account/identities/{identity}/unlink");
    let mut stranger = Browser::default();
    assert_eq!(stranger.post(&app, &unlink, &[]).await.status, StatusCode::UNAUTHORIZED);
    let other = app.twin().signed_out().signed_in_as("eve@example.com", Role::Developer).await;
    assert_eq!(other.post(&unlink, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(browser.post(&app, &unlink, &[]).await.location(), "/account?done=identity");
    assert_eq!(browser.post(&app, &unlink, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.count("SELECT count(*) FROM identities").await, 0);
}

#[tokio::test]
async fn an_address_of_which_nothing_is_said_is_believed_where_an_administrator_says_so() {
    let portal = Portal::with(|draft| draft.trusts_addresses = true).await;
    let _app = portal.app.twin().signed_in_as(EMAIL, Role::Support).await;
    for verified in [json!(false), json!("yes")] {
        portal.provider.does.lock().claims = json!({"email_verified": verified});
        let problem = ProviderProblem::UnverifiedEmail { email: EMAIL.to_owned() };
        portal.refused(ProviderStep::Account, problem).await;
    }
    portal.provider.does.lock().claims = json!({"email_verified": null});
    assert_eq!(portal.signed_in().await.who(&portal.app).await.as_deref(), Some(EMAIL));
    assert_eq!(portal.count("SELECT count(*) FROM users").await, 1);
}

#[tokio::test]
async fn the_owner_of_an_account_is_told_when_a_provider_is_linked_to_it() {
    let portal = Portal::new().await;
    portal.signed_in().await;
    assert!(mails(&portal.app.state).await.is_empty(), "a newcomer knows");

    let portal = Portal::new().await;
    let app = portal.app.twin().signed_in_as(EMAIL, Role::Developer).await;
    portal.signed_in().await;
    let told = mails(&app.state).await;
    let [mail] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((mail.kind.as_str(), mail.recipient.as_str()), ("provider-linked", EMAIL));
    for part in ["with Example", "http://localhost:3000/account", "http://localhost:3000/reset-password"] {
        assert!(mail.text.contains(part), "{part} is missing: {}", mail.text);
    }
    portal.signed_in().await;
    assert!(mails(&app.state).await.is_empty(), "it is told once");
}

#[tokio::test]
async fn a_passkey_is_a_way_to_sign_in_and_does_not_go_as_the_last_one() {
    let portal = Portal::new().await;
    let app = &portal.app;
    let mut browser = portal.signed_in().await;
    assert!(!browser.get(app, "/account").await.text().contains("Unlink: Example"));
    let mut db = app.state.db.write().await.unwrap();
    sqlx::query(
        "INSERT INTO passkeys (id, user_id, credential_id, public_key, name, counter, created_at)
         SELECT 'key', id, 'credential', x'00', 'Key', 0, 0 FROM users",
    )
    .execute(&mut *db)
    .await
    .unwrap();
    db.commit().await.unwrap();
    assert!(browser.get(app, "/account").await.text().contains("Unlink: Example"));
    let identity: String =
        sqlx::query_scalar("SELECT id FROM identities").fetch_one(app.state.db.reader()).await.unwrap();
    let unlinked = browser.post(app, &format!("/account/identities/{identity}/unlink"), &[]).await;
    assert_eq!(unlinked.location(), "/account?done=identity");
    let refused = browser.post(app, "/account/security/passkeys/key/remove", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("You could not sign in any more"), "{}", refused.text());
    assert_eq!(portal.count("SELECT count(*) FROM passkeys").await, 1);
}

#[tokio::test]
async fn accounts_that_wait_or_were_suspended_are_not_got_into() {
    let portal = Portal::new().await;
    let _app = portal.app.twin().signed_in_as(EMAIL, Role::Developer).await;
    for (state, problem) in [
        ("unconfirmed", ProviderProblem::UnconfirmedAccount { email: EMAIL.to_owned() }),
        ("suspended", ProviderProblem::Suspended),
    ] {
        set_state(&portal, state).await;
        portal.refused(ProviderStep::Account, problem).await;
    }
    set_state(&portal, "active").await;
    portal.signed_in().await;
    set_state(&portal, "suspended").await;
    portal.refused(ProviderStep::Account, ProviderProblem::Suspended).await;
}

async fn set_state(portal: &Portal, state: &str) {
    let mut db = portal.app.state.db.write().await.unwrap();
    sqlx::query("UPDATE users SET state = $1").bind(state).execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
}

#[tokio::test]
async fn accounts_are_made_for_whom_the_provider_may_make_them() {
    let portal = Portal::with(|draft| draft.domains = "@Example.org, example.net".to_owned()).await;
    let problem = ProviderProblem::Domain { allowed: "example.org, example.net".to_owned() };
    portal.refused(ProviderStep::Account, problem).await;
    portal.provider.does.lock().claims = json!({"email": "ada@example.net"});
    portal.signed_in().await;

    let portal = Portal::with(|draft| draft.creates_accounts = false).await;
    portal.refused(ProviderStep::Account, ProviderProblem::NoAccount { email: EMAIL.to_owned() }).await;
    portal.provider.does.lock().claims = json!({"email": null});
    portal.provider.does.lock().user_info = json!({"sub": "248289761001"});
    portal.refused(ProviderStep::Account, ProviderProblem::NoEmail).await;
    assert_eq!(portal.count("SELECT count(*) FROM users").await, 0);
}

#[tokio::test]
async fn whoever_has_no_password_can_set_one_or_leave() {
    let portal = Portal::new().await;
    let app = &portal.app;
    let mut browser = portal.signed_in().await;
    let page = browser.get(app, "/account").await;
    let page = page.text();
    assert!(page.contains("Set a password") && !page.contains("Present password"), "{page}");
    assert!(page.contains("your only way to sign in") && !page.contains("Unlink: Example"));

    // No password is the right one, the empty one least of all.
    for password in ["", "anything", "$argon2id$"] {
        let form = [("email", EMAIL), ("password", password)];
        assert_eq!(app.post("/sign-in", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{password}");
        let form = [("present", password), ("new", "a new password of mine")];
        assert_eq!(browser.post(app, "/account/password", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let identity: String =
        sqlx::query_scalar("SELECT id FROM identities").fetch_one(app.state.db.reader()).await.unwrap();
    let unlink = format!("/account/identities/{identity}/unlink");
    let refused = browser.post(app, &unlink, &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);

    let refused = browser.post(app, "/account/close", &[("email", "eve@example.com")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("not the e-mail address of your account"), "{}", refused.text());

    app.state.clock.advance(60_000);
    browser.post(app, "/reset-password", &[("email", EMAIL)]).await;
    let (_, token) = only_token(&app.state).await;
    let form = [("token", token.as_str()), ("password", "a new password of mine")];
    assert_eq!(app.post("/reset-password/new", &form).await.status, StatusCode::SEE_OTHER);
    let form = [("email", EMAIL), ("password", "a new password of mine")];
    assert_eq!(browser.post(app, "/sign-in", &form).await.status, StatusCode::SEE_OTHER);
    assert_eq!(browser.post(app, &unlink, &[]).await.status, StatusCode::SEE_OTHER);

    let portal = Portal::new().await;
    let mut browser = portal.signed_in().await;
    let closed = browser.post(&portal.app, "/account/close", &[("email", " ADA@example.com")]).await;
    assert_eq!((closed.status, closed.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(portal.count("SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM identities)").await, 0);
}
