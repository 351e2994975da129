//! What has become of a subscription.

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string, use_i18n};
use crate::products::model::SubscriptionState;

/// The state's name as a badge.
#[component]
pub(super) fn SubscriptionBadge(
    /// The state.
    state: SubscriptionState,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_active = state == SubscriptionState::Active;
    view! { <span class="badge" class:badge-warning=!is_active>{state_text(i18n, state)}</span> }
}

/// What a state is called.
pub(super) fn state_text(i18n: I18nContext<Locale>, state: SubscriptionState) -> &'static str {
    match state {
        SubscriptionState::Submitted => tu_string!(i18n, subscriptions.submitted),
        SubscriptionState::Active => tu_string!(i18n, subscriptions.active),
        SubscriptionState::Rejected => tu_string!(i18n, subscriptions.rejected),
        SubscriptionState::Suspended => tu_string!(i18n, subscriptions.suspended),
        SubscriptionState::Expired => tu_string!(i18n, subscriptions.expired),
        SubscriptionState::Cancelled => tu_string!(i18n, subscriptions.cancelled),
    }
}
