//! The SQL of the vault.

use crate::platform::{AppError, Db};

const ID: &str = "check";

/// What was sealed to recognise the master key.
pub(super) async fn find_check(db: &Db) -> Result<Option<Vec<u8>>, AppError> {
    Ok(sqlx::query_scalar("SELECT sealed FROM vault WHERE id = $1").bind(ID).fetch_optional(db.reader()).await?)
}

/// Keeps it, unless there is one already.
pub(super) async fn insert_check(db: &Db, sealed: &[u8]) -> Result<(), AppError> {
    let mut transaction = db.write().await?;
    sqlx::query("INSERT INTO vault (id, sealed) VALUES ($1, $2) ON CONFLICT (id) DO NOTHING")
        .bind(ID)
        .bind(sealed)
        .execute(&mut *transaction)
        .await?;
    Ok(transaction.commit().await?)
}
