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
    give(state, permit, &mut transaction, &before, role).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, role = role.as_str(), "user {id} is {} now", role.as_str());
    Ok(())
}

/// Gives somebody a role and stops their account or lets it be used again, all or nothing, if it still is as somebody has
/// seen it.
///
/// # Errors
/// As [`change_role`], [`suspend`] and [`resume`]; `Conflict` when it is not as it was seen; `Invalid` at `state` for an
/// account that waits for its confirmation, which only its owner can give, and for one that is to wait for it again.
pub async fn update_account_if(
    state: &AppState,
    permit: &Administrator,
    id: &UserId,
    (role, wanted): (Role, AccountState),
    is_as_seen: impl FnOnce(&Account) -> bool + Send,
) -> Result<(), AppError> {
    let mut transaction = state.db.write().await?;
    let before = store::find(&mut *transaction, id).await?.ok_or(ApiError::NotFound)?;
    if !is_as_seen(&before) {
        return Err(ApiError::Conflict.into());
    }
    match (before.state, wanted) {
        (before, wanted) if before == wanted => {}
        (AccountState::Active, AccountState::Suspended) => stop(state, permit, &mut transaction, &before.user).await?,
        (AccountState::Suspended, AccountState::Active) => {
            let_on(state, permit, &mut transaction, &before.user).await?
        }
        (AccountState::Unconfirmed, AccountState::Suspended) => {
            return Err(ApiError::field("state", Message::Unconfirmed).into());
        }
        _ => return Err(ApiError::field("state", Message::NotUnderstood).into()),
    }
    if role != before.user.role {
        give(state, permit, &mut transaction, &before.user, role).await?;
    }
    transaction.commit().await?;
    let (role, wanted) = (role.as_str(), wanted.as_str());
    tracing::info!(user = %id, role, state = wanted, "user {id} is {role} and {wanted} now");
    Ok(())
}

/// Gives `before` another role.
async fn give(
    state: &AppState,
    permit: &Administrator,
    db: &mut SqliteConnection,
    before: &User,
    role: Role,
) -> Result<(), AppError> {
    if role != Role::Administrator {
        keep_an_administrator(db, before, "role").await?;
    }
    if !store::update_role(db, &before.id, role).await? {
        return Err(ApiError::NotFound.into());
    }
    let changes = Entry::new(Action::UserChangeRole, before.id.as_str(), before.email.as_str())
        .without("role", before.role.as_str())
        .with("role", role.as_str());
    record(state, db, permit.actor(), changes).await
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
    stop(state, permit, &mut transaction, &account.user).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, "user {id} is suspended");
    Ok(())
}

/// Stops the account of `user`, which can be used.
async fn stop(
    state: &AppState,
    permit: &Administrator,
    db: &mut SqliteConnection,
    user: &User,
) -> Result<(), AppError> {
    keep_an_administrator(db, user, "state").await?;
    store::update_state(db, &user.id, AccountState::Suspended, state.clock.now()).await?;
    sessions::delete_other_sessions(db, &user.id, "").await?;
    links::revoke_all(db, &user.id).await?;
    let stopped = Entry::new(Action::UserSuspend, user.id.as_str(), user.email.as_str());
    record(state, db, permit.actor(), stopped).await
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
    let_on(state, permit, &mut transaction, &account.user).await?;
    transaction.commit().await?;
    tracing::info!(user = %id, "user {id} can be used again");
    Ok(())
}

/// Lets the account of `user`, which is stopped, be used again.
async fn let_on(
    state: &AppState,
    permit: &Administrator,
    db: &mut SqliteConnection,
    user: &User,
) -> Result<(), AppError> {
    store::update_state(db, &user.id, AccountState::Active, state.clock.now()).await?;
    let resumed = Entry::new(Action::UserResume, user.id.as_str(), user.email.as_str());
    record(state, db, permit.actor(), resumed).await
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
