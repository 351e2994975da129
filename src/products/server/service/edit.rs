//! What subscriptions are called, and when they expire.

use sqlx::SqliteConnection;

use super::subscriptions::find_to_change;
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record};
use crate::identity::server::{Administrator, Caller};
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, Checks, Message, Timestamp};
use crate::platform::{AppError, AppState};
use crate::products::model::Subscription;
use crate::products::rules::check_name;
use crate::products::server::store::subscriptions as store;

/// What is to become of a subscription.
#[derive(Clone, Copy, Debug)]
pub struct Edit<'e> {
    /// What it is called.
    pub name: &'e str,
    /// When it expires, or never; `None` for as before.
    pub expires_at: Option<Option<Timestamp>>,
}

/// Changes a subscription as its owner, who cannot change when it expires, or as an administrator; all of it or nothing.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when there is none or it is somebody else's, `Forbidden` for an owner who would
/// change when it expires, `Conflict` unless it `is_as_seen`, and when one that has ended would expire at another moment,
/// `Invalid` at `name`, and at `expires_at` for a moment that is over.
pub async fn edit_if(
    state: &AppState,
    caller: &Caller,
    id: &SubscriptionId,
    Edit { name, expires_at }: Edit<'_>,
    is_as_seen: impl FnOnce(&Subscription) -> bool,
) -> Result<(), AppError> {
    let now = state.clock.now();
    let mut db = state.db.write().await?;
    let subscription = find_to_change(&mut db, caller, id, now).await?;
    if !is_as_seen(&subscription) {
        return Err(ApiError::Conflict.into());
    }
    let (name, actor) = (name.trim(), caller.actor());
    let expires_at = expires_at.filter(|moment| *moment != subscription.expires_at);
    if expires_at.is_some() {
        caller.administrator()?;
    }
    let mut checks = Checks::new();
    check_name(&mut checks, name);
    check_expiry(&mut checks, expires_at.flatten(), now);
    checks.finish()?;
    if name == subscription.name && expires_at.is_none() {
        return Ok(());
    }
    if name != subscription.name {
        store::update_name(&mut db, id, name).await?;
        let renamed = Entry::new(Action::SubscriptionRename, id.as_str(), name)
            .without("name", subscription.name.as_str())
            .with("name", name);
        record(state, &mut db, &actor, renamed).await?;
    }
    if let Some(moment) = expires_at {
        expire(state, &mut db, &actor, &Subscription { name: name.to_owned(), ..subscription }, moment).await?;
    }
    Ok(db.commit().await?)
}

/// Calls a subscription something else, as its owner or an administrator.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when there is none or it is somebody else's, `Invalid` at `name`.
pub async fn rename(state: &AppState, caller: &Caller, id: &SubscriptionId, name: &str) -> Result<(), AppError> {
    edit_if(state, caller, id, Edit { name, expires_at: None }, |_| true).await
}

/// Lets a subscription expire at another moment, or never.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when it has ended, `Invalid` at `expires_at` for a moment that is over.
pub async fn set_expiry(
    state: &AppState,
    permit: &Administrator,
    id: &SubscriptionId,
    expires_at: Option<Timestamp>,
) -> Result<(), AppError> {
    let now = state.clock.now();
    let mut checks = Checks::new();
    check_expiry(&mut checks, expires_at, now);
    checks.finish()?;
    let mut db = state.db.write().await?;
    let subscription = store::find(&mut *db, id, now).await?.ok_or(ApiError::NotFound)?;
    expire(state, &mut db, permit.actor(), &subscription, expires_at).await?;
    Ok(db.commit().await?)
}

/// Complains at `expires_at` of a moment that is over.
pub(super) fn check_expiry(checks: &mut Checks, moment: Option<Timestamp>, now: Timestamp) {
    if moment.is_some_and(|moment| moment <= now) {
        checks.complain("expires_at", Message::Over);
    }
}

async fn expire(
    state: &AppState,
    db: &mut SqliteConnection,
    actor: &Actor,
    subscription: &Subscription,
    moment: Option<Timestamp>,
) -> Result<(), AppError> {
    if subscription.state.has_ended() {
        return Err(ApiError::Conflict.into());
    }
    store::update_expiry(db, &subscription.id, moment).await?;
    let changed = Entry::new(Action::SubscriptionSetExpiry, subscription.id.as_str(), subscription.name.as_str())
        .without("expires_at", subscription.expires_at.map(Timestamp::rfc3339))
        .with("expires_at", moment.map(Timestamp::rfc3339));
    record(state, db, actor, changed).await
}
