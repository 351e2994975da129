//! The status of an answer.

use leptos::prelude::*;

use crate::console::model::AnswerHead;

/// A dot, the code, the reason and the protocol.
#[component]
pub(super) fn Status(head: AnswerHead) -> impl IntoView {
    let colour = match head.status {
        200..=299 => "text-success",
        300..=399 => "text-accent",
        400..=499 => "text-warning",
        _ => "text-danger",
    };
    view! {
        <p class="flex items-baseline gap-2">
            <svg viewBox="0 0 10 10" width="10" height="10" fill="currentColor" aria-hidden="true" class=colour>
                <circle cx="5" cy="5" r="5"></circle>
            </svg>
            <strong class=format!("font-mono {colour}")>{head.status}" "{head.reason}</strong>
            <span class="text-xs text-ink-faint">{head.version}</span>
        </p>
    }
}
