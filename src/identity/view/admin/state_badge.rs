//! Whether an account can be used.

use leptos::prelude::*;

use crate::i18n::{tu_string, use_i18n};
use crate::identity::account::AccountState;

/// Says that an account cannot be used, and why; nothing of one that can.
#[component]
pub(super) fn StateBadge(
    /// The account's state.
    state: AccountState,
) -> impl IntoView {
    let i18n = use_i18n();
    let text = match state {
        AccountState::Active => None,
        AccountState::Unconfirmed => Some(tu_string!(i18n, people.unconfirmed)),
        AccountState::Suspended => Some(tu_string!(i18n, people.suspended)),
    };
    text.map(|text| view! { <span class="badge badge-warning">{text}</span> })
}
