//! One's own account: name, password, sessions, data and its end.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::identity::model::Role;
use serde_json::Value;

use super::sign_up::sign_in;
use crate::support::{TestApp, mails, only_token};

const ADMIN: &str = "admin@example.com";
const OLD: &str = "correct horse battery staple";
const NEW: &str = "a password of her own";

/// The pages of an account, and the forms on them.
const PAGES: [&str; 3] = ["/account", "/account/sessions", "/account/close"];
const FORMS: [&str; 5] =
    ["/account/name", "/account/password", "/account/close", "/account/sessions/end", "/account/sessions/0/end"];

async fn change(app: &TestApp, present: &str, new: &str) -> crate::support::Answer {
    app.post("/account/password", &[("present", present), ("new", new)]).await
}

/// The cookie of another browser that `email` signs in with.
async fn other_browser(app: &TestApp, email: &str) -> String {
    let form = serde_urlencoded::to_string([("email", email), ("password", OLD)]).unwrap();
    let mut request = app
        .request(Method::POST, "/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::from(form))
        .unwrap();
    // With the first browser's cookie its session would end.
    request.headers_mut().remove(header::COOKIE);
    let answer = app.send(request).await;
    let cookie = answer.headers.get(header::SET_COOKIE).unwrap().to_str().unwrap();
    cookie.split(';').next().unwrap().to_owned()
}

/// How a browser with `cookie` is answered on its account's page.
async fn status_of(app: &TestApp, cookie: &str) -> StatusCode {
    let mut request = app.request(Method::GET, "/account").body(Body::empty()).unwrap();
    request.headers_mut().insert(header::COOKIE, cookie.parse().unwrap());
    app.send(request).await.status
}

/// The caller's sessions, as the page gets them.
async fn sessions(app: &TestApp) -> Vec<Value> {
    let answer = app.get("/api/private/account/sessions").await;
    let list: Value = serde_json::from_slice(&answer.body).unwrap();
    list["sessions"].as_array().unwrap().clone()
}

#[tokio::test]
async fn guests_have_no_account() {
    let app = TestApp::new().await;
    for page in PAGES {
        assert_eq!(app.get(page).await.status, StatusCode::UNAUTHORIZED, "{page}");
    }
    for form in FORMS {
        let fields = [("name", "x"), ("present", OLD), ("new", NEW), ("password", OLD)];
        assert_eq!(app.post(form, &fields).await.status, StatusCode::UNAUTHORIZED, "{form}");
    }
    assert_eq!(app.get("/account/data.json").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_name_is_saved_or_comes_back() {
    let app = TestApp::new().await.with_administrator().await;
    let answer = app.post("/account/name", &[("name", " Ada Lovelace ")]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account?done=name"));
    let page = app.get(answer.location()).await;
    assert!(page.text().contains("value=\"Ada Lovelace\"") && page.text().contains("Your name was saved."));
    let long = "x".repeat(101);
    let refused = app.post("/account/name", &[("name", &long)]).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains(&long) && refused.text().contains("at most 100 characters"));
}

#[tokio::test]
async fn a_password_is_changed_by_whoever_knows_the_present_one() {
    let app = TestApp::new().await.with_administrator().await;
    let phone = other_browser(&app, ADMIN).await;
    app.post("/reset-password", &[("email", ADMIN)]).await;
    let (_, link) = only_token(&app.state).await;

    let wrong = change(&app, "a guess of somebody's", NEW).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!wrong.text().contains("guess of") && !wrong.text().contains(NEW), "{}", wrong.text());
    assert!(change(&app, OLD, "too short").await.text().contains("at least 12 characters"));
    assert_eq!(status_of(&app, &phone).await, StatusCode::OK);

    let answer = change(&app, OLD, NEW).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/account?done=password"));
    assert_eq!(app.get("/account").await.status, StatusCode::OK, "this browser stays signed in");
    assert_eq!(status_of(&app, &phone).await, StatusCode::UNAUTHORIZED);
    assert_eq!(mails(&app.state).await[0].kind, "password-changed");
    let late = app.post("/reset-password/new", &[("token", &link), ("password", "a thief's password")]).await;
    assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY, "links that were sent before no longer work");
    assert_eq!(sign_in(&app, ADMIN, OLD).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn guesses_at_the_present_password_are_counted() {
    let app = TestApp::new().await.with_administrator().await;
    for _ in 0..5 {
        assert_eq!(change(&app, "a guess of somebody's", NEW).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    assert_eq!(change(&app, OLD, NEW).await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(app.post("/account/close", &[("password", OLD)]).await.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn sessions_are_listed_and_ended_one_by_one() {
    let app = TestApp::new().await.with_administrator().await;
    let mut request = app
        .request(Method::POST, "/sign-in")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header(header::USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0<b>")
        .body(Body::from(serde_urlencoded::to_string([("email", ADMIN), ("password", OLD)]).unwrap()))
        .unwrap();
    request.headers_mut().remove(header::COOKIE);
    app.send(request).await;

    let list = sessions(&app).await;
    assert_eq!(list.len(), 2);
    let other = list.iter().find(|session| session["is_current"] == false).unwrap();
    assert_eq!((other["browser"].as_str(), other["system"].as_str()), (Some("Firefox"), Some("Linux")));
    assert_eq!(other["peer"], "192.0.2.1");
    let page = app.get("/account/sessions").await;
    for part in ["Firefox on Linux", "from 192.0.2.1", "This browser", "Sign out everywhere"] {
        assert!(page.text().contains(part), "{part} is missing: {}", page.text());
    }
    let end = format!("/account/sessions/{}/end", other["id"].as_str().unwrap());
    assert_eq!(app.post(&end, &[]).await.location(), "/account/sessions");
    assert_eq!(sessions(&app).await.len(), 1);
    assert_eq!(app.post(&end, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn nobody_ends_somebody_elses_session() {
    let app = TestApp::new().await.with_administrator().await;
    let id = sessions(&app).await[0]["id"].as_str().unwrap().to_owned();
    let dev = app.signed_out().signed_in_as("dev@example.com", Role::Developer).await;
    assert_eq!(dev.post(&format!("/account/sessions/{id}/end"), &[]).await.status, StatusCode::NOT_FOUND);
    dev.post("/account/sessions/end", &[]).await;
    let left: Vec<String> = sqlx::query_scalar("SELECT email FROM users JOIN sessions ON sessions.user_id = users.id")
        .fetch_all(dev.state.db.reader())
        .await
        .unwrap();
    assert_eq!(left, [ADMIN]);
}

#[tokio::test]
async fn one_signs_out_everywhere_at_once() {
    let app = TestApp::new().await.with_administrator().await;
    let phone = other_browser(&app, ADMIN).await;
    let answer = app.post("/account/sessions/end", &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in"));
    assert_eq!(app.get("/account").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(status_of(&app, &phone).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_closed_account_leaves_nothing_behind() {
    let app = TestApp::new().await.signed_in_as("dev@example.com", Role::Developer).await;
    app.post("/account/environments", &[("name", "Mine")]).await;
    app.post("/reset-password", &[("email", "dev@example.com")]).await;
    let wrong = app.post("/account/close", &[("password", "a guess of somebody's")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answer = app.post("/account/close", &[("password", OLD)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/"));
    assert_eq!(app.get("/account").await.status, StatusCode::UNAUTHORIZED);
    for count in [
        "SELECT COUNT(*) FROM users",
        "SELECT COUNT(*) FROM sessions",
        "SELECT COUNT(*) FROM account_tokens",
        "SELECT COUNT(*) FROM environments",
    ] {
        let left: i64 = sqlx::query_scalar(count).fetch_one(app.state.db.reader()).await.unwrap();
        assert_eq!(left, 0, "{count}");
    }
}

#[tokio::test]
async fn ones_data_is_downloaded_without_its_secrets() {
    let app = TestApp::new().await.with_administrator().await;
    let made = app.post("/account/environments", &[("name", "Mine")]).await;
    let environment = made.location().to_owned();
    let variable = [
        ("name", "Mine"),
        ("revision", "1"),
        ("variables.0.name", "key"),
        ("variables.0.value", "hunter2-hunter2"),
        ("variables.0.private", "on"),
    ];
    assert_eq!(app.post(&environment, &variable).await.status, StatusCode::SEE_OTHER);
    let answer = app.get("/account/data.json").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert!(answer.headers[header::CONTENT_DISPOSITION].to_str().unwrap().starts_with("attachment"));
    assert!(!answer.text().contains("hunter2") && !answer.text().contains("argon2"), "{}", answer.text());
    let data: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(data["account"]["email"], ADMIN);
    assert_eq!(data["environments"][0]["variables"][0]["name"], "key");
    assert_eq!(data["sessions"].as_array().unwrap().len(), 1);
    assert_eq!((&data["history"], &data["examples"]), (&Value::Array(vec![]), &Value::Array(vec![])));
}
