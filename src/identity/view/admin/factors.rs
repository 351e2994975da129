//! Somebody's second factors, as administrators see them.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::admin_get_factors;
use crate::identity::factors::FactorCounts;
use crate::kernel::ids::UserId;
use crate::paths;
use crate::ui::async_view::AsyncView;

/// What signing in as `user` asks for, and the button for those who lost it.
#[component]
pub(super) fn Factors(
    /// Whose they are.
    user: UserId,
) -> impl IntoView {
    let i18n = use_i18n();
    let id = user.clone();
    let counts = Resource::new(move || id.as_str().to_owned(), admin_get_factors);
    let action = paths::admin_reset_factors(&user);
    view! {
        <h2 class="mt-8 text-xl font-semibold">{t!(i18n, factors.title)}</h2>
        <AsyncView resource=counts show=move |counts| view! { <Shown counts action=action.clone()/> }/>
    }
}

#[component]
fn Shown(counts: FactorCounts, action: String) -> impl IntoView {
    let i18n = use_i18n();
    if counts.is_none() {
        return view! { <p class="mt-3 text-ink-muted">{t!(i18n, factors.admin_none)}</p> }.into_any();
    }
    let FactorCounts { app, passkeys, recovery_codes } = counts;
    view! {
        <p class="mt-3">{t!(i18n, factors.admin_lead)}</p>
        <ul class="mt-1 list-disc pl-5">
            {app.then(|| view! { <li>{t!(i18n, factors.admin_app)}</li> })}
            {(passkeys > 0).then(|| view! { <li>{tu_string!(i18n, factors.admin_passkeys, count = passkeys)}</li> })}
            <li>{tu_string!(i18n, factors.codes_left, count = recovery_codes)}</li>
        </ul>
        <p class="mt-3 text-sm text-ink-muted">{t!(i18n, factors.admin_reset_lead)}</p>
        <form method="post" action=action class="mt-3">
            <button type="submit" class="button button-danger">{t!(i18n, factors.admin_reset)}</button>
        </form>
    }
    .into_any()
}
