//! The app for codes and recovery codes: set up, asked for, used once, switched off, taken away.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::factors::reset::reset_by_email;

use super::authenticator::{Authenticator, STEP};
use crate::support::{Answer, TestApp, mails};

const ADMIN: &str = "admin@example.com";
const PASSWORD: &str = "correct horse battery staple";
const MINUTE: i64 = 60_000;

/// The recovery codes that a page shows.
fn codes_on(page: &Answer) -> Vec<String> {
    let pieces = page.text().split("<code").skip(1);
    let texts = pieces.filter_map(|piece| piece.split_once('>')?.1.split_once('<').map(|(code, _)| code.to_owned()));
    texts.filter(|code| code.len() == 19).collect()
}

/// Sets an app up for whoever is signed in.
async fn set_up(app: &TestApp) -> (Authenticator, Vec<String>) {
    let begun = app.post("/account/security/app", &[]).await;
    assert_eq!((begun.status, begun.location()), (StatusCode::SEE_OTHER, "/account/security/app"));
    let authenticator = Authenticator::reading(app).await;
    let shown = app.post("/account/security/app/confirm", &[("code", &authenticator.code(app, 0))]).await;
    assert_eq!(shown.status, StatusCode::OK, "{}", shown.text());
    (authenticator, codes_on(&shown))
}

/// A portal whose administrator has an app, and the cookie of a browser that gave the right password and nothing else.
async fn at_the_step() -> (TestApp, Authenticator, Vec<String>, String) {
    let app = TestApp::new().await.with_administrator().await;
    let (authenticator, codes) = set_up(&app).await;
    let app = app.signed_out();
    let step = begin(&app).await;
    (app, authenticator, codes, step)
}

