//! Mail about subscriptions that wait for approval.

use sqlx::SqliteConnection;

use crate::notifications::{Letter, enqueue};
use crate::paths;
use crate::platform::{AppError, AppState};
use crate::products::model::{Subscription, SubscriptionState};

/// Writes to the portal's administrator, if one is named, that somebody waits for approval.
pub(super) async fn submitted(
    state: &AppState,
    db: &mut SqliteConnection,
    person: &str,
    product: &str,
) -> Result<(), AppError> {
    let Some(recipient) = state.settings().await?.administrator_email(&state.config) else { return Ok(()) };
    let link = whole(state, &paths::admin_subscriptions(&[("state", SubscriptionState::Submitted.as_str())], 1));
    enqueue(state, db, &recipient, &Letter::SubscriptionSubmitted { person, product, link: &link }).await
}

/// Writes to the owner of a subscription whether it was approved.
pub(super) async fn decided(
    state: &AppState,
    db: &mut SqliteConnection,
    recipient: &str,
    subscription: &Subscription,
    decision: SubscriptionState,
    reason: &str,
) -> Result<(), AppError> {
    let link = whole(state, paths::SUBSCRIPTIONS);
    let letter = Letter::SubscriptionDecided {
        is_approved: decision == SubscriptionState::Active,
        product: &subscription.scope_name,
        reason,
        link: &link,
    };
    enqueue(state, db, recipient, &letter).await
}

/// The whole address of a page of the portal.
fn whole(state: &AppState, path: &str) -> String {
    format!("{}{path}", state.config.public_url.as_str().trim_end_matches('/'))
}
