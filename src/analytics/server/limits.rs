//! How far limits are used up. Only the gateway counts that; it says here whom to ask.

use std::sync::Arc;

use parking_lot::Mutex;

use crate::analytics::model::LimitUse;
use crate::kernel::ids::SubscriptionId;
use crate::platform::AppState;

/// What the gateway counts of a subscription right now.
pub type LimitsOf = Arc<dyn Fn(&SubscriptionId) -> Vec<LimitUse> + Send + Sync>;

/// Whom to ask; nobody while no gateway runs.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Option<LimitsOf>>>);

/// From now on, `limits_of` is asked how far limits are used up. It must not wait for anything.
pub fn tell_limits(state: &AppState, limits_of: LimitsOf) {
    *state.shelf.get(Told::default).0.lock() = Some(limits_of);
}

/// How far the limits of a subscription are used up; nothing while no gateway runs.
pub(super) fn limits(state: &AppState, subscription: &SubscriptionId) -> Vec<LimitUse> {
    let told = state.shelf.get(Told::default).0.lock().clone();
    told.map(|limits_of| limits_of(subscription)).unwrap_or_default()
}
