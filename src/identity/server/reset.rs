//! A new password for whoever does not know theirs any more but reads their mail.

use std::net::IpAddr;

use super::caller::Administrator;
use super::links::{self, Purpose};
use super::store::{self, accounts};
use super::{mailing, password};
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record};
use crate::identity::account::AccountState;
use crate::identity::rules;
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Checks, Message};
use crate::notifications::{self, Letter};
use crate::paths;
use crate::platform::{AppError, AppState};

/// Writes to the owner of `email` how to choose a new password, for somebody at `peer`. Where there is no account that can
/// be used, nobody is written to and nobody is told.
///
/// # Errors
/// [`ApiError::Invalid`] at `email` when it is none, [`ApiError::RateLimited`] after too many mails.
pub async fn ask(state: &AppState, peer: IpAddr, email: &str) -> Result<(), AppError> {
    let email = rules::email(email).map_err(|message| ApiError::field("email", message))?;
    mailing::count(state, peer)?;
    let folded = rules::fold_email(email);
    let may_write = mailing::may_write(state, Purpose::Reset, &folded);
    let minutes = Purpose::Reset.minutes();
    let mut db = state.db.write().await?;
    let account = accounts::find_account(&mut db, &folded).await?;
    match account.filter(|account| may_write && account.state != AccountState::Suspended) {
        Some(account) => {
            let token = links::issue(state, &mut db, &account.id, Purpose::Reset).await?;
            let link = links::whole(state, &paths::new_password(token.as_str()));
            notifications::enqueue(state, &mut db, &account.email, &Letter::Reset { link: &link, minutes }).await?;
        }
        None => notifications::enqueue_nothing(state, &mut db, &Letter::Reset { link: "", minutes }).await?,
    }
    db.commit().await?;
    notifications::wake(state);
    Ok(())
}

/// Makes a link by which the owner of `email` chooses a new password: gives it back, or has it sent where `by_mail` says so.
/// Earlier ones stop working.
///
/// # Errors
/// [`ApiError::Invalid`] at `email` when nobody has an account with it or it is suspended.
pub async fn make_link(
    state: &AppState,
    permit: &Administrator,
    email: &str,
    by_mail: bool,
) -> Result<Option<String>, AppError> {
    let mut db = state.db.write().await?;
    let account = accounts::find_account(&mut db, &rules::fold_email(email)).await?;
    let account = account.filter(|account| account.state != AccountState::Suspended);
    let account = account.ok_or_else(|| ApiError::field("email", Message::NoSuchAccount))?;
    let token = links::issue(state, &mut db, &account.id, Purpose::Reset).await?;
    let link = links::whole(state, &paths::new_password(token.as_str()));
    if by_mail {
        let minutes = Purpose::Reset.minutes();
        notifications::enqueue(state, &mut db, &account.email, &Letter::Reset { link: &link, minutes }).await?;
    }
    let made = Entry::new(Action::UserResetLink, account.id.as_str(), account.email).with("by_mail", by_mail);
    record(state, &mut db, permit.actor(), made).await?;
    db.commit().await?;
    notifications::wake(state);
    Ok((!by_mail).then_some(link))
}

/// Sets the password of whom the link with `token` was sent to, whether they asked for it or were invited. Whoever reads that mail owns the address, so an account
/// that waits for its confirmation is confirmed. All its sessions and links end.
///
/// # Errors
/// [`ApiError::Invalid`] with what is wrong at `password`, or with [`crate::kernel::Message::LinkOver`] at `token` when
/// the link was used or is no longer valid.
pub async fn set_password(state: &AppState, token: &str, new: &str) -> Result<(), AppError> {
    let mut checks = Checks::new();
    checks.take("password", rules::new_password(new));
    checks.finish()?;
    // Hashing is dear, so it is not done for a link that does not work anyway.
    let (token, purpose) = match links::works(state, token, Purpose::Invite).await {
        Ok(token) => (token, Purpose::Invite),
        Err(_) => (links::works(state, token, Purpose::Reset).await?, Purpose::Reset),
    };
    let password_hash = password::hash(state, new).await?;
    let mut db = state.db.write().await?;
    let user = links::redeem(state, &mut db, &token, purpose).await?;
    accounts::update_confirmed(&mut db, &user, state.clock.now()).await?;
    changed(state, &mut db, &user, &password_hash, "").await?;
    let owner = store::find_by_id(&mut *db, &user).await?.ok_or(ApiError::NotFound)?;
    let chosen = Entry::new(Action::UserResetPassword, user.as_str(), owner.email.as_str()).secret("password");
    record(state, &mut db, &Actor::user(&user, &owner.email), chosen).await?;
    db.commit().await?;
    notifications::wake(state);
    tracing::info!(%user, "user {user} chose a new password by mail");
    Ok(())
}

/// Stores a new password and does what goes with it: all sessions but the one with the hash `kept` end, links stop
/// working, and the owner is written to.
pub(super) async fn changed(
    state: &AppState,
    db: &mut sqlx::SqliteConnection,
    user: &UserId,
    password_hash: &str,
    kept: &str,
) -> Result<(), AppError> {
    if !accounts::update_password(db, user, password_hash, state.clock.now()).await? {
        return Err(ApiError::NotFound.into());
    }
    store::sessions::delete_other_sessions(db, user, kept).await?;
    for purpose in [Purpose::Confirm, Purpose::Reset, Purpose::Invite] {
        links::revoke(db, user, purpose).await?;
    }
    let account = accounts::find_account_by_id(db, user).await?.ok_or(ApiError::NotFound)?;
    let reset = links::whole(state, paths::RESET_PASSWORD);
    notifications::enqueue(state, db, &account.email, &Letter::PasswordChanged { reset: &reset }).await
}
