//! The tables `api_revisions` and `schemas`, and which revision of an API is shown.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, OperationId, RevisionId};
use crate::platform::AppError;

/// A revision that is about to be written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NewRevision<'a> {
    pub id: &'a RevisionId,
    pub api: &'a ApiId,
    pub now: Timestamp,
    /// What its document says of the API as a whole, as JSON.
    pub documented: &'a str,
    /// `json`, `yaml`, or empty for none.
    pub document_format: &'a str,
    /// The document, compressed.
    pub document: Option<&'a [u8]>,
}

/// A revision as a list shows it.
#[derive(Clone, Debug, FromRow)]
pub(crate) struct Listed {
    pub id: String,
    pub number: i64,
    pub published_at: i64,
    pub changes: String,
    pub is_current: bool,
}

/// Adds a revision behind the API's others. Nobody sees it yet.
pub(crate) async fn insert(db: impl SqliteExecutor<'_>, new: NewRevision<'_>) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO api_revisions (id, api_id, number, created_at, documented, changes, document_format, document)
         VALUES ($1, $2, (SELECT coalesce(max(number), 0) + 1 FROM api_revisions WHERE api_id = $2),
             $3, $4, '[]', $5, $6)",
    )
    .bind(new.id.as_str())
    .bind(new.api.as_str())
    .bind(new.now.0)
    .bind(new.documented)
    .bind(new.document_format)
    .bind(new.document)
    .execute(db)
    .await?;
    Ok(())
}

/// Shows a revision instead of the one that was shown, and notes what it changes.
pub(crate) async fn publish(
    db: &mut SqliteConnection,
    api: &ApiId,
    id: &RevisionId,
    now: Timestamp,
    changes: &str,
) -> Result<(), AppError> {
    sqlx::query("UPDATE api_revisions SET published_at = $2, changes = $3 WHERE id = $1")
        .bind(id.as_str())
        .bind(now.0)
        .bind(changes)
        .execute(&mut *db)
        .await?;
    show(db, api, id).await
}

/// Shows a revision that was shown before.
pub(crate) async fn show(db: impl SqliteExecutor<'_>, api: &ApiId, id: &RevisionId) -> Result<(), AppError> {
    sqlx::query("UPDATE apis SET current_revision = $2 WHERE id = $1")
        .bind(api.as_str())
        .bind(id.as_str())
        .execute(db)
        .await?;
    Ok(())
}

/// The revision that an API shows.
pub(crate) async fn current(db: impl SqliteExecutor<'_>, api: &ApiId) -> Result<Option<RevisionId>, AppError> {
    let id: Option<Option<String>> = sqlx::query_scalar("SELECT current_revision FROM apis WHERE id = $1")
        .bind(api.as_str())
        .fetch_optional(db)
        .await?;
    Ok(id.flatten().map(RevisionId::from))
}

/// The revision of an API that has this number, if it was ever shown.
pub(crate) async fn numbered(
    db: impl SqliteExecutor<'_>,
    api: &ApiId,
    number: i64,
) -> Result<Option<RevisionId>, AppError> {
    let id: Option<String> = sqlx::query_scalar(
        "SELECT id FROM api_revisions WHERE api_id = $1 AND number = $2 AND published_at IS NOT NULL",
    )
    .bind(api.as_str())
    .bind(number)
    .fetch_optional(db)
    .await?;
    Ok(id.map(RevisionId::from))
}

/// The revisions of an API that were shown once, newest first.
pub(crate) async fn list(db: impl SqliteExecutor<'_>, api: &ApiId) -> Result<Vec<Listed>, AppError> {
    Ok(sqlx::query_as(
        "SELECT api_revisions.id, number, published_at, changes, api_revisions.id = current_revision AS is_current
         FROM api_revisions JOIN apis ON apis.id = api_id
         WHERE api_id = $1 AND published_at IS NOT NULL
         ORDER BY number DESC",
    )
    .bind(api.as_str())
    .fetch_all(db)
    .await?)
}

/// What the document of a revision says of the API as a whole, as JSON.
pub(crate) async fn documented(db: impl SqliteExecutor<'_>, id: &RevisionId) -> Result<String, AppError> {
    Ok(sqlx::query_scalar("SELECT documented FROM api_revisions WHERE id = $1")
        .bind(id.as_str())
        .fetch_optional(db)
        .await?
        .unwrap_or_default())
}

/// The security schemes of a revision's document, as a JSON list; `None` when it has none.
pub(crate) async fn security_schemes(db: impl SqliteExecutor<'_>, id: &RevisionId) -> Result<Option<String>, AppError> {
    let found: Option<Option<String>> =
        sqlx::query_scalar("SELECT json_extract(documented, '$.security_schemes') FROM api_revisions WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(db)
            .await?;
    Ok(found.flatten())
}

/// The servers of the document that an operation is from, as a JSON list; `None` when it has none.
pub(crate) async fn servers_around(
    db: impl SqliteExecutor<'_>,
    operation: &OperationId,
) -> Result<Option<String>, AppError> {
    let found: Option<Option<String>> = sqlx::query_scalar(
        "SELECT json_extract(api_revisions.documented, '$.servers') FROM operations
         JOIN api_revisions ON api_revisions.id = operations.api_revision
         WHERE operations.id = $1",
    )
    .bind(operation.as_str())
    .fetch_optional(db)
    .await?;
    Ok(found.flatten())
}

/// Whether a revision's document names servers.
pub(crate) async fn has_servers(db: impl SqliteExecutor<'_>, id: &RevisionId) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar(
        "SELECT json_extract(documented, '$.servers[0]') IS NOT NULL FROM api_revisions WHERE id = $1",
    )
    .bind(id.as_str())
    .fetch_one(db)
    .await?)
}

