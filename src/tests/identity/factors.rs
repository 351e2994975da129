//! One's second factors: the app for codes and the recovery codes, set up, replaced, switched off, taken away.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::factors::reset::reset_by_email;

use super::authenticator::{Authenticator, codes_on, set_up};
use super::second_step::{assert_in, assert_wrong, begin, finish};
use crate::support::{TestApp, mails};

const ADMIN: &str = "admin@example.com";
const PASSWORD: &str = "correct horse battery staple";
const MINUTE: i64 = 60_000;

#[tokio::test]
async fn guests_have_nothing_to_secure() {
    let app = TestApp::new().await;
    for page in ["/account/security", "/account/security/app", "/account/security/codes", "/sign-in/code"] {
        assert_eq!(app.get(page).await.status, StatusCode::UNAUTHORIZED, "{page}");
    }
    let fields = [("password", PASSWORD), ("proof", PASSWORD), ("code", "123456")];
    for form in [
        "/account/security/app",
        "/account/security/app/confirm",
        "/account/security/app/off",
        "/account/security/codes",
        "/sign-in/code",
    ] {
        assert_eq!(app.post(form, &fields).await.status, StatusCode::UNAUTHORIZED, "{form}");
    }
}

#[tokio::test]
async fn an_app_counts_from_its_first_code_on() {
    let app = TestApp::new().await.with_administrator().await;
    assert_eq!(app.get("/account/security/app").await.status, StatusCode::NOT_FOUND, "nothing was begun");
    app.post("/account/security/app", &[]).await;
    let page = app.get("/account/security/app").await;
    assert!(page.text().contains("QR code for the app") && page.text().contains("viewBox"), "{}", page.text());
    assert!(app.twin().signed_out().signing_in(ADMIN).await.get("/account").await.status.is_success(), "not asked yet");

    let authenticator = Authenticator::reading(&app).await;
    let wrong = app.post("/account/security/app/confirm", &[("code", &authenticator.code(&app, 5))]).await;
    assert_wrong(&wrong);
    let right = app.post("/account/security/app/confirm", &[("code", &authenticator.code(&app, 0))]).await;
    assert_eq!(right.status, StatusCode::OK);
    assert_eq!(codes_on(&right).len(), 10, "{}", right.text());
    let mail = &mails(&app.state).await[0];
    assert_eq!((mail.kind.as_str(), mail.recipient.as_str()), ("factors-changed", ADMIN));
    assert!(mail.text.contains("asks for the code") && mail.text.contains("/account/security"), "{}", mail.text);

    assert_eq!(app.get("/account/security/app").await.status, StatusCode::NOT_FOUND, "the secret is not shown again");
    assert_eq!(app.post("/account/security/app", &[]).await.status, StatusCode::CONFLICT, "nor replaced");
    let page = app.get("/account/security").await;
    assert!(page.text().contains("Recovery codes left: 10") && codes_on(&page).is_empty(), "{}", page.text());
    assert!(codes_on(&app.get("/account/security/codes").await).is_empty(), "they were shown once");
    begin(&app.signed_out()).await;
}

#[tokio::test]
async fn neither_secret_nor_codes_are_in_the_database() {
    let app = TestApp::new().await.with_administrator().await;
    app.post("/account/security/app", &[]).await;
    let authenticator = Authenticator::reading(&app).await;
    let code = authenticator.code(&app, 0);
    let codes = codes_on(&app.post("/account/security/app/confirm", &[("code", &code)]).await);
    let hashes: Vec<String> =
        sqlx::query_scalar("SELECT code_hash FROM recovery_codes").fetch_all(app.state.db.reader()).await.unwrap();
    assert_eq!(hashes.len(), 10);
    for code in codes {
        let plain = code.replace('-', "");
        assert!(hashes.iter().all(|hash| *hash != code && *hash != plain && hash.len() == 64), "{code}");
    }
    let sealed: Vec<u8> = sqlx::query_scalar("SELECT secret FROM totp").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(sealed.len(), 1 + 24 + 20 + 16, "version, nonce, secret, tag");
}

