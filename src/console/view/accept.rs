//! The media type that the answer shall have.

use leptos::prelude::*;

use super::draft::{Draft, has_accept};
use crate::i18n::{t, use_i18n};
use crate::ui::field::describedby;

/// The id of the select.
const ACCEPT: &str = "accept";

/// A choice of the documented media types, which becomes the header `Accept`; nothing where none is documented.
#[component]
pub(super) fn Accept(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let offered = draft.accepted_types();
    if offered.is_empty() {
        return ().into_any();
    }
    let is_replaced = Memo::new(move |_| has_accept(&draft.headers.pairs()));
    view! {
        <div class="flex flex-col gap-1">
            <label for=ACCEPT class="font-mono text-sm">{t!(i18n, console.accept)}</label>
            <select
                id=ACCEPT
                class="field-input"
                prop:value=draft.accept
                aria-describedby=move || describedby(ACCEPT, is_replaced.get(), false)
                on:change:target=move |event| draft.accept.set(event.target().value())
            >
                <option value="">{t!(i18n, console.any_type)}</option>
                {offered
                    .into_iter()
                    .map(|kind| view! { <option value=kind.clone()>{kind.clone()}</option> })
                    .collect_view()}
            </select>
            <p id=format!("{ACCEPT}-hint") class="text-xs text-ink-muted empty:hidden">
                {move || is_replaced.get().then_some(t!(i18n, console.replaced))}
            </p>
        </div>
    }
    .into_any()
}
