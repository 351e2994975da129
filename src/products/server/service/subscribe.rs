//! Subscribing to a product.

use sqlx::SqliteConnection;

use super::keys::{Keys, make_keys};
use super::letters;
use super::person;
use super::read::may_see;
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record};
use crate::identity::server::Caller;
use crate::identity::token::Scope;
use crate::kernel::ids::{ProductId, SubscriptionId, TierId, UserId};
use crate::kernel::{ApiError, Checks, Message, Timestamp};
use crate::notifications;
use crate::platform::{AppError, AppState};
use crate::products::model::{Product, SubscriptionScope, SubscriptionState};
use crate::products::rules::{SUBSCRIPTIONS, check_name, is_same_name};
use crate::products::server::store::{products, subscriptions};

/// What somebody asks for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// The tier's name or id; empty for the product's first.
    pub tier: String,
    /// What they want to know it by; empty for the product's name.
    pub name: String,
    /// Whether they accept the product's terms.
    pub accepts_terms: bool,
}

/// A subscription that is being made.
pub(super) struct Making<'a> {
    pub(super) owner: Option<(&'a UserId, &'a str)>,
    pub(super) name: &'a str,
    pub(super) scope: &'a SubscriptionScope,
    pub(super) state: SubscriptionState,
    pub(super) expires_at: Option<Timestamp>,
    /// The subscription whose use of limits it goes on with.
    pub(super) limits_of: Option<SubscriptionId>,
}

/// Subscribes the caller to a product. Where an administrator has to approve, it waits for that; otherwise its keys open the
/// product's APIs at once. What an earlier subscription to it that is over has used of its limits stays used.
///
/// # Errors
/// `Unauthenticated` for guests; `Forbidden` for an account that cannot be used and for tokens that only read; `NotFound`
/// when the caller sees no such product; `Invalid` at `tier`, `name`, `accepts_terms`, and at `product` when they have as
/// many subscriptions to it as they may, or it needs none.
pub async fn subscribe(
    state: &AppState,
    caller: &Caller,
    product: &ProductId,
    wish: &Wish,
) -> Result<(SubscriptionId, Keys), AppError> {
    let user = person(caller)?;
    if !caller.has_scope(Scope::Write) {
        return Err(ApiError::Forbidden.into());
    }
    let mut db = state.db.write().await?;
    let found = products::find(&mut db, product).await?.filter(|product| may_see(caller, product));
    let Product { input, .. } = found.ok_or(ApiError::NotFound)?;
    if !subscriptions::is_account_active(&mut *db, &user.id).await? {
        return Err(ApiError::Forbidden.into());
    }
    let mut checks = Checks::new();
    if !input.requires_subscription {
        checks.complain("product", Message::NoSubscriptionNeeded);
    }
    let tier = checks.take("tier", tier_of(&input.tiers, &wish.tier));
    let name = if wish.name.trim().is_empty() { input.name.as_str() } else { wish.name.trim() };
    check_name(&mut checks, name);
    if !input.terms.trim().is_empty() && !wish.accepts_terms {
        checks.complain("accepts_terms", Message::Required);
    }
    let (all, held) = subscriptions::count_own(&mut *db, &user.id, product, state.clock.now()).await?;
    if let Some(most) = input.subscription_limit.filter(|most| held >= *most) {
        checks.complain("product", Message::SubscriptionLimit { most });
    } else if all >= SUBSCRIPTIONS {
        checks.complain("product", Message::Full { most: SUBSCRIPTIONS });
    }
    checks.finish()?;
    let making = Making {
        owner: Some((&user.id, &user.email)),
        name,
        scope: &SubscriptionScope::Product { product: product.clone(), tier: tier.ok_or(ApiError::NotFound)? },
        state: if input.requires_approval { SubscriptionState::Submitted } else { SubscriptionState::Active },
        expires_at: None,
        limits_of: subscriptions::ended(&mut *db, &user.id, product, state.clock.now()).await?,
    };
    let made = make(state, &mut db, &caller.actor(), &making).await?;
    if input.requires_approval {
        letters::submitted(state, &mut db, &user.email, &input.name).await?;
    }
    db.commit().await?;
    notifications::wake(state);
    tracing::info!(user = %user.id, subscription = %made.0, "user {} subscribed to {product}", user.id);
    Ok(made)
}

/// The tier that `wanted` names, the first where it is empty.
pub(super) fn tier_of(tiers: &[crate::products::model::Tier], wanted: &str) -> Result<TierId, Message> {
    let wanted = wanted.trim();
    let found = tiers.iter().find(|tier| {
        wanted.is_empty()
            || tier.id.as_ref().is_some_and(|id| id.as_str() == wanted)
            || is_same_name(&tier.name, wanted)
    });
    found.and_then(|tier| tier.id.clone()).ok_or_else(|| Message::NotOneOf {
        allowed: tiers.iter().map(|tier| tier.name.as_str()).collect::<Vec<_>>().join(", "),
    })
}

/// Adds a subscription with its keys.
pub(super) async fn make(
    state: &AppState,
    db: &mut SqliteConnection,
    actor: &Actor,
    making: &Making<'_>,
) -> Result<(SubscriptionId, Keys), AppError> {
    let id = SubscriptionId::from(state.rng.id(&state.clock));
    let new = subscriptions::New {
        id: &id,
        limits_of: making.limits_of.as_ref(),
        owner: making.owner.map(|(owner, _)| owner),
        name: making.name,
        scope: making.scope,
        state: making.state,
        now: state.clock.now(),
        expires_at: making.expires_at,
    };
    subscriptions::insert(db, &new).await?;
    let keys = make_keys(state, db, &id).await?;
    let scope = serde_json::to_value(making.scope).unwrap_or_default();
    let made = Entry::new(Action::SubscriptionCreate, id.as_str(), making.name)
        .with("owner", making.owner.map_or("", |(_, email)| email))
        .with("scope", scope)
        .with("state", making.state.as_str())
        .with("expires_at", making.expires_at.map(Timestamp::rfc3339));
    record(state, db, actor, made).await?;
    Ok((id, keys))
}
