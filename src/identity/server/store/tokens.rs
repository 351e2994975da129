//! The tokens of links that were sent by mail.

use sqlx::{SqliteConnection, SqlitePool};

use crate::kernel::Timestamp;
use crate::kernel::ids::UserId;
use crate::platform::AppError;

/// Adds a token.
pub(crate) async fn insert_token(
    db: &mut SqliteConnection,
    token_hash: &str,
    user: &UserId,
    purpose: &str,
    now: Timestamp,
    expires_at: Timestamp,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO account_tokens (token_hash, user_id, purpose, created_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(token_hash)
    .bind(user.as_str())
    .bind(purpose)
    .bind(now.0)
    .bind(expires_at.0)
    .execute(db)
    .await?;
    Ok(())
}

/// Whether a token can be used.
pub(crate) async fn has_token(
    db: &SqlitePool,
    token_hash: &str,
    purpose: &str,
    now: Timestamp,
) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM account_tokens WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3)",
    )
    .bind(token_hash)
    .bind(purpose)
    .bind(now.0)
    .fetch_one(db)
    .await?)
}

/// Uses a token up and says whose it was; `None` when it cannot be used.
pub(crate) async fn take_token(
    db: &mut SqliteConnection,
    token_hash: &str,
    purpose: &str,
    now: Timestamp,
) -> Result<Option<UserId>, AppError> {
    let user: Option<String> = sqlx::query_scalar(
        "DELETE FROM account_tokens WHERE token_hash = $1 AND purpose = $2 AND expires_at > $3 RETURNING user_id",
    )
    .bind(token_hash)
    .bind(purpose)
    .bind(now.0)
    .fetch_optional(db)
    .await?;
    Ok(user.map(UserId::from))
}

/// Deletes a person's tokens for `purpose`.
pub(crate) async fn delete_tokens(db: &mut SqliteConnection, user: &UserId, purpose: &str) -> Result<(), AppError> {
    sqlx::query("DELETE FROM account_tokens WHERE user_id = $1 AND purpose = $2")
        .bind(user.as_str())
        .bind(purpose)
        .execute(db)
        .await?;
    Ok(())
}

/// Deletes the tokens that are no longer valid and says how many.
pub(crate) async fn delete_expired_tokens(db: &mut SqliteConnection, now: Timestamp) -> Result<u64, AppError> {
    let deleted = sqlx::query("DELETE FROM account_tokens WHERE expires_at <= $1").bind(now.0).execute(db).await?;
    Ok(deleted.rows_affected())
}

/// Whether `user` was sent a link for `purpose` that they have not used, valid or not.
pub(crate) async fn has_tokens(db: &mut SqliteConnection, user: &UserId, purpose: &str) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM account_tokens WHERE user_id = $1 AND purpose = $2)")
        .bind(user.as_str())
        .bind(purpose)
        .fetch_one(db)
        .await?)
}
