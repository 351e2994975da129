//! Somebody's second factors, as administrators see them.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::factors::FactorCounts;
use crate::kernel::ids::UserId;
use crate::paths;

/// What signing in as `user` asks for, and the button for those who lost it.
#[component]
pub(super) fn Factors(
    /// Whose they are.
    user: UserId,
    /// What they have.
    counts: FactorCounts,
) -> impl IntoView {
    let i18n = use_i18n();
    let FactorCounts { app, passkeys, recovery_codes } = counts;
    let content = if counts.is_none() {
        view! { <p class="mt-3 text-ink-muted">{t!(i18n, factors.admin_none)}</p> }.into_any()
    } else {
        let count = tu_string!(i18n, factors.admin_passkeys, count = passkeys);
        view! {
            <p class="mt-3">{t!(i18n, factors.admin_lead)}</p>
            <ul class="mt-1 list-disc pl-5">
                {app.then(|| view! { <li>{t!(i18n, factors.admin_app)}</li> })}
                {(passkeys > 0).then(|| view! { <li>{count}</li> })}
                <li>{tu_string!(i18n, factors.codes_left, count = recovery_codes)}</li>
            </ul>
            <p class="mt-3 text-sm text-ink-muted">{t!(i18n, factors.admin_reset_lead)}</p>
            <form method="post" action=paths::admin_reset_factors(&user) class="mt-3">
                <button type="submit" class="button button-danger">{t!(i18n, factors.admin_reset)}</button>
            </form>
        }
        .into_any()
    };
    view! {
        <h2 class="mt-8 text-xl font-semibold">{t!(i18n, factors.title)}</h2>
        {content}
    }
}
