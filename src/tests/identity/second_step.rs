//! Signing in with a code of the app or a recovery code: asked for, used once, guessed.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::identity::model::Role;

use super::authenticator::{Authenticator, STEP, set_up};
use crate::support::{Answer, TestApp};

const ADMIN: &str = "admin@example.com";
const PASSWORD: &str = "correct horse battery staple";
const MINUTE: i64 = 60_000;

/// A portal whose administrator has an app, and the cookie of a browser that gave the right password and nothing else.
async fn at_the_step() -> (TestApp, Authenticator, Vec<String>, String) {
    let app = TestApp::new().await.with_administrator().await;
    let (authenticator, codes) = set_up(&app).await;
    let app = app.signed_out();
    let step = begin(&app).await;
    (app, authenticator, codes, step)
}

/// Gives the right password, and takes the cookie of the second step.
pub async fn begin(app: &TestApp) -> String {
    let answer = app.post("/sign-in", &[("email", ADMIN), ("password", PASSWORD), ("next", "/account")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in/code?next=%2Faccount"));
    let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    assert!(cookie.starts_with("loggia-step=") && cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"));
    cookie.split(';').next().unwrap().to_owned()
}

/// Sends a code in the browser with this cookie.
pub async fn finish(app: &TestApp, cookie: &str, code: &str) -> Answer {
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

pub fn assert_in(answer: &Answer) {
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account"), "{}", answer.text());
    assert!(session_of(answer).is_some());
}

pub fn assert_wrong(answer: &Answer) {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.text());
    assert!(answer.text().contains("This code is wrong or was used already."), "{}", answer.text());
    assert!(session_of(answer).is_none());
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
