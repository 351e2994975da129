//! The table `settings`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use super::{Choices, Logo, Saved};
use crate::platform::AppError;

#[derive(FromRow)]
struct Row {
    revision: i64,
    choices: String,
    logo_kind: String,
    logo_hash: String,
}

/// What is saved.
pub(super) async fn find(db: impl SqliteExecutor<'_>) -> Result<Saved, AppError> {
    let row: Row = sqlx::query_as("SELECT revision, choices, logo_kind, logo_hash FROM settings WHERE id = 1")
        .fetch_one(db)
        .await?;
    let choices = serde_json::from_str(&row.choices)
        .map_err(|error| AppError::Unexpected(format!("the settings in the database: {error}")))?;
    let logo = (!row.logo_hash.is_empty()).then_some(Logo { kind: row.logo_kind, hash: row.logo_hash });
    Ok(Saved { revision: row.revision, choices, logo })
}

/// The image's bytes.
pub(super) async fn find_logo(db: impl SqliteExecutor<'_>) -> Result<Option<Vec<u8>>, AppError> {
    Ok(sqlx::query_scalar("SELECT logo FROM settings WHERE id = 1").fetch_one(db).await?)
}

/// Saves what was chosen; `false` when somebody saved since `revision`.
pub(super) async fn update_choices(
    db: &mut SqliteConnection,
    revision: i64,
    choices: &Choices,
) -> Result<bool, AppError> {
    let json = serde_json::to_string(choices).map_err(|error| AppError::Unexpected(error.to_string()))?;
    let written =
        sqlx::query("UPDATE settings SET choices = $1, revision = revision + 1 WHERE id = 1 AND revision = $2")
            .bind(json)
            .bind(revision)
            .execute(db)
            .await?;
    Ok(written.rows_affected() == 1)
}

/// Saves the image; `false` when somebody saved since `revision`.
pub(super) async fn update_logo(
    db: &mut SqliteConnection,
    revision: i64,
    logo: Option<(&Logo, &[u8])>,
) -> Result<bool, AppError> {
    let written = sqlx::query(
        "UPDATE settings SET logo = $1, logo_kind = $2, logo_hash = $3, revision = revision + 1 \
         WHERE id = 1 AND revision = $4",
    )
    .bind(logo.map(|(_, bytes)| bytes))
    .bind(logo.map_or("", |(logo, _)| logo.kind.as_str()))
    .bind(logo.map_or("", |(logo, _)| logo.hash.as_str()))
    .bind(revision)
    .execute(db)
    .await?;
    Ok(written.rows_affected() == 1)
}
