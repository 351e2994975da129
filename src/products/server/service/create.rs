//! Making subscriptions in somebody's name, as administrators and commands do.

use super::edit::check_expiry;
use super::keys::Keys;
use super::products::existing;
use super::subscribe::{Making, make, tier_of};
use crate::catalog::server::service as catalog;
use crate::identity::account::AccountState;
use crate::identity::server::Administrator;
use crate::identity::server::people::service::account_of;
use crate::kernel::ids::SubscriptionId;
use crate::kernel::{ApiError, Checks, Message};
use crate::platform::{AppError, AppState};
use crate::products::model::{NewSubscription, SubscriptionScope, SubscriptionState};
use crate::products::rules::check_name;

/// Makes a subscription that is active at once, to whatever `new` says. Neither approval nor the product's limit per person
/// is asked for: whoever administers decides.
///
/// # Errors
/// `Invalid` at `email` when nobody has it or the account cannot be used, at `product`, `api` and `tier` when there is no
/// such thing, at `scope` when none or several are named, at `name`, and at `expires_at` for a moment that is over.
pub async fn create_subscription(
    state: &AppState,
    permit: &Administrator,
    new: &NewSubscription,
) -> Result<(SubscriptionId, Keys), AppError> {
    let owner = match new.email.trim() {
        "" => None,
        email => {
            let account = account_of(state, permit, email).await?;
            if account.state != AccountState::Active {
                return Err(ApiError::field("email", Message::AccountStopped).into());
            }
            Some(account.user)
        }
    };
    let (product, api) = (new.product.trim(), new.api.trim());
    if usize::from(!product.is_empty()) + usize::from(!api.is_empty()) + usize::from(new.all_apis) != 1 {
        return Err(ApiError::field("scope", Message::NotOneOf { allowed: "product, api, all_apis".to_owned() }).into());
    }
    let api = match api {
        "" => None,
        slug => {
            let missing = |error: AppError| match error {
                AppError::Api(ApiError::NotFound) => ApiError::field("api", Message::NotUnderstood).into(),
                error => error,
            };
            Some(catalog::admin_api_by_slug(state, permit, slug).await.map_err(missing)?)
        }
    };
    let mut db = state.db.write().await?;
    let (scope, scope_name) = match (product, api) {
        ("", Some(api)) => (SubscriptionScope::Api(api.id.clone()), api.title().to_owned()),
        ("", None) => (SubscriptionScope::AllApis, "All APIs".to_owned()),
        (id, _) => {
            let found = existing(&mut db, &id.to_owned().into()).await?;
            let tier = tier_of(&found.input.tiers, &new.tier).map_err(|message| ApiError::field("tier", message))?;
            (SubscriptionScope::Product { product: found.input.id, tier }, found.input.name)
        }
    };
    let name = if new.name.trim().is_empty() { scope_name.as_str() } else { new.name.trim() };
    let mut checks = Checks::new();
    if new.name.trim().is_empty() {
        // What the thing is called was accepted for it.
    } else {
        check_name(&mut checks, name);
    }
    check_expiry(&mut checks, new.expires_at, state.clock.now());
    checks.finish()?;
    let making = Making {
        owner: owner.as_ref().map(|user| (&user.id, user.email.as_str())),
        name,
        scope: &scope,
        state: SubscriptionState::Active,
        expires_at: new.expires_at,
        limits_of: None,
    };
    let made = make(state, &mut db, permit.actor(), &making).await?;
    db.commit().await?;
    tracing::info!(subscription = %made.0, "subscription {} made", made.0);
    Ok(made)
}
