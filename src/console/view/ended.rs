//! How a call ended, in one line of a list.

use leptos::prelude::*;

use super::figures::duration;
use crate::console::history::{Ended, HistoryEntry};
use crate::i18n::{tu_string, use_i18n};
use crate::kernel::Failure;
use crate::kernel::failure::Stage;

/// The status, or in which stage the call failed, and how long it took.
#[component]
pub(super) fn EndedCall(entry: HistoryEntry) -> impl IntoView {
    let i18n = use_i18n();
    let (colour, text) = match &entry.ended {
        Ended::Answered { status } => {
            let colour = match status {
                200..=299 => "text-success",
                300..=399 => "text-accent",
                400..=499 => "text-warning",
                _ => "text-danger",
            };
            (colour, status.to_string())
        }
        Ended::Failed { failure } => ("text-danger", stage(i18n, failure).to_owned()),
        Ended::Cancelled => ("text-ink-muted", tu_string!(i18n, history.cancelled).to_owned()),
    };
    let took = (entry.total > 0).then(|| duration(i18n, entry.total));
    view! {
        <span class=format!("font-mono text-sm {colour}")>{text}</span>
        <span class="font-mono text-sm tabular-nums text-ink-muted">{took}</span>
    }
}

fn stage(i18n: leptos_i18n::I18nContext<crate::i18n::Locale>, failure: &Failure) -> &'static str {
    match failure {
        Failure::BadAddress => tu_string!(i18n, history.bad_address),
        Failure::NameNotResolved | Failure::TimedOut { stage: Stage::Name, .. } => tu_string!(i18n, history.name),
        Failure::Blocked => tu_string!(i18n, history.blocked),
        Failure::Refused | Failure::Unreachable | Failure::TimedOut { stage: Stage::Connect, .. } => {
            tu_string!(i18n, history.connect)
        }
        Failure::Tls { .. } => tu_string!(i18n, history.tls),
        Failure::TimedOut { .. } => tu_string!(i18n, history.timed_out),
        Failure::CutOff => tu_string!(i18n, history.cut_off),
        Failure::BadResponse => tu_string!(i18n, history.bad_response),
    }
}
