//! What a revision changed.

use leptos::prelude::*;

use crate::catalog::model::{Change, ChangeKind};
use crate::i18n::{t, use_i18n};

/// Changes as a list; those that break clients are marked.
#[component]
pub fn ChangeList(
    /// The changes.
    changes: Vec<Change>,
) -> impl IntoView {
    let rows = changes.into_iter().map(|change| view! { <Row change/> }).collect_view();
    view! { <ul class="card rows empty:hidden">{rows}</ul> }
}

#[component]
fn Row(change: Change) -> impl IntoView {
    let i18n = use_i18n();
    let Change { kind, subject, breaking, detail } = change;
    let kind = match kind {
        ChangeKind::Added => t!(i18n, import.added).into_any(),
        ChangeKind::Removed => t!(i18n, import.removed).into_any(),
        ChangeKind::Changed => t!(i18n, import.changed).into_any(),
    };
    view! {
        <li class="flex flex-wrap items-baseline gap-3 px-4 py-2 text-sm">
            <span class="w-16 shrink-0 text-ink-muted">{kind}</span>
            <code class="wrap-anywhere font-mono">{subject}</code>
            {(!detail.is_empty()).then(|| view! { <span class="text-ink-muted">{detail}</span> })}
            {(!breaking.is_empty()).then(|| view! {
                <span class="badge badge-warning ml-auto">{t!(i18n, import.breaking)} " " {breaking}</span>
            })}
        </li>
    }
}
