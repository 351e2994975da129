//! The products that an API is in, which its form asks for. The table `product_apis` is theirs.

use sqlx::{SqliteConnection, SqliteExecutor};

use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId};
use crate::platform::AppError;

/// The ids of the products that an API is in.
pub(crate) async fn list(db: impl SqliteExecutor<'_>, api: &ApiId) -> Result<Vec<String>, AppError> {
    Ok(sqlx::query_scalar("SELECT product_id FROM product_apis WHERE api_id = $1 ORDER BY product_id")
        .bind(api.as_str())
        .fetch_all(db)
        .await?)
}

/// Puts an API into exactly these products, of which each counts it as a change of its own; `false` when one of them is
/// gone.
pub(crate) async fn replace(
    db: &mut SqliteConnection,
    api: &ApiId,
    products: &[ProductId],
    now: Timestamp,
) -> Result<bool, AppError> {
    let listed = serde_json::to_string(products).map_err(|error| AppError::Unexpected(error.to_string()))?;
    for sql in [
        "UPDATE products SET revision = revision + 1, updated_at = $3
         WHERE (id IN (SELECT value FROM json_each($2)))
             <> EXISTS (SELECT 1 FROM product_apis WHERE product_id = products.id AND api_id = $1)",
        "DELETE FROM product_apis
         WHERE api_id = $1 AND product_id NOT IN (SELECT value FROM json_each($2)) AND $3 IS NOT NULL",
        "INSERT INTO product_apis (product_id, api_id)
         SELECT id, $1 FROM products WHERE id IN (SELECT value FROM json_each($2)) AND $3 IS NOT NULL
         ON CONFLICT DO NOTHING",
    ] {
        sqlx::query(sql).bind(api.as_str()).bind(&listed).bind(now.0).execute(&mut *db).await?;
    }
    let are_there: bool = sqlx::query_scalar(
        "SELECT NOT EXISTS (SELECT 1 FROM json_each($1) WHERE value NOT IN (SELECT id FROM products))",
    )
    .bind(&listed)
    .fetch_one(db)
    .await?;
    Ok(are_there)
}
