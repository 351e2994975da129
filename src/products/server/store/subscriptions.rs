//! The table `subscriptions`.

use sqlx::{FromRow, SqliteConnection, SqliteExecutor};

use super::limit;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId, TierId, UserId};
use crate::kernel::{PageRequest, Timestamp};
use crate::platform::AppError;
use crate::products::model::{Subscription, SubscriptionScope, SubscriptionState, Tier};

/// What a list is narrowed to; what is empty narrows nothing.
#[derive(Clone, Debug)]
pub(crate) struct Filter {
    /// Whose.
    pub(crate) owner: String,
    /// What occurs in the e-mail address of whose they are, folded.
    pub(crate) person: String,
    /// The product's id.
    pub(crate) product: String,
    /// The word for the state.
    pub(crate) state: String,
    /// When the states hold.
    pub(crate) now: Timestamp,
}

#[derive(FromRow)]
struct Row {
    id: String,
    name: String,
    user_id: Option<String>,
    email: Option<String>,
    product_id: Option<String>,
    tier_id: Option<String>,
    api_id: Option<String>,
    scope_name: Option<String>,
    tier_name: Option<String>,
    price: Option<String>,
    rate_limit: Option<String>,
    quota: Option<String>,
    state: String,
    reason: String,
    created_at: i64,
    expires_at: Option<i64>,
    last_used_at: Option<i64>,
}

impl Row {
    fn into_subscription(self, now: Timestamp) -> Result<Subscription, AppError> {
        let expires_at = self.expires_at.map(Timestamp);
        let state = state_of(&self.id, &self.state)?.at(now, expires_at);
        let tier = match (&self.tier_id, self.tier_name) {
            (Some(id), Some(name)) => Some(Tier {
                id: Some(id.clone().into()),
                name,
                price: self.price.unwrap_or_default(),
                rate_limit: limit(self.rate_limit.as_deref())?,
                quota: limit(self.quota.as_deref())?,
            }),
            _ => None,
        };
        Ok(Subscription {
            scope: scope_of(self.product_id, self.tier_id, self.api_id),
            id: self.id.into(),
            name: self.name,
            owner: self.user_id.map(|id| (id.into(), self.email.unwrap_or_default())),
            scope_name: self.scope_name.unwrap_or_default(),
            tier,
            state,
            reason: self.reason,
            created_at: Timestamp(self.created_at),
            expires_at,
            last_used_at: self.last_used_at.map(Timestamp),
        })
    }
}

/// What a row with these ids is to.
pub(super) fn scope_of(product: Option<String>, tier: Option<String>, api: Option<String>) -> SubscriptionScope {
    match (product, tier, api) {
        (Some(product), tier, _) => {
            SubscriptionScope::Product { product: product.into(), tier: tier.unwrap_or_default().into() }
        }
        (None, _, Some(api)) => SubscriptionScope::Api(api.into()),
        (None, _, None) => SubscriptionScope::AllApis,
    }
}

/// The state that `word` of the subscription `id` stands for.
pub(super) fn state_of(id: &str, word: &str) -> Result<SubscriptionState, AppError> {
    let unknown = || AppError::Unexpected(format!("subscription {id} has the unknown state {word}"));
    SubscriptionState::parse(word).ok_or_else(unknown)
}

/// Subscriptions `s` with what they are to and whose they are.
macro_rules! whole {
    ($rest:expr) => {
        concat!(
            "SELECT s.id, s.name, s.user_id, u.email, s.product_id, s.tier_id, s.api_id,
                 COALESCE(p.name, CASE a.display_name WHEN '' THEN a.name ELSE a.display_name END) AS scope_name,
                 t.name AS tier_name, t.price, t.rate_limit, t.quota, s.state, s.reason, s.created_at, s.expires_at,
                 s.last_used_at
             FROM subscriptions s LEFT JOIN users u ON u.id = s.user_id LEFT JOIN products p ON p.id = s.product_id
                 LEFT JOIN product_tiers t ON t.id = s.tier_id LEFT JOIN apis a ON a.id = s.api_id ",
            $rest
        )
    };
}

/// The subscriptions that a [`Filter`] leaves: its fields are the first arguments of the query, in their order.
macro_rules! left {
    () => {
        "WHERE ($1 = '' OR s.user_id = $1)
         AND ($2 = '' OR s.user_id IN (SELECT id FROM users WHERE instr(email_folded, $2) > 0))
         AND ($3 = '' OR s.product_id = $3)
         AND ($4 = '' OR $4 = CASE WHEN s.state = 'active' AND s.expires_at <= $5 THEN 'expired' ELSE s.state END) "
    };
}

