//! The table `subscription_keys`.

use sqlx::{SqliteConnection, SqliteExecutor};

use crate::kernel::Timestamp;
use crate::kernel::ids::SubscriptionId;
use crate::platform::AppError;
use crate::products::model::KeySlot;

/// Adds a key, the one that holds in its slot.
pub(crate) async fn insert(
    db: &mut SqliteConnection,
    subscription: &SubscriptionId,
    slot: KeySlot,
    (hash, sealed): (&[u8; 32], &[u8]),
    now: Timestamp,
) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO subscription_keys (hash, subscription_id, slot, sealed, created_at) VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(hash.as_slice())
    .bind(subscription.as_str())
    .bind(slot.as_str())
    .bind(sealed)
    .bind(now.0)
    .execute(db)
    .await?;
    Ok(())
}

/// The key that holds in a slot, sealed.
pub(crate) async fn find_sealed(
    db: impl SqliteExecutor<'_>,
    subscription: &SubscriptionId,
    slot: KeySlot,
) -> Result<Option<Vec<u8>>, AppError> {
    Ok(sqlx::query_scalar(
        "SELECT sealed FROM subscription_keys WHERE subscription_id = $1 AND slot = $2 AND valid_until IS NULL",
    )
    .bind(subscription.as_str())
    .bind(slot.as_str())
    .fetch_optional(db)
    .await?
    .flatten())
}

/// Lets the key that holds in a slot open until `valid_until`, and ends what was replaced before it.
pub(crate) async fn replace(
    db: &mut SqliteConnection,
    subscription: &SubscriptionId,
    slot: KeySlot,
    valid_until: Option<Timestamp>,
) -> Result<(), AppError> {
    sqlx::query("DELETE FROM subscription_keys WHERE subscription_id = $1 AND slot = $2 AND valid_until IS NOT NULL")
        .bind(subscription.as_str())
        .bind(slot.as_str())
        .execute(&mut *db)
        .await?;
    let sql = match valid_until {
        Some(_) => {
            "UPDATE subscription_keys SET valid_until = $3, sealed = NULL WHERE subscription_id = $1 AND slot = $2"
        }
        None => "DELETE FROM subscription_keys WHERE subscription_id = $1 AND slot = $2 AND $3 IS NULL",
    };
    sqlx::query(sql)
        .bind(subscription.as_str())
        .bind(slot.as_str())
        .bind(valid_until.map(|moment| moment.0))
        .execute(db)
        .await?;
    Ok(())
}
