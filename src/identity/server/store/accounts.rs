//! Accounts as they come to be and change.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

use crate::identity::account::AccountState;
use crate::identity::model::Role;
use crate::kernel::Timestamp;
use crate::kernel::ids::UserId;
use crate::platform::AppError;

/// An account, whoever may use it.
pub(crate) struct Account {
    pub(crate) id: UserId,
    pub(crate) email: String,
    pub(crate) state: AccountState,
}

/// An account that is to be added.
pub(crate) struct NewAccount<'a> {
    pub(crate) id: &'a UserId,
    pub(crate) email: &'a str,
    pub(crate) email_folded: &'a str,
    pub(crate) name: &'a str,
    pub(crate) role: Role,
    pub(crate) state: AccountState,
    pub(crate) password_hash: &'a str,
}

#[derive(FromRow)]
struct AccountRow {
    id: String,
    email: String,
    state: String,
}

impl AccountRow {
    fn into_account(self) -> Result<Account, AppError> {
        let state = state_of(&self.id, &self.state)?;
        Ok(Account { id: self.id.into(), email: self.email, state })
    }
}

/// The state that the database has a word for.
pub(crate) fn state_of(id: &str, word: &str) -> Result<AccountState, AppError> {
    AccountState::parse(word).ok_or_else(|| AppError::Unexpected(format!("user {id} has the unknown state {word}")))
}

/// The account of an e-mail address.
pub(crate) async fn find_account(db: &mut SqliteConnection, email_folded: &str) -> Result<Option<Account>, AppError> {
    let row: Option<AccountRow> = sqlx::query_as("SELECT id, email, state FROM users WHERE email_folded = $1")
        .bind(email_folded)
        .fetch_optional(db)
        .await?;
    row.map(AccountRow::into_account).transpose()
}

/// The account `id`.
pub(crate) async fn find_account_by_id(db: &mut SqliteConnection, id: &UserId) -> Result<Option<Account>, AppError> {
    let row: Option<AccountRow> =
        sqlx::query_as("SELECT id, email, state FROM users WHERE id = $1").bind(id.as_str()).fetch_optional(db).await?;
    row.map(AccountRow::into_account).transpose()
}

/// Adds an account whose e-mail address was found to be free.
pub(crate) async fn insert_account(
    db: &mut SqliteConnection,
    new: &NewAccount<'_>,
    now: Timestamp,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO users (id, email, email_folded, name, role, state, password_hash, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)",
    )
    .bind(new.id.as_str())
    .bind(new.email)
    .bind(new.email_folded)
    .bind(new.name)
    .bind(new.role.as_str())
    .bind(new.state.as_str())
    .bind(new.password_hash)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(())
}

/// Gives an account that nobody has confirmed another name and password. `false` when somebody has.
pub(crate) async fn update_unconfirmed(
    db: &mut SqliteConnection,
    id: &UserId,
    name: &str,
    password_hash: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    let updated = sqlx::query(
        "UPDATE users SET name = $1, password_hash = $2, updated_at = $3 WHERE id = $4 AND state = 'unconfirmed'",
    )
    .bind(name)
    .bind(password_hash)
    .bind(now.0)
    .bind(id.as_str())
    .execute(db)
    .await?;
    Ok(updated.rows_affected() == 1)
}

/// Notes that an account's e-mail address was confirmed. `false` when it needed none, or is gone.
pub(crate) async fn update_confirmed(db: &mut SqliteConnection, id: &UserId, now: Timestamp) -> Result<bool, AppError> {
    let updated =
        sqlx::query("UPDATE users SET state = 'active', updated_at = $1 WHERE id = $2 AND state = 'unconfirmed'")
            .bind(now.0)
            .bind(id.as_str())
            .execute(db)
            .await?;
    Ok(updated.rows_affected() == 1)
}

/// Gives an account another password. `false` when it is gone.
pub(crate) async fn update_password(
    db: &mut SqliteConnection,
    id: &UserId,
    password_hash: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    update(db, "UPDATE users SET password_hash = $1, updated_at = $2 WHERE id = $3", id, password_hash, now).await
}

/// Deletes the accounts that were created before `moment` and that nobody has confirmed, and says how many.
pub(crate) async fn delete_unconfirmed(db: &mut SqliteConnection, moment: Timestamp) -> Result<u64, AppError> {
    let deleted = sqlx::query("DELETE FROM users WHERE state = 'unconfirmed' AND updated_at < $1")
        .bind(moment.0)
        .execute(db)
        .await?;
    Ok(deleted.rows_affected())
}

/// What an account's owner calls themselves, and since when they have it, in milliseconds since 1970.
pub(crate) async fn find_profile(db: &SqlitePool, id: &UserId) -> Result<Option<(String, i64)>, AppError> {
    Ok(sqlx::query_as("SELECT name, created_at FROM users WHERE id = $1").bind(id.as_str()).fetch_optional(db).await?)
}

/// What an account's owner calls themselves.
pub(crate) async fn find_name(db: &mut SqliteConnection, id: &UserId) -> Result<Option<String>, AppError> {
    Ok(sqlx::query_scalar("SELECT name FROM users WHERE id = $1").bind(id.as_str()).fetch_optional(db).await?)
}

/// Notes which version of the terms of use an account's owner accepted.
pub(crate) async fn update_terms(
    db: &mut SqliteConnection,
    id: &UserId,
    version: Option<i64>,
    now: Timestamp,
) -> Result<(), AppError> {
    sqlx::query("UPDATE users SET terms_version = $1, terms_accepted_at = $2 WHERE id = $3")
        .bind(version)
        .bind(version.map(|_| now.0))
        .bind(id.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// Whether an account has a password; its owner may sign in with a provider only.
pub(crate) async fn has_password(db: &SqlitePool, id: &UserId) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM users WHERE id = $1 AND password_hash <> '')")
        .bind(id.as_str())
        .fetch_one(db)
        .await?)
}

/// Gives an account's owner another name. `false` when it is gone.
pub(crate) async fn update_name(
    db: &mut SqliteConnection,
    id: &UserId,
    name: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    update(db, "UPDATE users SET name = $1, updated_at = $2 WHERE id = $3", id, name, now).await
}

/// Deletes an account with all that belongs to it. `false` when it is gone.
pub(crate) async fn delete_account(db: &mut SqliteConnection, id: &UserId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM users WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(deleted.rows_affected() == 1)
}

/// Gives the account `id` another `value` by a statement about one column. `false` when it is gone.
async fn update(
    db: &mut SqliteConnection,
    statement: &'static str,
    id: &UserId,
    value: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    let updated = sqlx::query(statement).bind(value).bind(now.0).bind(id.as_str()).execute(db).await?;
    Ok(updated.rows_affected() == 1)
}
