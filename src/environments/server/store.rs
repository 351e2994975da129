//! The room's SQL. Every statement about an environment names its owner.

use sqlx::{FromRow, SqliteConnection};

use crate::environments::model::Environment;
use crate::kernel::ids::{EnvironmentId, UserId};
use crate::platform::AppError;
use crate::platform::db::unless_taken;

/// A variable as it is stored.
#[derive(FromRow)]
pub(super) struct StoredVariable {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) is_private: bool,
    pub(super) value: String,
    pub(super) sealed: Option<Vec<u8>>,
}

#[derive(FromRow)]
struct EnvironmentRow {
    id: String,
    name: String,
    revision: i64,
}

impl From<EnvironmentRow> for Environment {
    fn from(row: EnvironmentRow) -> Self {
        Self { id: row.id.into(), name: row.name, revision: row.revision, variables: Vec::new() }
    }
}

/// The environments of `owner`, without their variables.
pub(super) async fn list(db: &mut SqliteConnection, owner: &UserId) -> Result<Vec<Environment>, AppError> {
    let rows: Vec<EnvironmentRow> =
        sqlx::query_as("SELECT id, name, revision FROM environments WHERE user_id = $1 ORDER BY position, id")
            .bind(owner.as_str())
            .fetch_all(db)
            .await?;
    Ok(rows.into_iter().map(Into::into).collect())
}

/// The environment `id` of `owner`, without its variables.
pub(super) async fn find(
    db: &mut SqliteConnection,
    owner: &UserId,
    id: &EnvironmentId,
) -> Result<Option<Environment>, AppError> {
    let row: Option<EnvironmentRow> =
        sqlx::query_as("SELECT id, name, revision FROM environments WHERE user_id = $1 AND id = $2")
            .bind(owner.as_str())
            .bind(id.as_str())
            .fetch_optional(db)
            .await?;
    Ok(row.map(Into::into))
}

/// How many environments `owner` has, and the position behind the last one.
pub(super) async fn count(db: &mut SqliteConnection, owner: &UserId) -> Result<(usize, i64), AppError> {
    let (count, position): (i64, i64) =
        sqlx::query_as("SELECT COUNT(*), COALESCE(MAX(position) + 1, 0) FROM environments WHERE user_id = $1")
            .bind(owner.as_str())
            .fetch_one(db)
            .await?;
    Ok((usize::try_from(count).unwrap_or(usize::MAX), position))
}

/// Adds an environment; `false` when `owner` has one of this name.
pub(super) async fn insert(
    db: &mut SqliteConnection,
    owner: &UserId,
    id: &EnvironmentId,
    name: &str,
    position: i64,
) -> Result<bool, AppError> {
    let inserted =
        sqlx::query("INSERT INTO environments (id, user_id, name, position, revision) VALUES ($1, $2, $3, $4, 1)")
            .bind(id.as_str())
            .bind(owner.as_str())
            .bind(name)
            .bind(position)
            .execute(db)
            .await;
    // The id is new, so it can only be the name.
    Ok(unless_taken(inserted)?.is_some())
}

/// Names an environment that is at `revision`, which is counted on; `false` when it is at another, `None` when the name
/// is taken.
pub(super) async fn update(
    db: &mut SqliteConnection,
    owner: &UserId,
    id: &EnvironmentId,
    revision: i64,
    name: &str,
) -> Result<Option<bool>, AppError> {
    let updated = sqlx::query(
        "UPDATE environments SET name = $1, revision = revision + 1 WHERE user_id = $2 AND id = $3 AND revision = $4",
    )
    .bind(name)
    .bind(owner.as_str())
    .bind(id.as_str())
    .bind(revision)
    .execute(db)
    .await;
    Ok(unless_taken(updated)?.map(|updated| updated.rows_affected() == 1))
}

/// Removes an environment with its variables; `false` when `owner` has no such environment.
pub(super) async fn delete(db: &mut SqliteConnection, owner: &UserId, id: &EnvironmentId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM environments WHERE user_id = $1 AND id = $2")
        .bind(owner.as_str())
        .bind(id.as_str())
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() == 1)
}

/// The variables of an environment that was found to be its owner's.
pub(super) async fn list_variables(
    db: &mut SqliteConnection,
    id: &EnvironmentId,
) -> Result<Vec<StoredVariable>, AppError> {
    Ok(sqlx::query_as(
        "SELECT id, name, is_private, value, sealed FROM environment_variables \
         WHERE environment_id = $1 ORDER BY position, id",
    )
    .bind(id.as_str())
    .fetch_all(db)
    .await?)
}

/// Removes the variables of an environment that was found to be its owner's.
pub(super) async fn delete_variables(db: &mut SqliteConnection, id: &EnvironmentId) -> Result<(), AppError> {
    sqlx::query("DELETE FROM environment_variables WHERE environment_id = $1").bind(id.as_str()).execute(db).await?;
    Ok(())
}

/// Adds a variable to an environment that was found to be its owner's.
pub(super) async fn insert_variable(
    db: &mut SqliteConnection,
    id: &EnvironmentId,
    variable: &StoredVariable,
    position: i64,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO environment_variables (id, environment_id, name, is_private, value, sealed, position) \
         VALUES ($1, $2, $3, $4, $5, $6, $7)",
    )
    .bind(&variable.id)
    .bind(id.as_str())
    .bind(&variable.name)
    .bind(variable.is_private)
    .bind(&variable.value)
    .bind(&variable.sealed)
    .bind(position)
    .execute(db)
    .await?;
    Ok(())
}