/// A page of subscriptions, the newest first.
pub(crate) async fn list(
    db: impl SqliteExecutor<'_>,
    filter: &Filter,
    page: PageRequest,
) -> Result<Vec<Subscription>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(whole!(concat!(left!(), "ORDER BY s.id DESC LIMIT $6 OFFSET $7")))
        .bind(&filter.owner)
        .bind(&filter.person)
        .bind(&filter.product)
        .bind(&filter.state)
        .bind(filter.now.0)
        .bind(i64::from(page.size))
        .bind(page.offset())
        .fetch_all(db)
        .await?;
    rows.into_iter().map(|row| row.into_subscription(filter.now)).collect()
}

/// How many subscriptions the whole list has.
pub(crate) async fn count(db: impl SqliteExecutor<'_>, filter: &Filter) -> Result<u64, AppError> {
    let count: i64 = sqlx::query_scalar(concat!("SELECT count(*) FROM subscriptions s ", left!()))
        .bind(&filter.owner)
        .bind(&filter.person)
        .bind(&filter.product)
        .bind(&filter.state)
        .bind(filter.now.0)
        .fetch_one(db)
        .await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// The subscription with this id, as it is at `now`.
pub(crate) async fn find(
    db: impl SqliteExecutor<'_>,
    id: &SubscriptionId,
    now: Timestamp,
) -> Result<Option<Subscription>, AppError> {
    let row: Option<Row> = sqlx::query_as(whole!("WHERE s.id = $1")).bind(id.as_str()).fetch_optional(db).await?;
    row.map(|row| row.into_subscription(now)).transpose()
}

/// Somebody's subscriptions whose keys open calls of `api` at `now`, the newest first.
pub(crate) async fn usable(
    db: impl SqliteExecutor<'_>,
    owner: &UserId,
    api: &ApiId,
    now: Timestamp,
) -> Result<Vec<Subscription>, AppError> {
    let rows: Vec<Row> = sqlx::query_as(whole!(
        "WHERE s.user_id = $1 AND s.state = 'active' AND (s.expires_at IS NULL OR s.expires_at > $3)
             AND CASE
                 WHEN s.product_id IS NOT NULL
                     THEN p.published AND EXISTS (SELECT 1 FROM product_apis WHERE product_id = p.id AND api_id = $2)
                 ELSE s.api_id IS NULL OR s.api_id = $2
             END
         ORDER BY s.id DESC"
    ))
    .bind(owner.as_str())
    .bind(api.as_str())
    .bind(now.0)
    .fetch_all(db)
    .await?;
    rows.into_iter().map(|row| row.into_subscription(now)).collect()
}

/// How many subscriptions somebody has: in all, and those to `product` that are neither over nor expired.
pub(crate) async fn count_own(
    db: impl SqliteExecutor<'_>,
    owner: &UserId,
    product: &ProductId,
    now: Timestamp,
) -> Result<(usize, u32), AppError> {
    let (all, held): (i64, i64) = sqlx::query_as(
        "SELECT count(*), COALESCE(SUM(product_id = $2 AND (state IN ('submitted', 'suspended')
             OR state = 'active' AND (expires_at IS NULL OR expires_at > $3))), 0) FROM subscriptions WHERE user_id = $1",
    )
    .bind(owner.as_str())
    .bind(product.as_str())
    .bind(now.0)
    .fetch_one(db)
    .await?;
    Ok((usize::try_from(all).unwrap_or_default(), u32::try_from(held).unwrap_or(u32::MAX)))
}

/// Whether the account can be used.
pub(crate) async fn is_account_active(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<bool, AppError> {
    Ok(sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM users WHERE id = $1 AND state = 'active')")
        .bind(user.as_str())
        .fetch_one(db)
        .await?)
}

/// The first in a row of somebody's subscriptions to `product` that went on with its limits and are all over or expired, the
/// last of these rows.
pub(crate) async fn ended(
    db: impl SqliteExecutor<'_>,
    owner: &UserId,
    product: &ProductId,
    now: Timestamp,
) -> Result<Option<SubscriptionId>, AppError> {
    let first: Option<String> = sqlx::query_scalar(
        "SELECT COALESCE(s.limits_of, s.id) FROM subscriptions s WHERE s.user_id = $1 AND s.product_id = $2
             AND NOT EXISTS (SELECT 1 FROM subscriptions o WHERE o.user_id = $1 AND o.product_id = $2
                 AND COALESCE(o.limits_of, o.id) = COALESCE(s.limits_of, s.id)
                 AND (o.state IN ('submitted', 'suspended')
                     OR o.state = 'active' AND (o.expires_at IS NULL OR o.expires_at > $3)))
         ORDER BY s.id DESC LIMIT 1",
    )
    .bind(owner.as_str())
    .bind(product.as_str())
    .bind(now.0)
    .fetch_optional(db)
    .await?;
    Ok(first.map(SubscriptionId::from))
}

