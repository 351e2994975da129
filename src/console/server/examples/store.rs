//! The table `console_examples`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ExampleId, UserId};
use crate::platform::AppError;

/// An example to be written.
pub(super) struct NewRow<'a> {
    pub(super) id: &'a ExampleId,
    /// `None` for one that is pinned and nobody's.
    pub(super) user: Option<&'a UserId>,
    pub(super) api: &'a ApiId,
    /// Its slug.
    pub(super) operation: &'a str,
    pub(super) name: &'a str,
    /// JSON.
    pub(super) request: &'a str,
    pub(super) pinned: bool,
    pub(super) created_at: Timestamp,
}

/// An example as lists have it.
#[derive(FromRow)]
pub(super) struct Listed {
    pub(super) id: String,
    pub(super) user_id: Option<String>,
    pub(super) name: String,
    pub(super) pinned: bool,
}

/// A pinned example.
#[derive(FromRow)]
pub(super) struct PinnedRow {
    pub(super) id: String,
    pub(super) operation: String,
    pub(super) name: String,
    pub(super) request: String,
}

/// How many examples `user` has.
pub(super) async fn count(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<usize, AppError> {
    let count: i64 = sqlx::query_scalar("SELECT count(*) FROM console_examples WHERE user_id = $1")
        .bind(user.as_str())
        .fetch_one(db)
        .await?;
    Ok(usize::try_from(count).unwrap_or_default())
}

/// Adds an example.
pub(super) async fn insert(db: impl SqliteExecutor<'_>, row: NewRow<'_>) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO console_examples (id, user_id, api_id, operation, name, request, pinned, created_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(row.id.as_str())
    .bind(row.user.map(UserId::as_str))
    .bind(row.api.as_str())
    .bind(row.operation)
    .bind(row.name)
    .bind(row.request)
    .bind(row.pinned)
    .bind(row.created_at.0)
    .execute(db)
    .await?;
    Ok(())
}

/// The pinned examples of an operation, then those of `user`, each by name.
pub(super) async fn list(
    db: impl SqliteExecutor<'_>,
    api: &ApiId,
    operation: &str,
    user: Option<&UserId>,
) -> Result<Vec<Listed>, AppError> {
    Ok(sqlx::query_as(
        "SELECT id, user_id, name, pinned FROM console_examples
         WHERE api_id = $1 AND operation = $2 AND (pinned OR user_id = $3) ORDER BY pinned DESC, name, id",
    )
    .bind(api.as_str())
    .bind(operation)
    .bind(user.map(UserId::as_str))
    .fetch_all(db)
    .await?)
}

/// The pinned examples of an API, by operation and name.
pub(super) async fn list_pinned(db: impl SqliteExecutor<'_>, api: &ApiId) -> Result<Vec<PinnedRow>, AppError> {
    Ok(sqlx::query_as(
        "SELECT id, operation, name, request FROM console_examples WHERE api_id = $1 AND pinned
         ORDER BY operation, name, id",
    )
    .bind(api.as_str())
    .fetch_all(db)
    .await?)
}

/// Name and request of an example of an operation.
pub(super) async fn find(
    db: impl SqliteExecutor<'_>,
    api: &ApiId,
    operation: &str,
    id: &ExampleId,
) -> Result<Option<(String, String)>, AppError> {
    Ok(sqlx::query_as("SELECT name, request FROM console_examples WHERE api_id = $1 AND operation = $2 AND id = $3")
        .bind(api.as_str())
        .bind(operation)
        .bind(id.as_str())
        .fetch_optional(db)
        .await?)
}

/// The examples of `user`, whatever became of their operations, by name: each with its name and its request.
pub(super) async fn list_own(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<Vec<(String, String)>, AppError> {
    Ok(sqlx::query_as("SELECT name, request FROM console_examples WHERE user_id = $1 ORDER BY name, id")
        .bind(user.as_str())
        .fetch_all(db)
        .await?)
}

/// Whether others than `user` have something of an example: it is offered to everybody, or somebody else's.
pub(super) async fn is_others(db: impl SqliteExecutor<'_>, user: &UserId, id: &ExampleId) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM console_examples WHERE id = $1 AND (pinned OR user_id <> $2))")
        .bind(id.as_str())
        .bind(user.as_str())
        .fetch_one(db)
        .await?)
}

/// The slugs of an example's API and operation.
pub(super) async fn find_place(
    db: impl SqliteExecutor<'_>,
    id: &ExampleId,
) -> Result<Option<(String, String)>, AppError> {
    Ok(sqlx::query_as(
        "SELECT apis.slug, console_examples.operation FROM console_examples JOIN apis ON apis.id = console_examples.api_id
         WHERE console_examples.id = $1",
    )
    .bind(id.as_str())
    .fetch_optional(db)
    .await?)
}

/// Deletes an example, whoever owns it; whether there was one.
pub(super) async fn delete(db: impl SqliteExecutor<'_>, id: &ExampleId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM console_examples WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(deleted.rows_affected() > 0)
}

/// Deletes an example of `user`; whether there was one.
pub(super) async fn delete_own(db: impl SqliteExecutor<'_>, user: &UserId, id: &ExampleId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM console_examples WHERE user_id = $1 AND id = $2")
        .bind(user.as_str())
        .bind(id.as_str())
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Offers an example to nobody but its owner; one that is nobody's goes.
pub(super) async fn unpin(db: &mut SqliteConnection, id: &ExampleId) -> Result<(), AppError> {
    sqlx::query("DELETE FROM console_examples WHERE id = $1 AND user_id IS NULL")
        .bind(id.as_str())
        .execute(&mut *db)
        .await?;
    sqlx::query("UPDATE console_examples SET pinned = FALSE WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(())
}
