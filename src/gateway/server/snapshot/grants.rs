//! What keys open. The room `products` says it.

use std::sync::Arc;

use sqlx::SqliteConnection;

use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId, TierId, UserId};
use crate::platform::AppError;
use crate::products::model::{KeySlot, Quota, RateLimit, SubscriptionState};

/// A key, and what it opens.
#[derive(Clone, Debug)]
pub struct Grant {
    pub hash: [u8; 32],
    pub slot: KeySlot,
    pub valid_until: Option<Timestamp>,
    pub subscription: Arc<Granted>,
}

/// A subscription as calls see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Granted {
    pub id: SubscriptionId,
    pub owner: Option<UserId>,
    pub state: SubscriptionState,
    pub expires_at: Option<Timestamp>,
    pub scope: GrantedScope,
}

/// What a subscription is to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GrantedScope {
    Product { product: ProductId, published: bool, tier: TierId, rate_limit: Option<RateLimit>, quota: Option<Quota> },
    Api(ApiId),
    AllApis,
}

/// A product as calls see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GrantedProduct {
    pub id: ProductId,
    pub published: bool,
    pub requires_subscription: bool,
}

pub async fn all_grants(_: &mut SqliteConnection) -> Result<Vec<Grant>, AppError> {
    Ok(Vec::new())
}

pub async fn grants_of(_: &mut SqliteConnection, _: &SubscriptionId) -> Result<Vec<Grant>, AppError> {
    Ok(Vec::new())
}

pub async fn grants_of_product(_: &mut SqliteConnection, _: &ProductId) -> Result<Vec<Grant>, AppError> {
    Ok(Vec::new())
}

pub async fn all_products(_: &mut SqliteConnection) -> Result<Vec<GrantedProduct>, AppError> {
    Ok(Vec::new())
}

pub async fn product_apis(_: &mut SqliteConnection) -> Result<Vec<(ProductId, ApiId)>, AppError> {
    Ok(Vec::new())
}
