//! Deleting somebody's account, as administrators do.

use super::service::keep_an_administrator;
use super::store;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::model::Account;
use crate::identity::server::Administrator;
use crate::identity::server::store::accounts;
use crate::kernel::ApiError;
use crate::kernel::ids::UserId;
use crate::platform::{AppError, AppState};

/// Deletes somebody's account with all that belongs to it, if it still is as somebody has seen it.
///
/// # Errors
/// `NotFound` when it is gone; `Conflict` when it is not as it was seen; `Invalid` at `role` where nobody would be left to
/// administer.
pub async fn delete_account_if(
    state: &AppState,
    permit: &Administrator,
    id: &UserId,
    is_as_seen: impl FnOnce(&Account) -> bool + Send,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let account = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    if !is_as_seen(&account) {
        return Err(ApiError::Conflict.into());
    }
    keep_an_administrator(&mut transaction, &account.user, "role").await?;
    accounts::delete_account(&mut transaction, id).await?;
    let gone = Entry::new(Action::UserDelete, id.as_str(), account.user.email);
    record(state, &mut transaction, permit.actor(), gone).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, "user {id} was deleted");
    Ok(())
}
