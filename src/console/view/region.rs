//! A part of the answer.

use leptos::prelude::*;

/// A region of the page, named by its heading.
#[component]
pub(super) fn Region(
    /// Its heading and accessible name.
    name: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    view! {
        <section aria-label=name class="flex min-w-0 flex-col gap-2">
            <h3 class="text-sm font-semibold text-ink-muted">{name}</h3>
            {children()}
        </section>
    }
}
