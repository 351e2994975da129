//! Signing in with a passkey: after the password, or instead of it.

use serde_json::Value;

use super::answer::Answer;
use super::challenge::{self, Purpose};
use super::store::{self, Known};
use super::verify::{AuthenticatorData, Ceremony, challenge as asked, follows, is_signed};
use super::{options, refuse};
use crate::identity::account::AccountState;
use crate::identity::model::User;
use crate::identity::server::Token;
use crate::identity::server::attempts::count_origin;
use crate::identity::server::factors::step;
use crate::identity::server::factors::store::find_account;
use crate::identity::server::service::{SignedIn, Visitor, begin_session};
use crate::platform::{AppError, AppState};

/// What the authenticator of a `visitor` is to be asked for: with the token of a second `step`, one of that person's
/// passkeys; without, any that it keeps for the portal, and that it recognises the person.
///
/// # Errors
/// `Unauthenticated` for a step that is over, `RateLimited`, `NotFound` where people reach the portal by numbers.
pub async fn begin(state: &AppState, visitor: Visitor<'_>, step: Option<&Token>) -> Result<Value, AppError> {
    let party = options::party(state)?;
    count_origin(state, visitor.peer)?;
    match step {
        None => Ok(options::get(&party, &[], true, &challenge::ask(state, &Purpose::SignIn)?)),
        Some(token) => {
            let user = step::whose(state, token).await?;
            let allowed = store::list_credential_ids(state.db.reader(), &user.id).await?;
            let challenge = challenge::ask(state, &Purpose::Step(user.id))?;
            Ok(options::get(&party, &allowed, false, &challenge))
        }
    }
}

/// Signs a `visitor` in whose authenticator gave this answer. The browser's `old` session ends.
///
/// # Errors
/// `Unauthenticated` for a step that is over; [`crate::kernel::Message::PasskeyRefused`] at `passkey`, whatever is wrong
/// with the answer; `RateLimited`.
pub async fn finish(
    state: &AppState,
    visitor: Visitor<'_>,
    step: Option<&Token>,
    credential: &Value,
    old: Option<&Token>,
) -> Result<SignedIn, AppError> {
    count_origin(state, visitor.peer)?;
    let expected = match step {
        Some(token) => Some(step::whose(state, token).await?),
        None => None,
    };
    let user = check(state, expected, credential).await?;
    if let Some(token) = step {
        step::is_done(state, token);
    }
    begin_session(state, visitor, user, old).await
}

/// Whose passkey gave this answer: the `expected` person's, or that of whoever the authenticator recognised.
async fn check(state: &AppState, expected: Option<User>, credential: &Value) -> Result<User, AppError> {
    let party = options::party(state)?;
    let answer = Answer::read(credential).map_err(refuse)?;
    let parts = answer.parts().map_err(refuse)?;
    let purpose = expected.as_ref().map_or(Purpose::SignIn, |user| Purpose::Step(user.id.clone()));
    let challenge = asked(&party, Ceremony::Get, &parts.client_data).map_err(refuse)?;
    if !challenge::answered(state, &challenge, &purpose) {
        return Err(refuse("not what was asked").into());
    }
    let known = store::find(state.db.reader(), &answer.id).await?.ok_or_else(|| refuse("nobody has it"))?;
    let is_others = expected.as_ref().is_some_and(|user| user.id != known.user);
    let names_another = match &parts.user_handle {
        Some(handle) => handle != known.user.as_str().as_bytes(),
        // Somebody who gave no name and no password must be named by the authenticator.
        None => expected.is_none(),
    };
    if is_others || names_another {
        return Err(refuse("somebody else's").into());
    }
    let data = AuthenticatorData::read(&party, expected.is_none(), &parts.authenticator_data).map_err(refuse)?;
    if !is_signed(&known.public_key, &parts.authenticator_data, &parts.client_data, &parts.signature) {
        return Err(refuse("the signature does not hold").into());
    }
    used(state, &known, i64::from(data.counter)).await?;
    let account = find_account(state.db.reader(), &known.user).await?;
    let usable = account.filter(|account| account.state == AccountState::Active);
    Ok(usable.ok_or_else(|| refuse("the account cannot be used"))?.user)
}

/// Notes that a passkey was used.
async fn used(state: &AppState, known: &Known, counter: i64) -> Result<(), AppError> {
    if !follows(counter, known.counter) {
        tracing::warn!(user = %known.user, "a passkey of user {} counts backwards: there may be a copy of it", known.user);
        return Err(refuse("the counter does not grow").into());
    }
    let mut db = state.db.write().await?;
    if !store::update_used(&mut db, known, counter, state.clock.now()).await? {
        return Err(refuse("used meanwhile").into());
    }
    Ok(db.commit().await?)
}
