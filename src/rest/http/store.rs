//! The table `idempotency_keys`.

use sqlx::{FromRow, SqliteConnection};

use crate::kernel::Timestamp;
use crate::platform::AppError;

/// What was kept of a request.
pub(super) struct Kept {
    pub(super) request_hash: String,
    /// `None` while it runs.
    pub(super) status: Option<u16>,
    pub(super) headers: Vec<(String, String)>,
    /// Sealed.
    pub(super) body: Vec<u8>,
}

#[derive(FromRow)]
struct Row {
    request_hash: String,
    status: Option<i64>,
    headers: String,
    body: Option<Vec<u8>>,
}

/// What was kept under a token's key.
pub(super) async fn find(db: &mut SqliteConnection, token: &str, key: &str) -> Result<Option<Kept>, AppError> {
    let row: Option<Row> = sqlx::query_as(
        "SELECT request_hash, status, headers, body FROM idempotency_keys WHERE token_id = $1 AND key = $2",
    )
    .bind(token)
    .bind(key)
    .fetch_optional(db)
    .await?;
    Ok(row.map(|row| Kept {
        request_hash: row.request_hash,
        status: row.status.and_then(|status| u16::try_from(status).ok()),
        headers: serde_json::from_str(&row.headers).unwrap_or_default(),
        body: row.body.unwrap_or_default(),
    }))
}

/// Takes a key that is free.
pub(super) async fn insert(
    db: &mut SqliteConnection,
    token: &str,
    key: &str,
    request_hash: &str,
    now: Timestamp,
) -> Result<(), AppError> {
    sqlx::query("INSERT INTO idempotency_keys (token_id, key, request_hash, created_at) VALUES ($1, $2, $3, $4)")
        .bind(token)
        .bind(key)
        .bind(request_hash)
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(())
}

/// Keeps an answer: its status, headers and sealed body. Nothing is kept of a token that was revoked meanwhile.
pub(super) async fn update(
    db: &mut SqliteConnection,
    token: &str,
    key: &str,
    (status, headers, body): (u16, &str, &[u8]),
) -> Result<(), AppError> {
    sqlx::query("UPDATE idempotency_keys SET status = $3, headers = $4, body = $5 WHERE token_id = $1 AND key = $2")
        .bind(token)
        .bind(key)
        .bind(i64::from(status))
        .bind(headers)
        .bind(body)
        .execute(db)
        .await?;
    Ok(())
}

/// Gives a key free.
pub(super) async fn delete(db: &mut SqliteConnection, token: &str, key: &str) -> Result<(), AppError> {
    sqlx::query("DELETE FROM idempotency_keys WHERE token_id = $1 AND key = $2")
        .bind(token)
        .bind(key)
        .execute(db)
        .await?;
    Ok(())
}

/// Deletes what was kept until `before`, and what has not been answered since `unanswered_before`.
pub(super) async fn delete_old(
    db: &mut SqliteConnection,
    before: Timestamp,
    unanswered_before: Timestamp,
) -> Result<(), AppError> {
    sqlx::query("DELETE FROM idempotency_keys WHERE created_at <= $1 OR (status IS NULL AND created_at <= $2)")
        .bind(before.0)
        .bind(unanswered_before.0)
        .execute(db)
        .await?;
    Ok(())
}
