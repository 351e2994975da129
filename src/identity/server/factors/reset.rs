//! Taking the factors from somebody who lost them, by whoever administers.

use super::change::{Change, tell};
use super::store;
use crate::identity::model::User;
use crate::identity::rules;
use crate::identity::server::Administrator;
use crate::identity::server::store::find_by_email;
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Message};
use crate::notifications;
use crate::platform::{AppError, AppState};

/// Takes away whatever `user` signs in with besides the password, and writes it to them. Nothing happens where there is
/// nothing.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn reset(state: &AppState, permit: &Administrator, user: &UserId) -> Result<(), AppError> {
    let account = store::find_account(state.db.reader(), user).await?.ok_or(ApiError::NotFound)?;
    remove(state, permit, &account.user).await
}

/// The same by e-mail address; gives back the account's.
///
/// # Errors
/// [`Message::NoSuchAccount`] at `email`.
pub async fn reset_by_email(state: &AppState, permit: &Administrator, email: &str) -> Result<String, AppError> {
    let found = find_by_email(state.db.reader(), &rules::fold_email(email)).await?;
    let user = found.ok_or_else(|| ApiError::field("email", Message::NoSuchAccount))?;
    remove(state, permit, &user).await?;
    Ok(user.email)
}

async fn remove(state: &AppState, permit: &Administrator, user: &User) -> Result<(), AppError> {
    let mut db = state.db.write().await?;
    if !store::count_factors(&mut *db, &user.id).await?.is_none() {
        store::delete_all(&mut db, &user.id).await?;
        tell(state, &mut db, permit.actor(), user, Change::Reset).await?;
    }
    db.commit().await?;
    notifications::wake(state);
    Ok(())
}
