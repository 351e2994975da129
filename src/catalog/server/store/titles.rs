//! What APIs are called.

use sqlx::SqliteExecutor;

use super::{Sight, groups};
use crate::kernel::ids::ApiId;
use crate::platform::AppError;

/// An API as other rooms name it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Titled {
    /// Its id.
    pub id: ApiId,
    /// Its part of portal addresses.
    pub slug: String,
    /// What readers call it.
    pub title: String,
}

/// The APIs that are seen, by title; of `ids` only, where they are given.
pub(crate) async fn list(
    db: impl SqliteExecutor<'_>,
    sight: &Sight,
    ids: Option<&[ApiId]>,
) -> Result<Vec<Titled>, AppError> {
    let ids = ids.map(serde_json::to_string).transpose().map_err(|error| AppError::Unexpected(error.to_string()))?;
    let rows: Vec<(String, String, String)> = sqlx::query_as(concat!(
        "SELECT id, slug, CASE display_name WHEN '' THEN name ELSE display_name END AS title FROM apis
         WHERE current_revision IS NOT NULL AND ",
        seen!("apis"),
        " AND ($4 IS NULL OR id IN (SELECT value FROM json_each($4))) ORDER BY lower(title), id"
    ))
    .bind(sight.everything)
    .bind(sight.signed_in)
    .bind(groups(&sight.groups)?)
    .bind(ids)
    .fetch_all(db)
    .await?;
    Ok(rows.into_iter().map(|(id, slug, title)| Titled { id: id.into(), slug, title }).collect())
}
