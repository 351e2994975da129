//! The second step of signing in. Between the two nobody has signed in: there is only a note, in memory and for some
//! minutes, that this browser gave the right password. Its cookie is no session's and opens nothing else.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::accept::{Typed, accept};
use super::store;
use crate::identity::account::AccountState;
use crate::identity::factors::StepOffer;
use crate::identity::model::User;
use crate::identity::rules;
use crate::identity::server::Token;
use crate::identity::server::attempts::Attempt;
use crate::identity::server::service::{SignedIn, Visitor, begin_session, note_failure};
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Message};
use crate::platform::rng::hex;
use crate::platform::{AppError, AppState};

/// For how many milliseconds the right password is remembered.
const PATIENCE: i64 = 10 * 60_000;
/// After how many wrong codes the password has to be given again.
const WRONG_MOST: u8 = 5;

/// Somebody who gave the right password.
#[derive(Serialize, Deserialize)]
struct Pending {
    user: UserId,
    /// Of the password's hash: with another password this is over.
    password: String,
    wrong: u8,
}

/// Begins the second step for `user`, whose password was right. `None` when they have no factor: the password is enough.
pub(in crate::identity::server) async fn begin(
    state: &AppState,
    user: &User,
    password_hash: &str,
) -> Result<Option<Token>, AppError> {
    let counts = store::count_factors(state.db.reader(), &user.id).await?;
    if !counts.app && counts.passkeys == 0 {
        return Ok(None);
    }
    let token = Token::new(&state.rng);
    let pending = Pending { user: user.id.clone(), password: fingerprint(password_hash), wrong: 0 };
    state.sign_in_steps.put(&token.hash(), written(&pending)?, PATIENCE);
    Ok(Some(token))
}

/// What the browser with `token` can go on with.
///
/// # Errors
/// `Unauthenticated` when it did not give a right password lately.
pub async fn offer(state: &AppState, token: Option<&Token>) -> Result<StepOffer, AppError> {
    let (_, pending) = find(state, token)?;
    let counts = store::count_factors(state.db.reader(), &pending.user).await?;
    Ok(StepOffer { app: counts.app, passkey: counts.passkeys > 0 })
}

/// Signs the `visitor` in whose browser has `token`, with what was `typed`: a code of the app or a recovery code. The
/// browser's `old` session ends.
///
/// # Errors
/// `Unauthenticated` when the browser did not give a right password lately; [`Message::WrongCode`] at `code`, whether it
/// is wrong, was used, or is none; `RateLimited` after too many attempts.
pub async fn finish(
    state: &AppState,
    visitor: Visitor<'_>,
    token: Option<&Token>,
    typed: &str,
    old: Option<&Token>,
) -> Result<SignedIn, AppError> {
    let (token, pending) = find(state, token)?;
    let user = still_there(state, token, &pending).await?;
    let attempt = Attempt::count(state, visitor.peer, &rules::fold_email(&user.email))?;
    let accepted = match Typed::read(typed) {
        Some(typed) => accept(state, &user.id, typed).await?,
        None => false,
    };
    if !accepted {
        let peer = visitor.peer;
        tracing::warn!(user = %user.id, %peer, "user {} gave a wrong code from {peer}", user.id);
        count_wrong(state, token);
        note_failure(state, Some(&user)).await;
        return Err(ApiError::field("code", Message::WrongCode).into());
    }
    state.sign_in_steps.forget(&token.hash());
    attempt.succeeded(state);
    begin_session(state, visitor, user, old).await
}

/// Who gave the right password in the browser with `token`.
pub(super) async fn whose(state: &AppState, token: &Token) -> Result<User, AppError> {
    let (token, pending) = find(state, Some(token))?;
    still_there(state, token, &pending).await
}

/// Ends the step of the browser with `token`.
pub(super) fn is_done(state: &AppState, token: &Token) {
    state.sign_in_steps.forget(&token.hash());
}

/// What is remembered of the browser with `token`.
fn find<'a>(state: &AppState, token: Option<&'a Token>) -> Result<(&'a Token, Pending), ApiError> {
    let found = token.and_then(|token| {
        let text = state.sign_in_steps.get(&token.hash())?;
        Some((token, serde_json::from_str(&text).ok()?))
    });
    found.ok_or(ApiError::Unauthenticated)
}

/// The person, whose account can still be used with the password that was given, and who has not guessed too often.
async fn still_there(state: &AppState, token: &Token, pending: &Pending) -> Result<User, AppError> {
    let account = store::find_account(state.db.reader(), &pending.user).await?;
    let same = account.filter(|account| {
        account.state == AccountState::Active
            && fingerprint(&account.password_hash) == pending.password
            && pending.wrong < WRONG_MOST
    });
    match same {
        Some(account) => Ok(account.user),
        None => {
            state.sign_in_steps.forget(&token.hash());
            Err(ApiError::Unauthenticated.into())
        }
    }
}

/// Notes a wrong code. Even after too many the page can still say so; it is the next try that finds nothing any more.
fn count_wrong(state: &AppState, token: &Token) {
    let _ = state.sign_in_steps.change(&token.hash(), |text| {
        let Ok(mut pending) = serde_json::from_str::<Pending>(text) else { return (None, ()) };
        pending.wrong += 1;
        (written(&pending).ok(), ())
    });
}

fn written(pending: &Pending) -> Result<String, AppError> {
    serde_json::to_string(pending).map_err(|error| AppError::Unexpected(format!("a step of signing in: {error}")))
}

fn fingerprint(password_hash: &str) -> String {
    hex(&Sha256::digest(password_hash))
}
