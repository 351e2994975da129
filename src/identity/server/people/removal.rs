//! Deleting somebody's account, as administrators do.

use super::service::keep_an_administrator;
use super::store;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::server::Administrator;
use crate::identity::server::store::accounts;
use crate::kernel::ApiError;
use crate::kernel::ids::UserId;
use crate::platform::{AppError, AppState};

/// Deletes somebody's account with all that belongs to it.
///
/// # Errors
/// `NotFound` when it is gone; `Invalid` at `role` where nobody would be left to administer.
pub async fn delete_account(state: &AppState, permit: &Administrator, id: &UserId) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let account = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    keep_an_administrator(&mut transaction, &account.user, "role").await?;
    accounts::delete_account(&mut transaction, id).await?;
    let gone = Entry::new(Action::UserDelete, id.as_str(), account.user.email);
    record(state, &mut transaction, permit.actor(), gone).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, "user {id} was deleted");
    Ok(())
}