#[tokio::test]
async fn a_forgotten_set_up_is_void() {
    let app = TestApp::new().await.with_administrator().await;
    app.post("/account/security/app", &[]).await;
    let authenticator = Authenticator::reading(&app).await;
    app.state.clock.advance(31 * MINUTE);
    let late = app.post("/account/security/app/confirm", &[("code", &authenticator.code(&app, 0))]).await;
    assert_eq!(late.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_without_a_page_of_its_own_comes_back_at_the_address_of_the_page() {
    let app = TestApp::new().await.with_administrator().await;
    app.post("/account/security/app", &[]).await;
    let refused = app.post("/account/security/app/confirm", &[("code", "1")]).await;
    assert!(refused.text().contains(r#"history.replaceState(history.state, "", "/account/security/app")"#));
    assert!(!app.get("/account/security/app").await.text().contains("history.replaceState"));
}

#[tokio::test]
async fn an_old_session_needs_the_password_for_changes() {
    let app = TestApp::new().await.with_administrator().await;
    app.state.clock.advance(10 * MINUTE);
    let refused = app.post("/account/security/app", &[]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("changes need your password again"), "{}", refused.text());
    let refused = app.post("/account/security/app", &[("password", "a guess of somebody's")]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!refused.text().contains("a guess of"), "{}", refused.text());
    let begun = app.post("/account/security/app", &[("password", PASSWORD)]).await;
    assert_eq!(begun.location(), "/account/security/app");
    let authenticator = Authenticator::reading(&app).await;
    app.post("/account/security/app/confirm", &[("code", &authenticator.code(&app, 0))]).await;
    assert_eq!(app.post("/account/security/codes", &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let made = app.post("/account/security/codes", &[("password", PASSWORD)]).await;
    assert_eq!((made.status, codes_on(&made).len()), (StatusCode::OK, 10));
}

#[tokio::test]
async fn new_recovery_codes_replace_the_old_ones() {
    let app = TestApp::new().await.with_administrator().await;
    assert_eq!(app.post("/account/security/codes", &[]).await.status, StatusCode::NOT_FOUND, "nothing to recover");
    let (_, old) = set_up(&app).await;
    let new = codes_on(&app.post("/account/security/codes", &[]).await);
    assert!(new.len() == 10 && new.iter().all(|code| !old.contains(code)));
    let app = app.signed_out();
    let step = begin(&app).await;
    assert_wrong(&finish(&app, &step, &old[0]).await);
    assert_in(&finish(&app, &step, &new[0]).await);
}

#[tokio::test]
async fn it_is_switched_off_by_the_password_or_a_code_even_just_after_signing_in() {
    for proof in ["password", "code", "recovery"] {
        let app = TestApp::new().await.with_administrator().await;
        let (authenticator, codes) = set_up(&app).await;
        for wrong in ["", "a guess of somebody's", &authenticator.code(&app, 0), "0000-0000-0000-0000"] {
            let refused = app.post("/account/security/app/off", &[("proof", wrong)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        }
        app.state.clock.advance(MINUTE);
        let right = match proof {
            "password" => PASSWORD.to_owned(),
            "code" => authenticator.code(&app, 0),
            _ => codes[0].clone(),
        };
        let off = app.post("/account/security/app/off", &[("proof", &right)]).await;
        assert_eq!((off.status, off.location()), (StatusCode::SEE_OTHER, "/account/security?done=app-off"), "{proof}");
        let page = app.get(off.location()).await;
        assert!(page.text().contains("The app is switched off.") && !page.text().contains("Recovery codes left"));
        assert!(mails(&app.state).await.last().unwrap().text.contains("no longer asks"));
        let app = app.signed_out().signing_in(ADMIN).await;
        assert_eq!(app.get("/account").await.status, StatusCode::OK);
        let left: i64 =
            sqlx::query_scalar("SELECT COUNT(*) FROM recovery_codes").fetch_one(app.state.db.reader()).await.unwrap();
        assert_eq!(left, 0);
    }
}

#[tokio::test]
async fn administrators_take_factors_from_those_who_lost_them() {
    let app = TestApp::new().await.signed_in_as("dev@example.com", Role::Developer).await;
    set_up(&app).await;
    let id: String = sqlx::query_scalar("SELECT id FROM users").fetch_one(app.state.db.reader()).await.unwrap();
    let (page, reset) = (format!("/admin/users/{id}"), format!("/admin/users/{id}/factors/reset"));
    assert_eq!(app.post(&reset, &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.twin().signed_out().post(&reset, &[]).await.status, StatusCode::UNAUTHORIZED);

    let admin = app.signed_out().with_administrator().await;
    let shown = admin.get(&page).await;
    assert!(shown.text().contains("the code of an app") && shown.text().contains("Remove second factors"));
    mails(&admin.state).await;
    let done = admin.post(&reset, &[]).await;
    assert_eq!((done.status, done.location()), (StatusCode::SEE_OTHER, page.as_str()));
    assert!(admin.get(&page).await.text().contains("asks for the password only"));
    let mail = &mails(&admin.state).await[0];
    assert_eq!(mail.recipient, "dev@example.com");
    assert!(mail.text.contains("an administrator removed everything"), "{}", mail.text);
    admin.post(&reset, &[]).await;
    assert!(mails(&admin.state).await.is_empty(), "nothing more to take");
    assert_eq!(admin.post("/admin/users/0/factors/reset", &[]).await.status, StatusCode::NOT_FOUND);
    let dev = admin.signed_out().signing_in("dev@example.com").await;
    assert_eq!(dev.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn so_does_the_command_line() {
    let app = TestApp::new().await.with_administrator().await;
    set_up(&app).await;
    let permit = Administrator::operator();
    assert!(reset_by_email(&app.state, &permit, "nobody@example.com").await.is_err());
    assert_eq!(reset_by_email(&app.state, &permit, "ADMIN@example.com").await.unwrap(), ADMIN);
    assert_eq!(app.signed_out().signing_in(ADMIN).await.get("/account").await.status, StatusCode::OK);
}
