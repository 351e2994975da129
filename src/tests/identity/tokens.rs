//! The page of one's tokens, and what a token is.

use axum::http::StatusCode;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::identity::server::tokens::{operator, service};
use loggia::identity::token::{DAY, NewToken, Scope};
use loggia::platform::AppState;

use crate::support::TestApp;

const EMAIL: &str = "ada@example.com";

/// The token that a page shows; there is only one that is whole.
fn shown(page: &str) -> Option<String> {
    let token = |text: &str| text.chars().take_while(char::is_ascii_alphanumeric).collect::<String>();
    page.split("lgt_").skip(1).map(|rest| format!("lgt_{}", token(rest))).find(|token| token.len() == 52)
}

async fn works(state: &AppState, token: &str) -> bool {
    service::authenticate(state, token).await.unwrap().is_some()
}

#[tokio::test]
async fn a_token_is_made_shown_once_listed_and_revoked() {
    let app = TestApp::new().await;
    assert_eq!(app.get("/account/tokens").await.status, StatusCode::UNAUTHORIZED);
    let form = [("name", " Nightly import "), ("scope", "write"), ("expires_in", "30d")];
    assert_eq!(app.post("/account/tokens", &form).await.status, StatusCode::UNAUTHORIZED);
    let app = app.signed_in_as(EMAIL, Role::Developer).await;
    assert!(app.get("/account/tokens").await.text().contains("You have no tokens yet."));

    let made = app.post("/account/tokens", &form).await;
    assert_eq!(made.status, StatusCode::OK);
    let token = shown(made.text()).expect("the token is shown");
    let bearer = service::authenticate(&app.state, &token).await.unwrap().unwrap();
    assert_eq!((bearer.scope, bearer.caller.signed_in().unwrap().email.as_str()), (Scope::Write, EMAIL));
    let page = app.get("/account/tokens").await;
    assert!(page.text().contains("Nightly import") && page.text().contains(&token[..10]));
    assert_eq!(shown(page.text()), None, "it is not shown again");
    let stored: Vec<String> =
        sqlx::query_scalar("SELECT token_hash FROM api_tokens").fetch_all(app.state.db.reader()).await.unwrap();
    assert!(stored.len() == 1 && !stored[0].contains(&token[4..20]));

    let revoke = format!("/account/tokens/{}/revoke", bearer.token);
    let other = app.twin().signed_out().signed_in_as("eve@example.com", Role::Administrator).await;
    assert!(!other.get("/account/tokens").await.text().contains("Nightly import"));
    assert_eq!(other.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
    assert!(works(&app.state, &token).await);
    assert_eq!(app.post(&revoke, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(!works(&app.state, &token).await);
    assert_eq!(app.post(&revoke, &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_form_that_is_wrong_comes_back() {
    let app = TestApp::new().await.signed_in_as(EMAIL, Role::Developer).await;
    for (name, scope, expires_in) in
        [("", "read", "30d"), ("kept", "everything", "30d"), ("kept", "read", "366d"), ("kept", "read", "soon")]
    {
        let form = [("name", name), ("scope", scope), ("expires_in", expires_in), ("made", "lgt_made-up")];
        let refused = app.post("/account/tokens", &form).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(refused.text().contains(name) && !refused.text().contains("made-up"));
    }
    let never = app.post("/account/tokens", &[("name", "For good"), ("scope", "read"), ("expires_in", "")]).await;
    assert!(shown(never.text()).is_some() && never.text().contains("never expires"));
}

#[tokio::test]
async fn a_token_ends_with_its_time_and_its_owner() {
    let app = TestApp::new().await.signed_in_as(EMAIL, Role::Developer).await;
    let (state, permit) = (app.state.clone(), Administrator::operator());
    let new = NewToken { name: "CI".to_owned(), scope: Scope::Read, lifetime: Some(DAY), not_after: None };
    let make = async |email: &str, new: &NewToken| operator::create(&state, &permit, email, new.clone()).await;
    assert!(make("nobody@example.com", &new).await.is_err());
    let made = make("ADA@example.com", &new).await.unwrap();
    let secret = made.secret.as_str();
    state.clock.advance(DAY - 1);
    assert!(works(&state, secret).await);
    state.clock.advance(1);
    assert!(!works(&state, secret).await);

    let good = make(EMAIL, &NewToken { lifetime: None, ..new.clone() }).await.unwrap();
    assert!(works(&state, good.secret.as_str()).await);
    let last_used = async || -> Option<i64> {
        sqlx::query_scalar("SELECT last_used_at FROM api_tokens WHERE id = $1")
            .bind(good.token.id.as_str())
            .fetch_one(state.db.reader())
            .await
            .unwrap()
    };
    let noted = last_used().await.unwrap();
    state.clock.advance(59_999);
    assert!(works(&state, good.secret.as_str()).await);
    assert_eq!(last_used().await, Some(noted), "at most once a minute");
    state.clock.advance(1);
    assert!(works(&state, good.secret.as_str()).await);
    assert_eq!(last_used().await, Some(noted + 60_000));

    assert_eq!(operator::list(&state, &permit).await.unwrap().len(), 2);
    operator::revoke(&state, &permit, &good.token.id).await.unwrap();
    assert!(operator::revoke(&state, &permit, &good.token.id).await.is_err());
    assert!(!works(&state, good.secret.as_str()).await);

    let last = make(EMAIL, &NewToken { lifetime: None, ..new }).await.unwrap();
    let closed = app.signing_in(EMAIL).await.post("/account/close", &[("password", crate::support::PASSWORD)]).await;
    assert_eq!(closed.status, StatusCode::SEE_OTHER);
    assert!(!works(&state, last.secret.as_str()).await);
}
