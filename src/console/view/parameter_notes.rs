//! What a schema says against the value of a parameter.

use leptos::prelude::*;

use super::checking::{ask, keep_checked};
use super::contract::problem_text;
use super::draft::{Draft, ValueDraft};
use crate::catalog::model::Deviation;
use crate::console::check::PartToCheck;
use crate::console::request::as_json;
use crate::i18n::use_i18n;

/// The sentences under a field, which describe it by `id`. Backends are tried with wrong values, too, so that none of them
/// keeps the call from being sent.
#[lazy]
pub(super) fn parameter_notes(draft: Draft, value: ValueDraft, id: String) -> AnyView {
    let i18n = use_i18n();
    let (kind, text, sent, found) = (value.parameter.kind, value.value, value.sent, value.found);
    let field = value.field();
    let is_open = Memo::new(move |_| draft.complaint(&field).is_none());
    let part = value.part();
    keep_checked(
        Signal::derive(move || (text.get(), part.clone())),
        move |text, part, abort| async move {
            // What variables stand for, the server need not know.
            let json = as_json(kind, &text).filter(|_| !text.is_empty() && !text.contains("{{"));
            let Some(text) = json else { return Some(Vec::new()) };
            ask(&PartToCheck { operation: draft.operation(), part, text }, &abort).await
        },
        move |_, new| found.set(new),
    );
    let notes = move || {
        let found = found.get();
        let sentence = |deviation| match deviation {
            Deviation::Value { pointer, problem } => {
                let pointer = (!pointer.is_empty()).then(|| view! { <code class="font-mono">{pointer}</code>" " });
                Some(view! { <span class="block">{pointer}{problem_text(i18n, problem)}</span> })
            }
            _ => None,
        };
        // Of a value with a complaint that one is enough.
        (sent.get() && is_open.get()).then(|| found.into_iter().filter_map(sentence).collect_view())
    };
    view! { <p id=id role="status" class="text-sm text-warning empty:hidden">{notes}</p> }.into_any()
}
