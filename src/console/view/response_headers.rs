//! The headers of an answer.

use leptos::prelude::*;

use crate::i18n::{t, use_i18n};

/// The headers in the backend's order, repeated ones included.
#[component]
pub(super) fn ResponseHeaders(headers: Vec<(String, String)>) -> impl IntoView {
    let i18n = use_i18n();
    if headers.is_empty() {
        return view! { <p class="text-sm text-ink-muted">{t!(i18n, console.no_headers)}</p> }.into_any();
    }
    let rows = headers
        .into_iter()
        .map(|(name, value)| {
            view! {
                <div class="flex flex-col sm:flex-row sm:gap-3">
                    <dt class="shrink-0 break-all text-ink-muted sm:w-48">{name}</dt>
                    <dd class="min-w-0 break-all">{value}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="flex flex-col gap-1 font-mono text-sm">{rows}</dl> }.into_any()
}
