//! What is known of a credential: all but its secret.

use leptos::prelude::*;
use leptos_router::components::A;

use super::texts;
use crate::credentials::model::{BackendCredential, CredentialShown};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;

/// How it is shown, where it goes, since when there is one, and the way to remove it.
#[component]
pub(super) fn Summary(
    /// The credential and its API.
    shown: CredentialShown,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_elsewhere = shown.is_elsewhere();
    let CredentialShown { api, credential, .. } = shown;
    let Some(BackendCredential { way, origin, set_at }) = credential else {
        return view! { <p class="mt-6">{t!(i18n, credentials.none)}</p> }.into_any();
    };
    view! {
        <section class="mt-6 rounded-md border border-line p-4" aria-label=tu_string!(i18n, credentials.current)>
            <div class="flex flex-wrap items-start gap-3">
                <div class="min-w-0">
                    <p class="wrap-anywhere font-medium">{texts::way(i18n, &way)}</p>
                    <p class="mt-1 text-sm text-ink-muted">{tu_string!(i18n, credentials.set_on, date = set_at)}</p>
                    <p class="mt-1 wrap-anywhere text-sm text-ink-muted">
                        {tu_string!(i18n, credentials.goes_to, origin = origin.as_str())}
                    </p>
                </div>
                <A href=paths::admin_delete_credential(&api) attr:class="button button-danger ml-auto">
                    {t!(i18n, credentials.remove)}
                </A>
            </div>
            {is_elsewhere.then(|| view! {
                <p class="mt-3 text-sm text-danger">
                    {tu_string!(i18n, credentials.is_elsewhere, origin = origin.as_str())}
                </p>
            })}
        </section>
    }
    .into_any()
}
