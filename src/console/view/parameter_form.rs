//! The fields of a parameter with several values.

use leptos::prelude::*;

use super::draft::{Draft, ValueDraft};
use super::json_form::{Edited, JsonForm, Place};
use crate::console::request::{as_json, as_typed};

/// Goes from the text of a value to its fields or back; what is typed stays, only written otherwise.
#[lazy]
pub(super) fn switch_form(value: ValueDraft, is_form: RwSignal<bool>) {
    let Some(text) = value.value.try_get_untracked() else { return };
    let kind = value.parameter.kind;
    if is_form.get_untracked() {
        value.value.set(as_typed(kind, &text));
        is_form.set(false);
    } else {
        // A text that is neither is corrected as text: why is said below it.
        value.touched.set(true);
        if let Some(json) = as_json(kind, &text) {
            value.value.set(json);
            is_form.set(true);
        }
    }
}

/// The fields; while what stands there is something else, its text.
#[lazy]
pub(super) fn parameter_form(draft: Draft, value: ValueDraft, id: String) -> AnyView {
    let part = value.part();
    let sent = value.sent;
    let edited = Edited {
        operation: StoredValue::new(draft.operation()),
        part: Signal::stored(part),
        text: value.value,
        found: value.found,
        changed: Callback::new(move |()| sent.set(true)),
    };
    let place = Place::named(value.parameter.name.clone(), id.clone());
    let instead = move || {
        let (id, name, value) = (id.clone(), value.parameter.name.clone(), value.clone());
        let text = value.value;
        view! {
            <input
                id=id
                type="text"
                class="field-input"
                aria-label=name
                prop:value=text
                on:input:target=move |event| value.type_in(event.target().value())
            />
        }
    };
    view! { <JsonForm edited place instead/> }.into_any()
}