/// Notes that operations of a revision were changed by hand.
pub(crate) async fn count_edit(db: impl SqliteExecutor<'_>, id: &RevisionId) -> Result<(), AppError> {
    sqlx::query("UPDATE api_revisions SET edits = edits + 1 WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(())
}

/// How often operations of a revision were changed by hand.
pub(crate) async fn edits(db: impl SqliteExecutor<'_>, id: &RevisionId) -> Result<i64, AppError> {
    Ok(sqlx::query_scalar("SELECT edits FROM api_revisions WHERE id = $1").bind(id.as_str()).fetch_one(db).await?)
}

/// The document of a revision, compressed, with its format; `None` when it has none.
pub(crate) async fn document(
    db: impl SqliteExecutor<'_>,
    id: &RevisionId,
) -> Result<Option<(String, Vec<u8>)>, AppError> {
    let row: Option<(String, Option<Vec<u8>>)> =
        sqlx::query_as("SELECT document_format, document FROM api_revisions WHERE id = $1")
            .bind(id.as_str())
            .fetch_optional(db)
            .await?;
    Ok(row.and_then(|(format, document)| Some((format, document?))))
}

/// Gives a revision the document and the schemas of another.
pub(crate) async fn copy_document(
    db: &mut SqliteConnection,
    from: &RevisionId,
    to: &RevisionId,
) -> Result<(), AppError> {
    for sql in [
        "UPDATE api_revisions SET (documented, document_format, document) =
             (SELECT documented, document_format, document FROM api_revisions WHERE id = $1) WHERE id = $2",
        "INSERT INTO schemas (api_revision, pointer, name, schema)
         SELECT $2, pointer, name, schema FROM schemas WHERE api_revision = $1",
    ] {
        sqlx::query(sql).bind(from.as_str()).bind(to.as_str()).execute(&mut *db).await?;
    }
    Ok(())
}

/// Removes a revision with its operations and schemas.
pub(crate) async fn delete(db: impl SqliteExecutor<'_>, id: &RevisionId) -> Result<(), AppError> {
    sqlx::query("DELETE FROM api_revisions WHERE id = $1").bind(id.as_str()).execute(db).await?;
    Ok(())
}

/// Notes that a revision is still being written; until it is published, `created_at` says when that was.
pub(crate) async fn touch(db: impl SqliteExecutor<'_>, id: &RevisionId, now: Timestamp) -> Result<bool, AppError> {
    let touched = sqlx::query("UPDATE api_revisions SET created_at = $2 WHERE id = $1 AND published_at IS NULL")
        .bind(id.as_str())
        .bind(now.0)
        .execute(db)
        .await?;
    Ok(touched.rows_affected() == 1)
}

/// Removes what imports left behind that did not come to their end: revisions that nobody ever saw and nobody has
/// written to since `before`, and the APIs that were to begin with one. Returns how many revisions those were.
pub(crate) async fn delete_abandoned(db: &mut SqliteConnection, before: Timestamp) -> Result<u64, AppError> {
    let revisions = sqlx::query("DELETE FROM api_revisions WHERE published_at IS NULL AND created_at < $1")
        .bind(before.0)
        .execute(&mut *db)
        .await?
        .rows_affected();
    sqlx::query("DELETE FROM apis WHERE current_revision IS NULL AND id NOT IN (SELECT api_id FROM api_revisions)")
        .execute(&mut *db)
        .await?;
    Ok(revisions)
}

/// Adds a schema to a revision.
pub(crate) async fn insert_schema(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    pointer: &str,
    name: &str,
    schema: &str,
) -> Result<(), AppError> {
    sqlx::query("INSERT OR IGNORE INTO schemas (api_revision, pointer, name, schema) VALUES ($1, $2, $3, $4)")
        .bind(revision.as_str())
        .bind(pointer)
        .bind(name)
        .bind(schema)
        .execute(db)
        .await?;
    Ok(())
}

/// A revision's schemas: reference, name and JSON.
pub(crate) async fn whole_schemas(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
) -> Result<Vec<(String, String, String)>, AppError> {
    Ok(sqlx::query_as("SELECT pointer, name, schema FROM schemas WHERE api_revision = $1 ORDER BY rowid")
        .bind(revision.as_str())
        .fetch_all(db)
        .await?)
}

/// The schemas of a revision that `pointers` refer to.
pub(crate) async fn find_schemas(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    pointers: &[String],
) -> Result<Vec<(String, String)>, AppError> {
    let pointers = serde_json::to_string(pointers).map_err(|error| AppError::Unexpected(error.to_string()))?;
    Ok(sqlx::query_as(
        "SELECT pointer, schema FROM schemas
         WHERE api_revision = $1 AND pointer IN (SELECT value FROM json_each($2))",
    )
    .bind(revision.as_str())
    .bind(pointers)
    .fetch_all(db)
    .await?)
}

/// The reference to the schema of a revision that has this name.
pub(crate) async fn find_schema_named(
    db: impl SqliteExecutor<'_>,
    revision: &RevisionId,
    name: &str,
) -> Result<Option<String>, AppError> {
    Ok(sqlx::query_scalar("SELECT pointer FROM schemas WHERE api_revision = $1 AND name = $2 ORDER BY pointer")
        .bind(revision.as_str())
        .bind(name)
        .fetch_optional(db)
        .await?)
}
