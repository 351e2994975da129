//! The room's SQL.

use sqlx::{FromRow, SqliteConnection};

use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, RecipeId};
use crate::platform::AppError;
use crate::platform::db::unless_taken;

/// A recipe as it is stored.
#[derive(Clone, Debug, FromRow)]
pub(super) struct Stored {
    pub(super) id: String,
    pub(super) slug: String,
    pub(super) title: String,
    pub(super) document: String,
    pub(super) operations: String,
    pub(super) published: bool,
    pub(super) revision: i64,
}

/// The recipes of an API by their titles; drafts only if they are asked for.
pub(super) async fn list(db: &mut SqliteConnection, api: &ApiId, drafts: bool) -> Result<Vec<Stored>, AppError> {
    Ok(sqlx::query_as(
        "SELECT id, slug, title, document, operations, published, revision FROM recipes \
         WHERE api_id = $1 AND (published OR $2) ORDER BY title, slug",
    )
    .bind(api.as_str())
    .bind(drafts)
    .fetch_all(db)
    .await?)
}

/// The recipe of an API with this slug; a draft only if it may be one.
pub(super) async fn find(
    db: &mut SqliteConnection,
    api: &ApiId,
    slug: &str,
    drafts: bool,
) -> Result<Option<Stored>, AppError> {
    Ok(sqlx::query_as(
        "SELECT id, slug, title, document, operations, published, revision FROM recipes \
         WHERE api_id = $1 AND slug = $2 AND (published OR $3)",
    )
    .bind(api.as_str())
    .bind(slug)
    .bind(drafts)
    .fetch_optional(db)
    .await?)
}

/// How many recipes an API has.
pub(super) async fn count(db: &mut SqliteConnection, api: &ApiId) -> Result<usize, AppError> {
    let (count,): (i64,) =
        sqlx::query_as("SELECT COUNT(*) FROM recipes WHERE api_id = $1").bind(api.as_str()).fetch_one(db).await?;
    Ok(usize::try_from(count).unwrap_or(usize::MAX))
}

/// Adds a recipe; `false` when its API has one with this slug.
pub(super) async fn insert(
    db: &mut SqliteConnection,
    api: &ApiId,
    new: &Stored,
    now: Timestamp,
) -> Result<bool, AppError> {
    let inserted = sqlx::query(
        "INSERT INTO recipes (id, api_id, slug, title, document, operations, published, revision, created_at, updated_at) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $8)",
    )
    .bind(&new.id)
    .bind(api.as_str())
    .bind(&new.slug)
    .bind(&new.title)
    .bind(&new.document)
    .bind(&new.operations)
    .bind(new.published)
    .bind(now.0)
    .execute(db)
    .await;
    // The id is new, so it can only be the slug.
    Ok(unless_taken(inserted)?.is_some())
}

/// Saves a recipe that is at `changed.revision`, which is counted on; `false` when it is at another, `None` when its API
/// has another one with this slug.
pub(super) async fn update(
    db: &mut SqliteConnection,
    changed: &Stored,
    now: Timestamp,
) -> Result<Option<bool>, AppError> {
    let updated = sqlx::query(
        "UPDATE recipes SET slug = $1, title = $2, document = $3, operations = $4, published = $5, \
         revision = revision + 1, updated_at = $6 WHERE id = $7 AND revision = $8",
    )
    .bind(&changed.slug)
    .bind(&changed.title)
    .bind(&changed.document)
    .bind(&changed.operations)
    .bind(changed.published)
    .bind(now.0)
    .bind(&changed.id)
    .bind(changed.revision)
    .execute(db)
    .await;
    Ok(unless_taken(updated)?.map(|updated| updated.rows_affected() == 1))
}

/// Removes a recipe; `false` when it is gone already.
pub(super) async fn delete(db: &mut SqliteConnection, id: &RecipeId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM recipes WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(deleted.rows_affected() == 1)
}
