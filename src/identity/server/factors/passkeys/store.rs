//! The SQL of the table `passkeys`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::identity::factors::Passkey;
use crate::kernel::Timestamp;
use crate::kernel::ids::UserId;
use crate::platform::AppError;

/// A passkey as it is checked.
pub(super) struct Known {
    pub(super) id: String,
    pub(super) user: UserId,
    pub(super) public_key: Vec<u8>,
    pub(super) counter: i64,
}

/// A passkey that is to be added.
pub(super) struct New<'a> {
    pub(super) id: &'a str,
    pub(super) credential_id: &'a str,
    pub(super) public_key: &'a [u8],
    pub(super) name: &'a str,
    pub(super) counter: i64,
}

#[derive(FromRow)]
struct KnownRow {
    id: String,
    user_id: String,
    public_key: Vec<u8>,
    counter: i64,
}

#[derive(FromRow)]
struct ShownRow {
    id: String,
    name: String,
    created_at: i64,
    used_at: Option<i64>,
}

/// The passkeys of `user`, the oldest first.
pub(in crate::identity::server::factors) async fn list(
    db: impl SqliteExecutor<'_>,
    user: &UserId,
) -> Result<Vec<Passkey>, AppError> {
    let rows: Vec<ShownRow> =
        sqlx::query_as("SELECT id, name, created_at, used_at FROM passkeys WHERE user_id = $1 ORDER BY created_at, id")
            .bind(user.as_str())
            .fetch_all(db)
            .await?;
    let shown = |row: ShownRow| Passkey {
        id: row.id,
        name: row.name,
        created_at: Timestamp(row.created_at),
        used_at: row.used_at.map(Timestamp),
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// How authenticators name the passkeys of `user`.
pub(super) async fn list_credential_ids(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<Vec<String>, AppError> {
    Ok(sqlx::query_scalar("SELECT credential_id FROM passkeys WHERE user_id = $1 ORDER BY created_at, id")
        .bind(user.as_str())
        .fetch_all(db)
        .await?)
}

/// The passkey that an authenticator names so, whoever's it is: that is what it is asked for.
pub(super) async fn find(db: impl SqliteExecutor<'_>, credential_id: &str) -> Result<Option<Known>, AppError> {
    let row: Option<KnownRow> =
        sqlx::query_as("SELECT id, user_id, public_key, counter FROM passkeys WHERE credential_id = $1")
            .bind(credential_id)
            .fetch_optional(db)
            .await?;
    Ok(row.map(|row| Known { id: row.id, user: row.user_id.into(), public_key: row.public_key, counter: row.counter }))
}

/// Adds a passkey to those of `user`. `false` when somebody has it already.
pub(super) async fn insert(
    db: &mut SqliteConnection,
    user: &UserId,
    new: &New<'_>,
    now: Timestamp,
) -> Result<bool, AppError> {
    let inserted = sqlx::query(
        "INSERT INTO passkeys (id, user_id, credential_id, public_key, name, counter, created_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (credential_id) DO NOTHING",
    )
    .bind(new.id)
    .bind(user.as_str())
    .bind(new.credential_id)
    .bind(new.public_key)
    .bind(new.name)
    .bind(new.counter)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(inserted.rows_affected() == 1)
}

/// Notes that a passkey was used, whose counter is `counter` now. `false` when it was used meanwhile, or is gone.
pub(super) async fn update_used(
    db: &mut SqliteConnection,
    known: &Known,
    counter: i64,
    now: Timestamp,
) -> Result<bool, AppError> {
    let updated =
        sqlx::query("UPDATE passkeys SET counter = $1, used_at = $2 WHERE id = $3 AND user_id = $4 AND counter = $5")
            .bind(counter)
            .bind(now.0)
            .bind(&known.id)
            .bind(known.user.as_str())
            .bind(known.counter)
            .execute(db)
            .await?;
    Ok(updated.rows_affected() == 1)
}

/// Gives a passkey of `user` another name. `false` when there is none.
pub(super) async fn update_name(
    db: &mut SqliteConnection,
    user: &UserId,
    id: &str,
    name: &str,
) -> Result<bool, AppError> {
    let updated = sqlx::query("UPDATE passkeys SET name = $1 WHERE id = $2 AND user_id = $3")
        .bind(name)
        .bind(id)
        .bind(user.as_str())
        .execute(db)
        .await?;
    Ok(updated.rows_affected() == 1)
}

/// Removes a passkey of `user`. `false` when there is none.
pub(super) async fn delete(db: &mut SqliteConnection, user: &UserId, id: &str) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM passkeys WHERE id = $1 AND user_id = $2")
        .bind(id)
        .bind(user.as_str())
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() == 1)
}
