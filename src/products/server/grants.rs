//! What keys open, for the gateway, which keeps it in memory. The functions read inside whatever transaction they are
//! given; `gateway_changes` says what has to be read again.

use std::sync::Arc;

use sqlx::SqliteConnection;

pub use super::key::hash_of;
use super::store::grants::{self as store, Row};
use super::store::subscriptions;
use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId, TierId, UserId};
use crate::platform::AppError;
use crate::products::model::{KeySlot, Quota, RateLimit, SubscriptionScope, SubscriptionState};

/// A key, and what it opens.
#[derive(Clone, Debug)]
pub struct Grant {
    /// SHA-256 of the key; see [`hash_of`].
    pub hash: [u8; 32],
    /// Which of the subscription's keys it is.
    pub slot: KeySlot,
    /// Until when it opens, where it was replaced; `None` for one that holds.
    pub valid_until: Option<Timestamp>,
    /// What it opens.
    pub subscription: Arc<Granted>,
}

/// A subscription as calls see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    /// Its id.
    pub id: SubscriptionId,
    /// By whose name the use of its limits is counted: its own, or that of the one that it goes on with.
    pub limits_of: SubscriptionId,
    /// Whose it is.
    pub owner: Option<UserId>,
    /// As it was left, and suspended where its owner's account is stopped. An active one expires by itself.
    pub state: SubscriptionState,
    /// When it expires.
    pub expires_at: Option<Timestamp>,
    /// What it is to.
    pub scope: GrantedScope,
}

/// What a subscription is to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantedScope {
    /// The APIs of a product.
    Product {
        /// The product.
        product: ProductId,
        /// Whether it lets calls through.
        published: bool,
        /// The tier.
        tier: TierId,
        /// The tier's calls in a short time.
        rate_limit: Option<RateLimit>,
        /// The tier's amount in a long time.
        quota: Option<Quota>,
    },
    /// One API.
    Api(ApiId),
    /// Every API.
    AllApis,
}

/// A product as calls see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedProduct {
    /// Its id.
    pub id: ProductId,
    /// Whether it lets calls through.
    pub published: bool,
    /// Whether calls need a subscription to it; the APIs of the others are open.
    pub requires_subscription: bool,
}

/// All keys.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_grants(db: &mut SqliteConnection) -> Result<Vec<Grant>, AppError> {
    Ok(together(store::list(db).await?))
}

/// The keys of a subscription; none when it is gone.
///
/// # Errors
/// When the database cannot be read.
pub async fn grants_of(db: &mut SqliteConnection, id: &SubscriptionId) -> Result<Vec<Grant>, AppError> {
    Ok(together(store::list_of(db, id).await?))
}

/// The keys of all subscriptions to a product, to be read again when the product or one of its tiers was changed.
///
/// # Errors
/// When the database cannot be read.
pub async fn grants_of_product(db: &mut SqliteConnection, id: &ProductId) -> Result<Vec<Grant>, AppError> {
    Ok(together(store::list_of_product(db, id).await?))
}

/// All products.
///
/// # Errors
/// When the database cannot be read.
pub async fn all_products(db: &mut SqliteConnection) -> Result<Vec<GrantedProduct>, AppError> {
    let product = |(id, published, requires_subscription): (String, bool, bool)| GrantedProduct {
        id: id.into(),
        published,
        requires_subscription,
    };
    Ok(store::list_products(db).await?.into_iter().map(product).collect())
}

/// Which APIs are in which products.
///
/// # Errors
/// When the database cannot be read.
pub async fn product_apis(db: &mut SqliteConnection) -> Result<Vec<(ProductId, ApiId)>, AppError> {
    store::list_apis(db).await
}

/// Notes when subscriptions were last used.
///
/// # Errors
/// When the database cannot be written.
pub async fn note_used(db: &mut SqliteConnection, used: &[(SubscriptionId, Timestamp)]) -> Result<(), AppError> {
    subscriptions::update_last_used(db, used).await
}

/// The keys of `rows`, in which those of a subscription stand together and share it.
fn together(rows: Vec<Row>) -> Vec<Grant> {
    let mut grants: Vec<Grant> = Vec::with_capacity(rows.len());
    for row in rows {
        let known = grants.last().filter(|last| last.subscription.id == row.id);
        let subscription = match known {
            Some(last) => Arc::clone(&last.subscription),
            None => Arc::new(Granted {
                id: row.id,
                limits_of: row.limits_of,
                owner: row.owner.map(UserId::from),
                state: row.state,
                expires_at: row.expires_at,
                scope: match row.scope {
                    SubscriptionScope::Product { product, tier } => GrantedScope::Product {
                        product,
                        published: row.published,
                        tier,
                        rate_limit: row.rate_limit,
                        quota: row.quota,
                    },
                    SubscriptionScope::Api(api) => GrantedScope::Api(api),
                    SubscriptionScope::AllApis => GrantedScope::AllApis,
                },
            }),
        };
        grants.push(Grant { hash: row.hash, slot: row.slot, valid_until: row.valid_until, subscription });
    }
    grants
}
