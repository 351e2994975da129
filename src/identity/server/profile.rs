//! A person's own account: their name, their password, its end.

use std::net::IpAddr;

use super::attempts::Attempt;
use super::caller::Caller;
use super::people::service::keep_an_administrator;
use super::session::Token;
use super::store::{self, accounts};
use super::{password, reset};
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::account::{Profile, check_name};
use crate::identity::model::User;
use crate::identity::rules;
use crate::kernel::{ApiError, Checks, Message, Timestamp};
use crate::notifications;
use crate::platform::{AppError, AppState};

/// The caller's own account.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn profile(state: &AppState, caller: &Caller) -> Result<Profile, AppError> {
    let user = person(caller)?;
    let found = accounts::find_profile(state.db.reader(), &user.id).await?;
    let (name, created_at) = found.ok_or(ApiError::Unauthenticated)?;
    let has_password = accounts::has_password(state.db.reader(), &user.id).await?;
    Ok(Profile { email: user.email.clone(), name, created_at: Timestamp(created_at), has_password })
}

/// Gives the caller another name.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `name`.
pub async fn change_name(state: &AppState, caller: &Caller, name: &str) -> Result<(), AppError> {
    let user = person(caller)?;
    let name = name.trim();
    let mut checks = Checks::new();
    check_name(name, &mut checks);
    checks.finish()?;
    let mut db = state.db.write().await?;
    let before = accounts::find_name(&mut db, &user.id).await?;
    if !accounts::update_name(&mut db, &user.id, name, state.clock.now()).await? {
        return Err(ApiError::Unauthenticated.into());
    }
    let renamed = entry(Action::UserRename, user).without("name", before.unwrap_or_default()).with("name", name);
    record(state, &mut db, &caller.actor(), renamed).await?;
    Ok(db.commit().await?)
}

/// Gives the caller, who is at `peer` and knows the `present` password, a new one. All their sessions but `kept` end, and
/// links that were sent to them no longer work.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `present` and `new`, `RateLimited` after too many guesses.
pub async fn change_password(
    state: &AppState,
    caller: &Caller,
    peer: IpAddr,
    kept: Option<&Token>,
    present: &str,
    new: &str,
) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut checks = Checks::new();
    checks.take("present", rules::password_to_try(present));
    checks.take("new", rules::new_password(new));
    checks.finish()?;
    prove(state, user, peer, "present", present).await?;
    let password_hash = password::hash(state, new).await?;
    let mut db = state.db.write().await?;
    let kept = kept.map(Token::hash).unwrap_or_default();
    reset::changed(state, &mut db, &user.id, &password_hash, &kept).await?;
    record(state, &mut db, &caller.actor(), entry(Action::UserChangePassword, user).secret("password")).await?;
    db.commit().await?;
    notifications::wake(state);
    tracing::info!(user = %user.id, "user {} changed their password", user.id);
    Ok(())
}

/// Deletes the account of the caller, who is at `peer` and knows its password, with all that belongs to it. Who has no
/// password types their e-mail address, so that it does not happen by mistake.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `password` or `email`, also where nobody would be left to administer,
/// `RateLimited` after too many guesses.
pub async fn close(
    state: &AppState,
    caller: &Caller,
    peer: IpAddr,
    password: &str,
    email: &str,
) -> Result<(), AppError> {
    let user = person(caller)?;
    let has_password = accounts::has_password(state.db.reader(), &user.id).await?;
    if has_password {
        let mut checks = Checks::new();
        checks.take("password", rules::password_to_try(password));
        checks.finish()?;
        prove(state, user, peer, "password", password).await?;
    } else if rules::fold_email(email) != rules::fold_email(&user.email) {
        return Err(ApiError::field("email", Message::NotYourEmail).into());
    }
    let mut db = state.db.write().await?;
    keep_an_administrator(&mut db, user, if has_password { "password" } else { "email" }).await?;
    if !accounts::delete_account(&mut db, &user.id).await? {
        return Err(ApiError::Unauthenticated.into());
    }
    record(state, &mut db, &caller.actor(), entry(Action::UserClose, user)).await?;
    db.commit().await?;
    tracing::info!(user = %user.id, "user {} closed their account", user.id);
    Ok(())
}

/// Checks that `password`, typed into `field`, is the one of `user`. Guesses are counted with those at the sign-in form, for
/// whoever finds an unlocked browser has a session already.
pub(super) async fn prove(
    state: &AppState,
    user: &User,
    peer: IpAddr,
    field: &str,
    password: &str,
) -> Result<(), AppError> {
    let email = rules::fold_email(&user.email);
    let attempt = Attempt::count(state, peer, &email)?;
    let account = store::find_credentials(state.db.reader(), &email).await?;
    let stored = account.as_ref().and_then(|account| account.password_hash.as_deref());
    if !password::verify(state, password, stored).await? {
        tracing::warn!(user = %user.id, %peer, "user {} gave a wrong password from {peer}", user.id);
        return Err(ApiError::field(field, Message::WrongCredentials).into());
    }
    attempt.succeeded(state);
    Ok(())
}

/// What the audit log says of the account of `user`.
pub(super) fn entry(action: Action, user: &User) -> Entry {
    Entry::new(action, user.id.as_str(), user.email.as_str())
}

/// Whoever has signed in.
pub(super) fn person(caller: &Caller) -> Result<&User, ApiError> {
    caller.signed_in().ok_or(ApiError::Unauthenticated)
}
