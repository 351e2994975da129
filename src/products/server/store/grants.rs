//! What keys open, as the gateway asks for it.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use super::limit;
use super::subscriptions::{scope_of, state_of};
use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId};
use crate::platform::AppError;
use crate::products::model::{KeySlot, Quota, RateLimit, SubscriptionScope, SubscriptionState};

/// A key and the subscription that it is of.
pub(crate) struct Row {
    pub(crate) hash: [u8; 32],
    pub(crate) slot: KeySlot,
    pub(crate) valid_until: Option<Timestamp>,
    pub(crate) id: SubscriptionId,
    pub(crate) limits_of: SubscriptionId,
    pub(crate) owner: Option<String>,
    /// As it was left; whether it has expired is a matter of time.
    pub(crate) state: SubscriptionState,
    pub(crate) expires_at: Option<Timestamp>,
    pub(crate) scope: SubscriptionScope,
    pub(crate) published: bool,
    pub(crate) rate_limit: Option<RateLimit>,
    pub(crate) quota: Option<Quota>,
}

#[derive(FromRow)]
struct Raw {
    hash: Vec<u8>,
    slot: String,
    valid_until: Option<i64>,
    id: String,
    limits_of: String,
    user_id: Option<String>,
    is_usable: bool,
    state: String,
    expires_at: Option<i64>,
    product_id: Option<String>,
    tier_id: Option<String>,
    api_id: Option<String>,
    published: Option<bool>,
    rate_limit: Option<String>,
    quota: Option<String>,
}

impl Raw {
    fn into_row(self) -> Result<Row, AppError> {
        let damaged = || AppError::Unexpected(format!("a key of subscription {} is damaged", self.id));
        let hash = self.hash.as_slice().try_into().map_err(|_| damaged())?;
        let slot = KeySlot::parse(&self.slot).ok_or_else(damaged)?;
        // Whoever's account is stopped has nothing that opens.
        let state = match state_of(&self.id, &self.state)? {
            SubscriptionState::Active if !self.is_usable => SubscriptionState::Suspended,
            state => state,
        };
        Ok(Row {
            hash,
            slot,
            valid_until: self.valid_until.map(Timestamp),
            id: self.id.into(),
            limits_of: self.limits_of.into(),
            owner: self.user_id,
            state,
            expires_at: self.expires_at.map(Timestamp),
            scope: scope_of(self.product_id, self.tier_id, self.api_id),
            published: self.published.unwrap_or_default(),
            rate_limit: limit(self.rate_limit.as_deref())?,
            quota: limit(self.quota.as_deref())?,
        })
    }
}

/// The keys that `$which` leaves, those of a subscription together.
macro_rules! keys {
    ($which:literal) => {
        concat!(
            "SELECT k.hash, k.slot, k.valid_until, s.id, COALESCE(s.limits_of, s.id) AS limits_of, s.user_id,
                 COALESCE(u.state = 'active', TRUE) AS is_usable, s.state, s.expires_at, s.product_id, s.tier_id, s.api_id, p.published, t.rate_limit, t.quota
             FROM subscriptions s JOIN subscription_keys k ON k.subscription_id = s.id
                 LEFT JOIN users u ON u.id = s.user_id LEFT JOIN products p ON p.id = s.product_id
                 LEFT JOIN product_tiers t ON t.id = s.tier_id ",
            $which,
            " ORDER BY s.id"
        )
    };
}

/// Every key.
pub(crate) async fn list(db: impl SqliteExecutor<'_>) -> Result<Vec<Row>, AppError> {
    let rows: Vec<Raw> = sqlx::query_as(keys!("")).fetch_all(db).await?;
    rows.into_iter().map(Raw::into_row).collect()
}

/// The keys of a subscription.
pub(crate) async fn list_of(db: impl SqliteExecutor<'_>, id: &SubscriptionId) -> Result<Vec<Row>, AppError> {
    let rows: Vec<Raw> = sqlx::query_as(keys!("WHERE s.id = $1")).bind(id.as_str()).fetch_all(db).await?;
    rows.into_iter().map(Raw::into_row).collect()
}

/// The keys of the subscriptions to a product.
pub(crate) async fn list_of_product(db: impl SqliteExecutor<'_>, id: &ProductId) -> Result<Vec<Row>, AppError> {
    let rows: Vec<Raw> = sqlx::query_as(keys!("WHERE s.product_id = $1")).bind(id.as_str()).fetch_all(db).await?;
    rows.into_iter().map(Raw::into_row).collect()
}

/// Every product: its id, whether it is published, and whether calls need a subscription to it.
pub(crate) async fn list_products(db: &mut SqliteConnection) -> Result<Vec<(String, bool, bool)>, AppError> {
    Ok(sqlx::query_as("SELECT id, published, requires_subscription FROM products").fetch_all(db).await?)
}

/// Which APIs are in which products.
pub(crate) async fn list_apis(db: impl SqliteExecutor<'_>) -> Result<Vec<(ProductId, ApiId)>, AppError> {
    let rows: Vec<(String, String)> =
        sqlx::query_as("SELECT product_id, api_id FROM product_apis").fetch_all(db).await?;
    Ok(rows.into_iter().map(|(product, api)| (product.into(), api.into())).collect())
}
