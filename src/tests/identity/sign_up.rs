//! Creating an account by oneself: who may, what the answers tell, and what the link in the mail is worth.

use axum::http::StatusCode;
use loggia::identity::server::sign_up;
use loggia::kernel::ApiError;
use loggia::platform::config::SignUp;

use crate::support::{Answer, TestApp, mails, only_token};

const ADA: &str = "ada@example.com";
const PASSWORD: &str = "a password of her own";
const HOUR: i64 = 3_600_000;
const UNCONFIRMED: &str = "Your e-mail address is not confirmed yet.";
const WRONG: &str = "E-mail and password do not belong together.";

/// A portal that anybody may sign up at.
pub async fn open() -> TestApp {
    TestApp::configured(|config| config.accounts.sign_up = SignUp::Open).await
}

pub async fn sign_up(app: &TestApp, email: &str, password: &str) -> Answer {
    app.post("/sign-up", &[("email", email), ("name", "Ada"), ("password", password)]).await
}

pub async fn sign_in(app: &TestApp, email: &str, password: &str) -> Answer {
    app.post("/sign-in", &[("email", email), ("password", password)]).await
}

async fn confirm(app: &TestApp, token: &str) -> Answer {
    app.post("/confirm", &[("token", token)]).await
}

/// Status, where it leads and text, without what differs between any two answers.
fn told(answer: &Answer) -> (StatusCode, String, String) {
    (answer.status, answer.location().to_owned(), answer.text().to_owned())
}

#[tokio::test]
async fn nobody_signs_up_where_that_was_not_asked_for() {
    for mode in [SignUp::Off, SignUp::Invitation] {
        let app = TestApp::configured(|config| config.accounts.sign_up = mode).await;
        assert_eq!(app.get("/sign-up").await.status, StatusCode::NOT_FOUND);
        assert_eq!(app.get("/api/private/sign-up").await.status, StatusCode::NOT_FOUND);
        assert_eq!(sign_up(&app, ADA, PASSWORD).await.status, StatusCode::NOT_FOUND);
        assert_eq!(sign_up::offer(&app.state).await.unwrap_err().into_api(), ApiError::NotFound);
        assert!(mails(&app.state).await.is_empty());
        assert!(!app.get("/sign-in").await.text().contains("/sign-up"));
    }
    assert!(open().await.get("/sign-in").await.text().contains("href=\"/sign-up\""));
}

#[tokio::test]
async fn an_account_is_confirmed_by_a_button_and_used_then() {
    let app = open().await;
    assert_eq!(app.get("/sign-up").await.status, StatusCode::OK);
    let answer = sign_up(&app, " Ada@Example.com ", PASSWORD).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/mail-sent"));
    let (kind, token) = only_token(&app.state).await;
    assert_eq!(kind, "confirm");

    let early = sign_in(&app, ADA, PASSWORD).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(early.text().contains(UNCONFIRMED) && early.text().contains("action=\"/confirm/again\""));
    let guess = sign_in(&app, ADA, "a guess of somebody's").await;
    assert!(guess.text().contains(WRONG) && !guess.text().contains(UNCONFIRMED), "{}", guess.text());

    let page = app.get(&format!("/confirm?token={token}")).await;
    assert!(page.text().contains(&format!("name=\"token\" value=\"{token}\"")), "{}", page.text());
    assert!(sign_in(&app, ADA, PASSWORD).await.text().contains(UNCONFIRMED), "opening the link changes nothing");

    let answer = confirm(&app, &token).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/sign-in?done=confirmed"));
    assert!(app.get(answer.location()).await.text().contains("You can sign in now."));
    assert_eq!(sign_in(&app, ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);

    let again = confirm(&app, &token).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("This link was used already"), "{}", again.text());
}

#[tokio::test]
async fn whoever_signs_up_is_a_developer_whatever_the_form_says() {
    let app = open().await;
    let form = [("email", ADA), ("password", PASSWORD), ("role", "administrator"), ("state", "active")];
    app.post("/sign-up", &form).await;
    let (role, state): (String, String) =
        sqlx::query_as("SELECT role, state FROM users").fetch_one(app.state.db.reader()).await.unwrap();
    assert_eq!((role.as_str(), state.as_str()), ("developer", "unconfirmed"));
}

#[tokio::test]
async fn an_address_with_an_account_is_answered_like_a_new_one() {
    let app = open().await.with_administrator().await.signed_out();
    let before = app.state.hashing.begun();
    let new = sign_up(&app, ADA, PASSWORD).await;
    assert_eq!(mails(&app.state).await[0].kind, "confirm");
    assert_eq!(app.state.hashing.begun(), before + 1);
    let known = sign_up(&app, "ADMIN@example.com", PASSWORD).await;
    assert_eq!(told(&new), told(&known));
    assert_eq!(app.state.hashing.begun(), before + 2, "it takes as long");
    let mail = mails(&app.state).await;
    assert_eq!((mail[0].kind.as_str(), mail[0].recipient.as_str()), ("account-exists", "admin@example.com"));
    assert!(!mail[0].text.contains("token="), "{}", mail[0].text);
    assert!(sign_in(&app, "admin@example.com", PASSWORD).await.text().contains(WRONG), "nothing was changed");
}

