//! Stopping an account, letting it go on, and deleting it, as administrators do.

use super::store;
use crate::identity::account::AccountState;
use crate::identity::model::Role;
use crate::identity::server::Administrator;
use crate::identity::server::store::{accounts, sessions};
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Message};
use crate::platform::{AppError, AppState};

/// Suspends an account, or lets it be used again. A suspended one has no sessions, and its tokens do not work.
///
/// # Errors
/// `NotFound` when there is none; `Invalid` at `state` where nobody would be left to administer, and for an account whose
/// e-mail address nobody has confirmed: only its owner can do that.
pub async fn change_state(
    state: &AppState,
    _: &Administrator,
    id: &UserId,
    wanted: AccountState,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let account = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    if account.state == wanted {
        return Ok(());
    }
    if wanted == AccountState::Unconfirmed || account.state == AccountState::Unconfirmed {
        let allowed = account.state.as_str().to_owned();
        return Err(ApiError::field("state", Message::NotOneOf { allowed }).into());
    }
    let is_last = account.user.role == Role::Administrator
        && wanted == AccountState::Suspended
        && !store::has_other_active(&mut *transaction, Role::Administrator, id).await?;
    if is_last {
        return Err(ApiError::field("state", Message::LastAdministrator).into());
    }
    store::update_state(&mut transaction, id, wanted, state.clock.now()).await?;
    sessions::delete_other_sessions(&mut transaction, id, "").await?;
    transaction.commit().await?;
    tracing::info!(user = %id, state = wanted.as_str(), "user {id} is {} now", wanted.as_str());
    Ok(())
}

/// Deletes somebody's account with all that belongs to it.
///
/// # Errors
/// `NotFound` when it is gone; `Invalid` at `role` where nobody would be left to administer.
pub async fn delete_account(state: &AppState, _: &Administrator, id: &UserId) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let account = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    let is_last = account.user.role == Role::Administrator
        && !store::has_other_active(&mut *transaction, Role::Administrator, id).await?;
    if is_last {
        return Err(ApiError::field("role", Message::LastAdministrator).into());
    }
    accounts::delete_account(&mut transaction, id).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, "user {id} was deleted");
    Ok(())
}