/// A new subscription.
pub(crate) struct New<'a> {
    pub(crate) id: &'a SubscriptionId,
    /// The one whose use of limits it goes on with.
    pub(crate) limits_of: Option<&'a SubscriptionId>,
    pub(crate) owner: Option<&'a UserId>,
    pub(crate) name: &'a str,
    pub(crate) scope: &'a SubscriptionScope,
    pub(crate) state: SubscriptionState,
    pub(crate) now: Timestamp,
    pub(crate) expires_at: Option<Timestamp>,
}

/// Adds a subscription, without keys.
pub(crate) async fn insert(db: &mut SqliteConnection, new: &New<'_>) -> Result<(), AppError> {
    let (product, tier, api) = match new.scope {
        SubscriptionScope::Product { product, tier } => (Some(product.as_str()), Some(tier.as_str()), None),
        SubscriptionScope::Api(api) => (None, None, Some(api.as_str())),
        SubscriptionScope::AllApis => (None, None, None),
    };
    sqlx::query(
        "INSERT INTO subscriptions (id, user_id, name, product_id, tier_id, api_id, state, reason, created_at, expires_at,
             limits_of)
         VALUES ($1, $2, $3, $4, $5, $6, $7, '', $8, $9, $10)",
    )
    .bind(new.id.as_str())
    .bind(new.owner.map(UserId::as_str))
    .bind(new.name)
    .bind(product)
    .bind(tier)
    .bind(api)
    .bind(new.state.as_str())
    .bind(new.now.0)
    .bind(new.expires_at.map(|moment| moment.0))
    .bind(new.limits_of.map(SubscriptionId::as_str))
    .execute(db)
    .await?;
    Ok(())
}

/// Notes what has become of a subscription, and why.
pub(crate) async fn update_state(
    db: &mut SqliteConnection,
    id: &SubscriptionId,
    state: SubscriptionState,
    reason: &str,
) -> Result<(), AppError> {
    sqlx::query("UPDATE subscriptions SET state = $2, reason = $3 WHERE id = $1")
        .bind(id.as_str())
        .bind(state.as_str())
        .bind(reason)
        .execute(db)
        .await?;
    Ok(())
}

/// Calls a subscription something else.
pub(crate) async fn update_name(db: &mut SqliteConnection, id: &SubscriptionId, name: &str) -> Result<(), AppError> {
    sqlx::query("UPDATE subscriptions SET name = $2 WHERE id = $1").bind(id.as_str()).bind(name).execute(db).await?;
    Ok(())
}

/// Lets a subscription expire at another moment, or never.
pub(crate) async fn update_expiry(
    db: &mut SqliteConnection,
    id: &SubscriptionId,
    expires_at: Option<Timestamp>,
) -> Result<(), AppError> {
    sqlx::query("UPDATE subscriptions SET expires_at = $2 WHERE id = $1")
        .bind(id.as_str())
        .bind(expires_at.map(|moment| moment.0))
        .execute(db)
        .await?;
    Ok(())
}

/// Notes when subscriptions were last used, unless something later is known.
pub(crate) async fn update_last_used(
    db: &mut SqliteConnection,
    used: &[(SubscriptionId, Timestamp)],
) -> Result<(), AppError> {
    for (id, moment) in used {
        sqlx::query(
            "UPDATE subscriptions SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2)",
        )
        .bind(id.as_str())
        .bind(moment.0)
        .execute(&mut *db)
        .await?;
    }
    Ok(())
}

/// Moves the subscriptions of a tier that are over to another; `false` when others have it.
pub(crate) async fn leave_tier(db: &mut SqliteConnection, tier: &TierId, other: &TierId) -> Result<bool, AppError> {
    sqlx::query("UPDATE subscriptions SET tier_id = $2 WHERE tier_id = $1 AND state IN ('rejected', 'cancelled')")
        .bind(tier.as_str())
        .bind(other.as_str())
        .execute(&mut *db)
        .await?;
    let is_used: bool = sqlx::query_scalar("SELECT EXISTS (SELECT 1 FROM subscriptions WHERE tier_id = $1)")
        .bind(tier.as_str())
        .fetch_one(db)
        .await?;
    Ok(!is_used)
}
