//! APIs as cards.

use leptos::prelude::*;
use leptos_router::components::A;

use crate::catalog::model::ApiSummary;
use crate::i18n::{t, use_i18n};
use crate::paths;

/// A grid of cards, one an API.
#[component]
pub fn ApiCards(
    /// The APIs.
    apis: Vec<ApiSummary>,
) -> impl IntoView {
    view! {
        <ul class="grid gap-4 md:grid-cols-2 xl:grid-cols-3">
            {apis.into_iter().map(|api| view! { <ApiCard api/> }).collect_view()}
        </ul>
    }
}

#[component]
fn ApiCard(api: ApiSummary) -> impl IntoView {
    let i18n = use_i18n();
    let count = api.operations;
    view! {
        <li class="card relative flex min-w-0 flex-col gap-2 p-5 hover:border-line-strong">
            <div class="flex items-baseline gap-2">
                <h3 class="min-w-0 break-words font-semibold">
                    <A href=paths::api(&api.slug) attr:class="card-link">{api.title}</A>
                </h3>
                {(!api.version.is_empty()).then(|| view! { <span class="badge">{api.version}</span> })}
                {(!api.published).then(|| view! { <span class="badge badge-warning">{t!(i18n, catalog.draft)}</span> })}
            </div>
            <p class="wrap-anywhere text-sm text-ink-muted">{api.summary}</p>
            <div class="mt-auto flex flex-wrap items-center gap-2 pt-2 text-xs text-ink-muted">
                <span>
                    {if count == 1 {
                        t!(i18n, catalog.operation_count_one).into_any()
                    } else {
                        t!(i18n, catalog.operation_count, count = count).into_any()
                    }}
                </span>
                {api.tags.into_iter().map(|tag| view! { <span class="badge">{tag}</span> }).collect_view()}
            </div>
        </li>
    }
}