/// Gives the right password, and takes the cookie of the second step.
async fn begin(app: &TestApp) -> String {
    let answer = app.post("/sign-in", &[("email", ADMIN), ("password", PASSWORD), ("next", "/account")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in/code?next=%2Faccount"));
    let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(cookie.starts_with("loggia-step=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    cookie.split(';').next().unwrap().to_owned()
}

/// Sends a code in the browser with this cookie.
async fn finish(app: &TestApp, cookie: &str, code: &str) -> Answer {
    let form = serde_urlencoded::to_string([("code", code), ("next", "/account")]).unwrap();
    let mut request = app
        .request(Method::POST, "/sign-in/code")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    app.send(request).await
}

/// Opens a page in the browser with this cookie.
async fn open(app: &TestApp, cookie: &str, path: &str) -> Answer {
    let mut request = app.request(Method::GET, path).body(Body::empty()).unwrap();
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    app.send(request).await
}

/// The session that an answer began.
fn session_of(answer: &Answer) -> Option<String> {
    let cookies = answer.headers.get_all(header::SET_COOKIE).iter().map(|cookie| cookie.to_str().unwrap());
    let session =
        cookies.filter_map(|cookie| cookie.split(';').next()).find(|cookie| cookie.starts_with("loggia-session="));
    session.filter(|cookie| cookie.len() > "loggia-session=".len()).map(str::to_owned)
}

fn assert_in(answer: &Answer) {
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"), "{}", answer.text());
    assert!(session_of(answer).is_some());
}

fn assert_wrong(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains("This code is wrong or was used already."), "{}", answer.text());
    assert!(session_of(answer).is_none());
}

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
async fn the_right_password_alone_opens_nothing() {
    let (app, authenticator, _, step) = at_the_step().await;
    let page = open(&app, &step, "/sign-in/code?next=%2Faccount").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("One more step") && !page.text().contains(ADMIN), "{}", page.text());
    let token = step.strip_prefix("loggia-step=").unwrap();
    for cookie in [step.clone(), format!("loggia-session={token}"), format!("{step}; loggia-session={token}")] {
        assert_eq!(open(&app, &cookie, "/account").await.status, StatusCode::UNAUTHORIZED, "{cookie}");
        assert_eq!(open(&app, &cookie, "/account/security").await.status, StatusCode::UNAUTHORIZED, "{cookie}");
    }
    let sessions: i64 =
        sqlx::query_scalar("SELECT COUNT(*) FROM sessions").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!(sessions, 1, "the one in which the app was set up");
    let other = format!("loggia-step={}", "0".repeat(64));
    assert_eq!(finish(&app, &other, &authenticator.code(&app, 1)).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(finish(&app, "", &authenticator.code(&app, 1)).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_code_signs_in_once() {
    let (app, authenticator, _, step) = at_the_step().await;
    assert_wrong(&finish(&app, &step, &authenticator.code(&app, 0)).await);
    let code = authenticator.code(&app, 1);
    let answer = finish(&app, &step, &format!("{} {}", &code[..3], &code[3..])).await;
    assert_in(&answer);
    assert_eq!(open(&app, &session_of(&answer).unwrap(), "/account").await.status, StatusCode::OK);
    assert_eq!(finish(&app, &step, &code).await.status, StatusCode::UNAUTHORIZED, "the step is over");
    let step = begin(&app).await;
    assert_wrong(&finish(&app, &step, &code).await);
    app.state.clock.advance(2 * STEP);
    assert_wrong(&finish(&app, &step, &authenticator.code(&app, -1)).await);
    assert_in(&finish(&app, &step, &authenticator.code(&app, 0)).await);
}

#[tokio::test]
async fn the_session_that_the_browser_had_ends_with_the_second_step() {
    let (app, authenticator, _, step) = at_the_step().await;
    let old = session_of(&finish(&app, &step, &authenticator.code(&app, 1)).await).unwrap();
    app.state.clock.advance(2 * STEP);
    let step = begin(&app).await;
    assert_eq!(open(&app, &old, "/account").await.status, StatusCode::OK, "half a sign-in replaces nothing");
    let answer = finish(&app, &format!("{step}; {old}"), &authenticator.code(&app, 0)).await;
    assert_in(&answer);
    assert_eq!(open(&app, &old, "/account").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(open(&app, &session_of(&answer).unwrap(), "/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn whatever_is_no_code_is_told_alike() {
    let (app, authenticator, _, step) = at_the_step().await;
    let mut texts = std::collections::HashSet::new();
    for typed in ["", "0000-0000-0000-0000", "<b>", &authenticator.code(&app, 9)] {
        let answer = finish(&app, &step, typed).await;
        assert_wrong(&answer);
        texts.insert(answer.text().split_once("<main").unwrap().1.split_once("</main>").unwrap().0.to_owned());
    }
    assert_eq!(texts.len(), 1, "{texts:?}");
}

#[tokio::test]
async fn a_recovery_code_signs_in_once() {
    let (app, _, codes, step) = at_the_step().await;
    let answer = finish(&app, &step, &codes[3].to_uppercase()).await;
    assert_in(&answer);
    let page = open(&app, &session_of(&answer).unwrap(), "/account/security").await;
    assert!(page.text().contains("Recovery codes left: 9"), "{}", page.text());
    let step = begin(&app).await;
    assert_wrong(&finish(&app, &step, &codes[3]).await);
    assert_in(&finish(&app, &step, &codes[4]).await);
}

#[tokio::test]
async fn somebody_elses_codes_are_none() {
    let (app, _, codes, _) = at_the_step().await;
    let dev = app.signed_in_as("dev@example.com", Role::Developer).await;
    let (other, others) = set_up(&dev).await;
    let step = begin(&dev).await;
    assert_wrong(&finish(&dev, &step, &other.code(&dev, 1)).await);
    assert_wrong(&finish(&dev, &step, &others[0]).await);
    assert_in(&finish(&dev, &step, &codes[0]).await);
    let left: Vec<i64> = sqlx::query_scalar("SELECT COUNT(*) FROM recovery_codes GROUP BY user_id ORDER BY 1")
        .fetch_all(dev.state.db.reader())
        .await
        .unwrap();
    assert_eq!(left, [9, 10]);
}

#[tokio::test]
async fn a_step_waits_for_ten_minutes_and_ends_with_the_password() {
    let (app, authenticator, _, step) = at_the_step().await;
    app.state.clock.advance(10 * MINUTE);
    assert_eq!(open(&app, &step, "/sign-in/code").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(finish(&app, &step, &authenticator.code(&app, 0)).await.status, StatusCode::UNAUTHORIZED);
    for change in ["UPDATE users SET password_hash = 'another'", "UPDATE users SET state = 'suspended'"] {
        let (app, _, codes, step) = at_the_step().await;
        let mut db = app.state.db.write().await.unwrap();
        sqlx::query(change).execute(&mut *db).await.unwrap();
        db.commit().await.unwrap();
        assert_eq!(finish(&app, &step, &codes[0]).await.status, StatusCode::UNAUTHORIZED, "{change}");
    }
}

#[tokio::test]
async fn guessing_codes_is_stopped() {
    let (app, authenticator, codes, step) = at_the_step().await;
    for _ in 0..4 {
        assert_wrong(&finish(&app, &step, &authenticator.code(&app, 9)).await);
    }
    assert_eq!(finish(&app, &step, &authenticator.code(&app, 1)).await.status, StatusCode::TOO_MANY_REQUESTS);
    let again = app.post("/sign-in", &[("email", ADMIN), ("password", PASSWORD)]).await;
    assert_eq!(again.status, StatusCode::TOO_MANY_REQUESTS, "the password does not buy more");
    app.state.clock.advance(MINUTE);
    assert_wrong(&finish(&app, &step, &authenticator.code(&app, 9)).await);
    assert_eq!(
        finish(&app, &step, &codes[0]).await.status,
        StatusCode::UNAUTHORIZED,
        "after five the password is asked for"
    );
}

#[tokio::test]
async fn an_account_under_attack_from_everywhere_is_left_to_recovery_codes() {
    let (app, authenticator, codes, _) = at_the_step().await;
    for _ in 0..40 {
        // Time enough for what is counted by address to come back.
        app.state.clock.advance(MINUTE);
        let step = begin(&app).await;
        let answer = finish(&app, &step, &authenticator.code(&app, 9)).await;
        if answer.status == StatusCode::TOO_MANY_REQUESTS {
            assert_in(&finish(&app, &step, &codes[0]).await);
            return;
        }
        assert_wrong(&answer);
    }
    panic!("forty wrong codes in forty minutes were listened to");
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
