//! What says that a page shows an older revision.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::i18n::{t, use_i18n};
use crate::paths;

/// Which revision the page shows, with the way to the one that is shown now.
#[component]
pub(super) fn OlderNotice(
    /// The API's slug.
    #[prop(into)]
    slug: String,
    /// The number of the revision.
    number: i64,
) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <p role="note" class="mb-4 flex flex-wrap items-center gap-3 rounded border border-line bg-warning-soft px-3 py-2 text-sm">
            {t!(i18n, catalog.older_revision, number = number)}
            <A href=paths::api(&slug) attr:class="font-medium underline">{t!(i18n, catalog.show_current)}</A>
            <A href=paths::api_changes(&slug) attr:class="font-medium underline">{t!(i18n, catalog.changes)}</A>
        </p>
    }
}
