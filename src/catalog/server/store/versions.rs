//! Versions of APIs, which are the rows of `apis` that share a suffix.

use sqlx::{FromRow, SqliteExecutor};

use super::{Sight, groups};
use crate::catalog::model::ApiInput;
use crate::platform::AppError;

/// A version of the API that has a certain suffix.
#[derive(Debug, FromRow)]
pub(crate) struct Version {
    pub id: String,
    pub slug: String,
    pub version: String,
    pub version_scheme: String,
    pub published: bool,
    /// Whether it has a revision that is shown; without one, it is being written.
    pub is_shown: bool,
    /// Whether it is seen by whoever asked.
    pub is_seen: bool,
}

/// The versions of the API that has this suffix, by their labels.
pub(crate) async fn list_versions(
    db: impl SqliteExecutor<'_>,
    sight: &Sight,
    suffix: &str,
) -> Result<Vec<Version>, AppError> {
    Ok(sqlx::query_as(concat!(
        "SELECT id, slug, version, version_scheme, published, current_revision IS NOT NULL AS is_shown, ",
        seen!("apis"),
        " AS is_seen FROM apis WHERE suffix = $4 ORDER BY version COLLATE NOCASE, id",
    ))
    .bind(sight.everything)
    .bind(sight.signed_in)
    .bind(groups(&sight.groups)?)
    .bind(suffix)
    .fetch_all(db)
    .await?)
}

/// Sets how calls name the version for all versions of an API, which are those with its suffix.
pub(crate) async fn share_version_scheme(db: impl SqliteExecutor<'_>, api: &ApiInput) -> Result<(), AppError> {
    sqlx::query(
        "UPDATE apis SET version_scheme = $2, version_parameter = $3
         WHERE suffix = $1 AND (version_scheme, version_parameter) <> ($2, $3)",
    )
    .bind(&api.suffix)
    .bind(api.version_scheme.as_str())
    .bind(&api.version_parameter)
    .execute(db)
    .await?;
    Ok(())
}
