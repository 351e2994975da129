//! A person's sessions.

use sqlx::{FromRow, SqliteConnection, SqlitePool};

use crate::kernel::ids::UserId;
use crate::platform::AppError;

/// Ends all sessions of `user` but the one with the hash `kept`, and says how many they were.
pub(crate) async fn delete_other_sessions(
    db: &mut SqliteConnection,
    user: &UserId,
    kept: &str,
) -> Result<u64, AppError> {
    let deleted = sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND token_hash <> $2")
        .bind(user.as_str())
        .bind(kept)
        .execute(db)
        .await?;
    Ok(deleted.rows_affected())
}

/// A session as its owner sees it.
#[derive(FromRow)]
pub(crate) struct OwnSession {
    pub(crate) token_hash: String,
    pub(crate) created_at: i64,
    pub(crate) last_seen_at: i64,
    pub(crate) peer: String,
    pub(crate) user_agent: String,
}

/// The sessions of `user`, the last used one first.
pub(crate) async fn list_sessions(db: &SqlitePool, user: &UserId) -> Result<Vec<OwnSession>, AppError> {
    Ok(sqlx::query_as(
        "SELECT token_hash, created_at, last_seen_at, peer, user_agent FROM sessions \
         WHERE user_id = $1 ORDER BY last_seen_at DESC, token_hash",
    )
    .bind(user.as_str())
    .fetch_all(db)
    .await?)
}

/// Notes where a session was begun.
pub(crate) async fn update_origin(
    db: &mut SqliteConnection,
    token_hash: &str,
    peer: &str,
    user_agent: &str,
) -> Result<(), AppError> {
    sqlx::query("UPDATE sessions SET peer = $1, user_agent = $2 WHERE token_hash = $3")
        .bind(peer)
        .bind(user_agent)
        .bind(token_hash)
        .execute(db)
        .await?;
    Ok(())
}

/// Ends the session of `user` whose hash begins with `id`. `false` when there is none.
pub(crate) async fn delete_own_session(db: &mut SqliteConnection, user: &UserId, id: &str) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM sessions WHERE user_id = $1 AND substr(token_hash, 1, 32) = $2")
        .bind(user.as_str())
        .bind(id)
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() == 1)
}