#[tokio::test]
async fn a_link_ends_after_a_day_and_when_a_newer_one_is_sent() {
    let app = open().await;
    sign_up(&app, ADA, PASSWORD).await;
    let (_, first) = only_token(&app.state).await;
    app.state.clock.advance(24 * HOUR);
    assert_eq!(confirm(&app, &first).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let answer = app.post("/confirm/again", &[("email", ADA)]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/mail-sent"));
    let (_, second) = only_token(&app.state).await;
    app.post("/confirm/again", &[("email", ADA)]).await;
    let (_, third) = only_token(&app.state).await;
    assert_eq!(confirm(&app, &second).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(confirm(&app, &third).await.status, StatusCode::SEE_OTHER);

    for email in [ADA, "nobody@example.com"] {
        let answer = app.post("/confirm/again", &[("email", email)]).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/mail-sent"));
        assert!(mails(&app.state).await.is_empty(), "there is nothing to confirm for {email}");
    }
    let bad = app.post("/confirm/again", &[("email", "ada")]).await;
    assert_eq!(bad.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(bad.text().contains("value=\"ada\""), "{}", bad.text());
}

#[tokio::test]
async fn of_an_account_that_nobody_confirmed_the_last_password_counts() {
    let app = open().await;
    sign_up(&app, ADA, "somebody else's idea").await;
    let (_, first) = only_token(&app.state).await;
    sign_up(&app, ADA, PASSWORD).await;
    let (_, second) = only_token(&app.state).await;
    assert_eq!(confirm(&app, &first).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(confirm(&app, &second).await.status, StatusCode::SEE_OTHER);
    assert!(sign_in(&app, ADA, "somebody else's idea").await.text().contains(WRONG));
    assert_eq!(sign_in(&app, ADA, PASSWORD).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_certain_domains_where_the_operator_says_so() {
    let app = TestApp::configured(|config| {
        config.accounts.sign_up = SignUp::Domains;
        config.accounts.sign_up_domains = vec!["contoso.com".to_owned()];
    })
    .await;
    let refused = sign_up(&app, ADA, PASSWORD).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.text().contains("contoso.com") && refused.text().contains("value=\"ada@example.com\""));
    assert!(mails(&app.state).await.is_empty());
    assert_eq!(sign_up(&app, "ada@Contoso.com", PASSWORD).await.status, StatusCode::SEE_OTHER);
    assert_eq!(only_token(&app.state).await.0, "confirm");
}

#[tokio::test]
async fn a_form_that_is_not_accepted_comes_back_without_the_password() {
    let app = open().await;
    let form = [("email", "ada"), ("name", "Ada\u{202e}"), ("password", "too short")];
    let answer = app.post("/sign-up", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    for part in ["value=\"ada\"", "An e-mail address is expected", "at least 12 characters", "Use one line of text"] {
        assert!(answer.text().contains(part), "{part} is missing: {}", answer.text());
    }
    assert!(!answer.text().contains("too short\""), "{}", answer.text());
}

#[tokio::test]
async fn strangers_cannot_have_us_write_without_end() {
    let app = open().await;
    for _ in 0..5 {
        let answer = sign_up(&app, ADA, PASSWORD).await;
        assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/mail-sent"), "and nobody is told");
    }
    assert_eq!(mails(&app.state).await.len(), 3, "one person gets no more of them in an hour");
    app.post("/reset-password", &[("email", ADA)]).await;
    assert_eq!(only_token(&app.state).await.0, "reset", "which does not keep another kind of mail from them");
    for number in 0..4 {
        assert_eq!(sign_up(&app, &format!("a{number}@example.com"), PASSWORD).await.status, StatusCode::SEE_OTHER);
    }
    for path in ["/sign-up", "/confirm/again", "/reset-password"] {
        let answer = app.post(path, &[("email", "b@example.com"), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS, "{path}");
    }
}

#[tokio::test]
async fn a_suspended_account_is_out_at_once_and_told_nothing() {
    let app = open().await.with_administrator().await;
    assert!(app.get("/admin/apis").await.status.is_success());
    let mut db = app.state.db.write().await.unwrap();
    sqlx::query("UPDATE users SET state = 'suspended'").execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
    assert_eq!(app.get("/admin/apis").await.status, StatusCode::UNAUTHORIZED);
    let app = app.signed_out();
    let right = sign_in(&app, "admin@example.com", "correct horse battery staple").await;
    let wrong = sign_in(&app, "admin@example.com", "a guess of somebody's").await;
    assert_eq!(right.status, wrong.status);
    assert!(right.text().contains(WRONG) && wrong.text().contains(WRONG));
    sign_up(&app, "admin@example.com", PASSWORD).await;
    app.post("/reset-password", &[("email", "admin@example.com")]).await;
    assert!(mails(&app.state).await.is_empty());
}

#[tokio::test]
async fn what_nobody_confirms_is_forgotten() {
    let app = open().await.with_administrator().await;
    sign_up(&app, ADA, PASSWORD).await;
    app.state.clock.advance(7 * 24 * HOUR);
    assert_eq!(sign_up::sweep(&app.state).await.unwrap(), 0);
    app.state.clock.advance(1);
    assert_eq!(sign_up::sweep(&app.state).await.unwrap(), 1);
    let left: Vec<String> =
        sqlx::query_scalar("SELECT email FROM users UNION ALL SELECT token_hash FROM account_tokens")
            .fetch_all(app.state.db.reader())
            .await
            .unwrap();
    assert_eq!(left, ["admin@example.com"]);
}
