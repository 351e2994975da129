//! Looking after accounts.

use super::store;
use crate::identity::model::{Account, AccountPage, Role};
use crate::identity::rules;
use crate::identity::server::Administrator;
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Message, Page, PageRequest};
use crate::platform::{AppError, AppState};

/// A page of the accounts in whose e-mail addresses `query` occurs, by address.
///
/// # Errors
/// When the database fails.
pub async fn accounts(
    state: &AppState,
    _: &Administrator,
    query: &str,
    page: PageRequest,
) -> Result<AccountPage, AppError> {
    let text = rules::fold_email(query);
    let mut db = state.db.reader().acquire().await?;
    let items = store::list(&mut *db, &text, page).await?;
    let total = store::count(&mut *db, &text).await?;
    Ok(AccountPage { now: state.clock.now(), accounts: Page { items, total, request: page } })
}

/// An account.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn account(state: &AppState, _: &Administrator, id: &UserId) -> Result<Account, AppError> {
    Ok(store::find(state.db.reader(), id).await?.ok_or(ApiError::NotFound)?)
}

/// Gives somebody another role. It holds from their next request on.
///
/// # Errors
/// `NotFound` when they have no account any more; `Invalid` at `role` for a word that is none, and where nobody would be left
/// to administer.
pub async fn change_role(state: &AppState, _: &Administrator, id: &UserId, role: &str) -> Result<(), AppError> {
    let not_a_role = || {
        let allowed = Role::ALL.map(Role::as_str).join(", ");
        ApiError::field("role", Message::NotOneOf { allowed })
    };
    let role = Role::parse(role).ok_or_else(not_a_role)?;
    let mut transaction = state.db.write().await?;
    let is_last = role != Role::Administrator
        && store::find(&mut *transaction, id).await?.is_some_and(|it| it.user.role == Role::Administrator)
        && !store::has_other(&mut *transaction, Role::Administrator, id).await?;
    if is_last {
        return Err(ApiError::field("role", Message::LastAdministrator).into());
    }
    if !store::update_role(&mut transaction, id, role).await? {
        return Err(ApiError::NotFound.into());
    }
    transaction.commit().await?;
    tracing::info!(user = %id, role = role.as_str(), "user {id} is {} now", role.as_str());
    Ok(())
}
