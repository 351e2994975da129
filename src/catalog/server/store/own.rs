//! The table `own_api`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use crate::kernel::ids::ApiId;
use crate::platform::AppError;

/// The portal's own API, as it was listed last.
#[derive(Debug, FromRow)]
pub(crate) struct Own {
    pub api_id: String,
    pub document_hash: String,
    pub address: String,
}

/// The row, if the portal's own API was ever listed.
pub(crate) async fn find(db: impl SqliteExecutor<'_>) -> Result<Option<Own>, AppError> {
    Ok(sqlx::query_as("SELECT api_id, document_hash, address FROM own_api").fetch_optional(db).await?)
}

/// Notes that `api` is the portal's own, made of the document with this hash at this address.
pub(crate) async fn save(
    db: &mut SqliteConnection,
    api: &ApiId,
    document_hash: &str,
    address: &str,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO own_api (id, api_id, document_hash, address) VALUES (1, $1, $2, $3)
         ON CONFLICT (id) DO UPDATE SET api_id = $1, document_hash = $2, address = $3",
    )
    .bind(api.as_str())
    .bind(document_hash)
    .bind(address)
    .execute(db)
    .await?;
    Ok(())
}

/// Whether any other API is registered.
pub(crate) async fn has_others(db: impl SqliteExecutor<'_>) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar(
        "SELECT EXISTS (SELECT 1 FROM apis WHERE current_revision IS NOT NULL AND id NOT IN (SELECT api_id FROM own_api))",
    )
    .fetch_one(db)
    .await?)
}
