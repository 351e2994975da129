//! The tables `gateway_changes` and `quota_counters`.

use sqlx::{FromRow, SqliteConnection};

use crate::kernel::Timestamp;
use crate::platform::AppError;

/// Something that has to be read again.
#[derive(Debug, FromRow)]
pub(super) struct Change {
    pub(super) n: i64,
    pub(super) kind: String,
    pub(super) id: String,
}

/// The number of the last change; 0 for none.
pub(super) async fn last_change(db: &mut SqliteConnection) -> Result<i64, AppError> {
    Ok(sqlx::query_scalar("SELECT coalesce(max(n), 0) FROM gateway_changes").fetch_one(db).await?)
}

/// The changes behind the one with this number, in their order.
pub(super) async fn changes_since(db: &mut SqliteConnection, n: i64) -> Result<Vec<Change>, AppError> {
    Ok(sqlx::query_as("SELECT n, kind, id FROM gateway_changes WHERE n > $1 ORDER BY n").bind(n).fetch_all(db).await?)
}

/// What is used up of a quota.
#[derive(Clone, Debug, PartialEq, Eq, FromRow)]
pub(super) struct Used {
    pub(super) holder: String,
    pub(super) place: String,
    pub(super) began_at: i64,
    pub(super) ends_at: i64,
    pub(super) calls: i64,
    pub(super) bytes: i64,
}

/// What is used up of all quotas whose time is not over.
pub(super) async fn used(db: &mut SqliteConnection, now: Timestamp) -> Result<Vec<Used>, AppError> {
    Ok(sqlx::query_as("SELECT holder, place, began_at, ends_at, calls, bytes FROM quota_counters WHERE ends_at > $1")
        .bind(now.0)
        .fetch_all(db)
        .await?)
}

/// Keeps what is used up.
pub(super) async fn keep(db: &mut SqliteConnection, used: &[Used]) -> Result<(), AppError> {
    for used in used {
        sqlx::query(
            "INSERT INTO quota_counters (holder, place, began_at, ends_at, calls, bytes) VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (holder, place) DO UPDATE SET began_at = excluded.began_at, ends_at = excluded.ends_at,
                 calls = excluded.calls, bytes = excluded.bytes",
        )
        .bind(&used.holder)
        .bind(&used.place)
        .bind(used.began_at)
        .bind(used.ends_at)
        .bind(used.calls)
        .bind(used.bytes)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Forgets quotas whose time is over.
pub(super) async fn sweep(db: &mut SqliteConnection, now: Timestamp) -> Result<(), AppError> {
    sqlx::query("DELETE FROM quota_counters WHERE ends_at <= $1").bind(now.0).execute(db).await?;
    Ok(())
}
