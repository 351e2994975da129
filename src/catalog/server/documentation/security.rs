//! What a call must be authenticated with.

use leptos::prelude::*;

use crate::catalog::model::SecurityRequirement;
use crate::i18n::{Locale, td};

/// The ways to authenticate a call, one of which is enough.
#[component]
pub(super) fn Security(
    /// The language.
    locale: Locale,
    /// The ways.
    security: Vec<SecurityRequirement>,
) -> impl IntoView {
    let is_open = security.is_empty() || security.iter().any(Vec::is_empty);
    let ways = security
        .into_iter()
        .filter(|way| !way.is_empty())
        .map(|way| {
            let schemes = way
                .into_iter()
                .map(|used| {
                    let scopes = (!used.scopes.is_empty()).then(|| format!(" ({})", used.scopes.join(", ")));
                    view! { <span class="badge mr-2">{used.scheme}{scopes}</span> }
                })
                .collect_view();
            view! { <li>{schemes}</li> }
        })
        .collect_view();
    view! {
        <section>
            <h2 class="text-lg font-semibold">{td!(locale, catalog.security)}</h2>
            {is_open.then(|| view! { <p class="mt-2 text-sm text-ink-muted">{td!(locale, catalog.security_none)}</p> })}
            <ul class="mt-2 grid gap-2 text-sm empty:hidden">{ways}</ul>
        </section>
    }
}
