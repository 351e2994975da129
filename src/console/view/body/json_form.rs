//! The form of a JSON body.

use leptos::prelude::*;

use crate::catalog::model::CallPart;
use crate::console::json_edit::Tree;
use crate::console::view::draft::Draft;
use crate::console::view::json_form::{Edited, JsonForm, Place};
use crate::i18n::{t, use_i18n};
use crate::kernel::Message;

/// The longest text that has a form, in bytes: every key pressed goes through all of it.
const LONGEST: usize = 100_000;

/// Shows the form, unless the text is one that a form cannot show: then `reason` says why.
#[lazy]
pub(super) fn open_form(draft: Draft, is_form: RwSignal<bool>, reason: RwSignal<Option<Message>>) {
    let Some(text) = draft.body.text.try_get_untracked() else { return };
    let is_empty = text.trim().is_empty();
    match Tree::read(&text) {
        _ if text.len() > LONGEST => reason.set(Some(Message::TooLong { most: LONGEST })),
        Err(at) if !is_empty => reason.set(Some(Message::NotJson { line: at.line, column: at.column })),
        _ => is_form.set(true),
    }
}

/// The form.
#[lazy]
pub(super) fn json_form(draft: Draft, is_form: RwSignal<bool>) -> AnyView {
    let i18n = use_i18n();
    let body = draft.body;
    let edited = Edited {
        operation: StoredValue::new(draft.operation()),
        part: Signal::derive(move || CallPart::Body { content_type: body.content_type.get() }),
        text: body.text,
        found: body.found,
        changed: Callback::new(|()| ()),
    };
    let instead = move || {
        view! {
            <p class="text-sm text-danger">{t!(i18n, body_form.not_json)}</p>
            <button type="button" class="button" on:click=move |_| is_form.set(false)>
                {t!(i18n, console.raw)}
            </button>
        }
    };
    view! { <JsonForm edited place=Place::root() instead/> }.into_any()
}
