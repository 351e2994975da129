//! The room's SQL.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

use crate::kernel::Timestamp;
use crate::platform::AppError;

/// A mail that waits.
#[derive(FromRow)]
pub(super) struct Waiting {
    pub(super) id: String,
    pub(super) recipient: String,
    pub(super) kind: String,
    pub(super) subject: String,
    pub(super) body: Option<Vec<u8>>,
    pub(super) created_at: i64,
    pub(super) attempts: i64,
}

/// A mail that is to be kept.
pub(super) struct New<'a> {
    pub(super) id: &'a str,
    pub(super) recipient: &'a str,
    pub(super) kind: &'a str,
    pub(super) subject: &'a str,
    pub(super) body: Option<&'a [u8]>,
    /// When it counts as sent from the beginning.
    pub(super) sent_at: Option<Timestamp>,
}

/// Adds a mail.
pub(super) async fn insert(db: &mut SqliteConnection, mail: &New<'_>, now: Timestamp) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO outbox (id, recipient, kind, subject, body, created_at, next_attempt_at, sent_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $6, $7)",
    )
    .bind(mail.id)
    .bind(mail.recipient)
    .bind(mail.kind)
    .bind(mail.subject)
    .bind(mail.body)
    .bind(now.0)
    .bind(mail.sent_at.map(|at| at.0))
    .execute(db)
    .await?;
    Ok(())
}

/// The first `limit` mails that are to be sent by `now` and were tried less than `most` times.
pub(super) async fn list_due(db: &SqlitePool, now: Timestamp, most: i64, limit: i64) -> Result<Vec<Waiting>, AppError> {
    Ok(sqlx::query_as(
        "SELECT id, recipient, kind, subject, body, created_at, attempts FROM outbox \
         WHERE sent_at IS NULL AND next_attempt_at <= $1 AND attempts < $2 ORDER BY next_attempt_at, id LIMIT $3",
    )
    .bind(now.0)
    .bind(most)
    .bind(limit)
    .fetch_all(db)
    .await?)
}

/// How many mails were not sent and are still tried.
pub(super) async fn count_waiting(db: &SqlitePool, most: i64) -> Result<i64, AppError> {
    Ok(sqlx::query_scalar("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL AND attempts < $1")
        .bind(most)
        .fetch_one(db)
        .await?)
}

/// Notes that a mail was sent, and forgets its text. `false` when it is gone.
pub(super) async fn update_sent(db: &mut SqliteConnection, id: &str, now: Timestamp) -> Result<bool, AppError> {
    let updated = sqlx::query(
        "UPDATE outbox SET sent_at = $1, attempts = attempts + 1, body = NULL, last_error = '' WHERE id = $2",
    )
    .bind(now.0)
    .bind(id)
    .execute(db)
    .await?;
    Ok(updated.rows_affected() == 1)
}

/// Notes that a mail was not taken, and when it is tried again. `false` when it is gone.
pub(super) async fn update_failed(
    db: &mut SqliteConnection,
    id: &str,
    next: Timestamp,
    error: &str,
) -> Result<bool, AppError> {
    let updated =
        sqlx::query("UPDATE outbox SET attempts = attempts + 1, next_attempt_at = $1, last_error = $2 WHERE id = $3")
            .bind(next.0)
            .bind(error)
            .bind(id)
            .execute(db)
            .await?;
    Ok(updated.rows_affected() == 1)
}

/// Deletes what was written before `moment`, sent or not, and says how many.
pub(super) async fn delete_before(db: &mut SqliteConnection, moment: Timestamp) -> Result<u64, AppError> {
    let deleted = sqlx::query("DELETE FROM outbox WHERE created_at < $1").bind(moment.0).execute(db).await?;
    Ok(deleted.rows_affected())
}
