//! Looking after accounts.

use sqlx::SqliteConnection;

use super::store;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::account::AccountState;
use crate::identity::model::{Account, AccountPage, Role, User};
use crate::identity::rules;
use crate::identity::server::store::{find_by_email, sessions};
use crate::identity::server::{Administrator, links};
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

/// The account of an e-mail address.
///
/// # Errors
/// `Invalid` at `email` when nobody has it.
pub async fn account_of(state: &AppState, permit: &Administrator, email: &str) -> Result<Account, AppError> {
    let user = find_by_email(state.db.reader(), &rules::fold_email(email)).await?;
    let user = user.ok_or_else(|| ApiError::field("email", Message::NoSuchAccount))?;
    account(state, permit, &user.id).await
}

/// Whoever has this e-mail address and may publish.
///
/// # Errors
/// `Invalid` at `owner` when nobody has it, or somebody who may not.
pub async fn publisher_of(state: &AppState, _: &Administrator, email: &str) -> Result<UserId, AppError> {
    let user = find_by_email(state.db.reader(), &rules::fold_email(email)).await?;
    let user = user.filter(|user| user.role.publishes());
    Ok(user.ok_or_else(|| ApiError::field("owner", Message::NoSuchPublisher))?.id)
}

/// Gives somebody another role. It holds from their next request on.
///
/// # Errors
/// `NotFound` when they have no account any more; `Invalid` at `role` for a word that is none, and where nobody would be left
/// to administer.
pub async fn change_role(state: &AppState, permit: &Administrator, id: &UserId, role: &str) -> Result<(), AppError> {
    let not_a_role = || {
        let allowed = Role::ALL.map(Role::as_str).join(", ");
        ApiError::field("role", Message::NotOneOf { allowed })
    };
    let role = Role::parse(role).ok_or_else(not_a_role)?;
    let mut transaction = state.db.write().await?;
    let before = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?.user;
    if role != Role::Administrator {
        keep_an_administrator(&mut transaction, &before, "role").await?;
    }
    if !store::update_role(&mut transaction, id, role).await? {
        return Err(ApiError::NotFound.into());
    }
    let changes = Entry::new(Action::UserChangeRole, id.as_str(), before.email.as_str())
        .without("role", before.role.as_str())
        .with("role", role.as_str());
    record(state, &mut transaction, permit.actor(), changes).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, role = role.as_str(), "user {id} is {} now", role.as_str());
    Ok(())
}

/// Stops an account: its sessions end, the links that were sent to it no longer work, and nobody can sign in with it. All
/// that belongs to it stays. One that is stopped already stays so.
///
/// # Errors
/// `NotFound` when there is none any more; `Invalid` at `state` for one that waits for its confirmation, and where nobody
/// would be left to administer.
pub async fn suspend(state: &AppState, permit: &Administrator, id: &UserId) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let account = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    match account.state {
        AccountState::Suspended => return Ok(()),
        AccountState::Unconfirmed => return Err(ApiError::field("state", Message::Unconfirmed).into()),
        AccountState::Active => {}
    }
    keep_an_administrator(&mut transaction, &account.user, "state").await?;
    store::update_state(&mut transaction, id, AccountState::Suspended, state.clock.now()).await?;
    sessions::delete_other_sessions(&mut transaction, id, "").await?;
    links::revoke_all(&mut transaction, id).await?;
    let stopped = Entry::new(Action::UserSuspend, id.as_str(), account.user.email);
    record(state, &mut transaction, permit.actor(), stopped).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, "user {id} is suspended");
    Ok(())
}

/// Lets a stopped account be used again.
///
/// # Errors
/// `NotFound` when there is none any more.
pub async fn resume(state: &AppState, permit: &Administrator, id: &UserId) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let account = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    if account.state != AccountState::Suspended {
        return Ok(());
    }
    store::update_state(&mut transaction, id, AccountState::Active, state.clock.now()).await?;
    let resumed = Entry::new(Action::UserResume, id.as_str(), account.user.email);
    record(state, &mut transaction, permit.actor(), resumed).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, "user {id} can be used again");
    Ok(())
}

/// Sees to it, inside a transaction that takes the role or the account from `user`, that somebody else can administer.
///
/// # Errors
/// `Invalid` at `field` where nobody else could.
pub(in crate::identity::server) async fn keep_an_administrator(
    db: &mut SqliteConnection,
    user: &User,
    field: &str,
) -> Result<(), AppError> {
    if user.role == Role::Administrator && !store::has_other_administrator(&mut *db, &user.id).await? {
        return Err(ApiError::field(field, Message::LastAdministrator).into());
    }
    Ok(())
}
