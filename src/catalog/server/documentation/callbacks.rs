//! The requests that a service makes by itself: callbacks and webhooks.

use leptos::prelude::*;

use crate::catalog::model::Callback;
use crate::catalog::server::markdown;
use crate::i18n::{Locale, td};
use crate::ui::verb::Verb;

/// What the service calls, where and when.
#[component]
pub(super) fn Callbacks(
    /// The language.
    locale: Locale,
    /// The requests.
    callbacks: Vec<Callback>,
) -> impl IntoView {
    let rows = callbacks
        .into_iter()
        .map(|callback| {
            let description = markdown::to_html(&callback.description);
            let types: Vec<String> = callback.bodies.into_iter().map(|body| body.content_type).collect();
            view! {
                <li class="border-t border-line py-3">
                    <p class="flex flex-wrap items-baseline gap-2">
                        <Verb verb=callback.verb/>
                        <span class="font-medium">{callback.name}</span>
                        <code class="wrap-anywhere font-mono text-sm">{callback.expression}</code>
                    </p>
                    {(!callback.summary.is_empty()).then(|| view! { <p class="mt-1 text-sm">{callback.summary}</p> })}
                    <div class="prose mt-1 text-sm empty:hidden" inner_html=description></div>
                    {(!types.is_empty()).then(|| view! { <p class="mt-1 text-xs text-ink-muted">{types.join(", ")}</p> })}
                </li>
            }
        })
        .collect_view();
    view! {
        <section>
            <h2 class="text-lg font-semibold">{td!(locale, catalog.callbacks)}</h2>
            <ul class="mt-3">{rows}</ul>
        </section>
    }
}
