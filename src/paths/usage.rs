//! The addresses of usage.

use super::{ADMIN_SUBSCRIPTIONS, SUBSCRIPTIONS, encode};
use crate::kernel::ids::SubscriptionId;

/// What Prometheus reads, by a token.
pub const METRICS: &str = "/metrics";

/// What the keys of one's own subscription were used for.
#[must_use]
pub fn subscription_usage(id: &SubscriptionId) -> String {
    format!("{SUBSCRIPTIONS}/{}/usage", encode(id.as_str()))
}

/// The same of anybody's, for administrators.
#[must_use]
pub fn admin_subscription_usage(id: &SubscriptionId) -> String {
    format!("{ADMIN_SUBSCRIPTIONS}/{}/usage", encode(id.as_str()))
}
