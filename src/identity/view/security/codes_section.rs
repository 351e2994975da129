//! How many recovery codes are left.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::factors::Security;
use crate::paths;

/// The recovery codes of whoever has something that they could lose.
#[component]
pub(super) fn CodesSection(
    /// What the person has.
    security: Security,
) -> impl IntoView {
    let i18n = use_i18n();
    security.has_factor().then(|| {
        view! {
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, factors.codes)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, factors.codes_lead)}</p>
            <p class="mt-3">{tu_string!(i18n, factors.codes_left, count = security.recovery_codes)}</p>
            <p class="mt-3"><A href=paths::SECURITY_CODES attr:class="button">{t!(i18n, factors.codes_make)}</A></p>
        }
    })
}
