//! What becomes of subscriptions: approved, rejected, suspended, cancelled. Each holds from the next call on.

use super::edit::check_expiry;
use super::letters;
use super::subscriptions::find_to_change;
use crate::audit::model::Action;
use crate::audit::server::{Actor, Entry, record};
use crate::identity::server::{Administrator, Caller};
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, Checks};
use crate::notifications;
use crate::platform::{AppError, AppState};
use crate::products::model::{Subscription, SubscriptionState};
use crate::products::rules::REASON_MOST;
use crate::products::server::store::subscriptions as store;

use SubscriptionState::{Active, Cancelled, Expired, Rejected, Submitted, Suspended};

/// Lets the keys of a subscription open that waits for approval, and tells its owner.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when it does not wait, `Invalid` at `expires_at` when that is over.
pub async fn approve(state: &AppState, permit: &Administrator, id: &SubscriptionId) -> Result<(), AppError> {
    let step = Step { action: Action::SubscriptionApprove, from: &[Submitted], to: Active, tells: true };
    administer(state, permit, id, step, "").await
}

/// Refuses a subscription that waits for approval, and tells its owner why.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when it does not wait, `Invalid` at `reason`, which must be given.
pub async fn reject(
    state: &AppState,
    permit: &Administrator,
    id: &SubscriptionId,
    reason: &str,
) -> Result<(), AppError> {
    let mut checks = Checks::new();
    checks.text("reason", reason, REASON_MOST);
    checks.finish()?;
    let step = Step { action: Action::SubscriptionReject, from: &[Submitted], to: Rejected, tells: true };
    administer(state, permit, id, step, reason.trim()).await
}

/// Stops a subscription until it is activated again.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when it neither is nor was active, `Invalid` at `reason`.
pub async fn suspend(
    state: &AppState,
    permit: &Administrator,
    id: &SubscriptionId,
    reason: &str,
) -> Result<(), AppError> {
    let mut checks = Checks::new();
    checks.optional_text("reason", reason, REASON_MOST);
    checks.finish()?;
    let step = Step { action: Action::SubscriptionSuspend, from: &[Active, Expired], to: Suspended, tells: false };
    administer(state, permit, id, step, reason.trim()).await
}

/// Lets the keys of a subscription open again; one that waits for approval is approved.
///
/// # Errors
/// `NotFound` when it is gone, `Conflict` when it has ended, `Invalid` at `expires_at` when that is over.
pub async fn activate(state: &AppState, permit: &Administrator, id: &SubscriptionId) -> Result<(), AppError> {
    match approve(state, permit, id).await {
        Err(AppError::Api(ApiError::Conflict)) => {}
        approved => return approved,
    }
    let step = Step { action: Action::SubscriptionActivate, from: &[Suspended], to: Active, tells: false };
    administer(state, permit, id, step, "").await
}

/// Ends a subscription for good, as its owner or an administrator.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when there is none or it is somebody else's, `Conflict` when it was rejected, and for its
/// owner also while it is suspended, `Invalid` at `reason`, which may be empty.
pub async fn cancel(state: &AppState, caller: &Caller, id: &SubscriptionId, reason: &str) -> Result<(), AppError> {
    let mut checks = Checks::new();
    checks.optional_text("reason", reason, REASON_MOST);
    checks.finish()?;
    // Nobody gets rid of a suspension by another subscription.
    let from: &[_] = match caller.administrator() {
        Ok(_) => &[Submitted, Active, Suspended, Expired],
        Err(_) => &[Submitted, Active, Expired],
    };
    let step = Step { action: Action::SubscriptionCancel, from, to: Cancelled, tells: false };
    let mut db = state.db.write().await?;
    let subscription = find_to_change(&mut db, caller, id, state.clock.now()).await?;
    if change(state, &mut db, &caller.actor(), &subscription, &step, reason.trim()).await? {
        db.commit().await?;
    }
    Ok(())
}

/// A change of a subscription's state.
struct Step {
    action: Action,
    /// The states that it is changed from.
    from: &'static [SubscriptionState],
    to: SubscriptionState,
    /// Whether the owner is written to.
    tells: bool,
}

async fn administer(
    state: &AppState,
    permit: &Administrator,
    id: &SubscriptionId,
    step: Step,
    reason: &str,
) -> Result<(), AppError> {
    let mut db = state.db.write().await?;
    let now = state.clock.now();
    let subscription = store::find(&mut *db, id, now).await?.ok_or(ApiError::NotFound)?;
    if step.to == Active && step.from.contains(&subscription.state) {
        // It would be expired at once, and its owner told that it opens.
        let mut checks = Checks::new();
        check_expiry(&mut checks, subscription.expires_at, now);
        checks.finish()?;
    }
    if !change(state, &mut db, permit.actor(), &subscription, &step, reason).await? {
        return Ok(());
    }
    if let Some((_, email)) = subscription.owner.as_ref().filter(|_| step.tells) {
        letters::decided(state, &mut db, email, &subscription, step.to, reason).await?;
    }
    db.commit().await?;
    notifications::wake(state);
    Ok(())
}

/// Takes `step`; `false` when it was taken already.
async fn change(
    state: &AppState,
    db: &mut sqlx::SqliteConnection,
    actor: &Actor,
    subscription: &Subscription,
    step: &Step,
    reason: &str,
) -> Result<bool, AppError> {
    if subscription.state == step.to {
        return Ok(false);
    }
    if !step.from.contains(&subscription.state) {
        return Err(ApiError::Conflict.into());
    }
    let id = &subscription.id;
    store::update_state(db, id, step.to, reason).await?;
    let entry = Entry::new(step.action, id.as_str(), subscription.name.as_str())
        .without("state", subscription.state.as_str())
        .with("state", step.to.as_str())
        .with("reason", reason);
    record(state, db, actor, entry).await?;
    tracing::info!(subscription = %id, state = step.to.as_str(), "subscription {id} is {} now", step.to.as_str());
    Ok(true)
}
