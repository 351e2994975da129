//! The ways to sign in, on the page of one's account.

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::identity::api::get_identities;
use crate::identity::provider::{OwnIdentities, OwnIdentity};
use crate::kernel::Timestamp;
use crate::paths;
use crate::ui::async_view::AsyncView;
use crate::ui::moment::Moment;

/// One's accounts at providers, each with a button that parts from it; nothing where there are none.
#[component]
pub(super) fn Identities() -> impl IntoView {
    let identities = Resource::new(|| (), |()| get_identities());
    view! { <AsyncView resource=identities show=move |own| view! { <Shown own/> }/> }
}

#[component]
fn Shown(own: OwnIdentities) -> impl IntoView {
    let i18n = use_i18n();
    let OwnIdentities { now, identities } = own;
    (!identities.is_empty()).then(|| {
        let is_last = identities.iter().any(|identity| !identity.can_go);
        let rows = identities.into_iter().map(|identity| view! { <Row identity now/> }).collect_view();
        view! {
            <h2 class="mt-8 text-xl font-semibold">{t!(i18n, providers.identities)}</h2>
            <p class="mt-1 text-ink-muted">{t!(i18n, providers.identities_lead)}</p>
            <ul class="card rows mt-3" aria-label=tu_string!(i18n, providers.identities)>{rows}</ul>
            {is_last.then(|| view! { <p class="mt-3 text-sm text-ink-muted">{t!(i18n, providers.last_way)}</p> })}
        }
    })
}

#[component]
fn Row(identity: OwnIdentity, now: Timestamp) -> impl IntoView {
    let i18n = use_i18n();
    let label = tu_string!(i18n, providers.unlink_of, provider = &identity.provider);
    let action = paths::unlink_identity(&identity.id);
    view! {
        <li class="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
            <span class="font-medium wrap-anywhere">{identity.provider}</span>
            <span class="wrap-anywhere min-w-0 text-sm text-ink-muted">{identity.email}</span>
            <span class="text-sm text-ink-muted">
                {t!(i18n, providers.used)} " " <Moment at=identity.used_at now/>
            </span>
            {identity.can_go.then(|| view! {
                <form method="post" action=action class="ml-auto">
                    <button type="submit" class="button button-quiet" aria-label=label>{t!(i18n, providers.unlink)}</button>
                </form>
            })}
        </li>
    }
}

/// In place of the form to change one's password, for whoever has none: a link by mail sets one.
#[component]
pub(super) fn SetPassword(
    /// One's e-mail address.
    email: String,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <h2 class="mt-8 text-xl font-semibold">{t!(i18n, providers.set_password)}</h2>
        <p class="mt-1 text-ink-muted">{tu_string!(i18n, providers.set_password_lead, email = &email)}</p>
        <form method="post" action=paths::RESET_PASSWORD class="mt-3">
            <input type="hidden" name="email" value=email/>
            <button type="submit" class="button">{t!(i18n, providers.set_password_button)}</button>
        </form>
    }
}
