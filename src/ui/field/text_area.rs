//! A field of several lines.

use leptos::prelude::*;

use super::frame::{FieldFrame, describedby, field_id};
use crate::kernel::Message;

/// A field of several lines.
#[component]
pub fn TextArea(
    /// The name under which it is submitted.
    #[prop(into)]
    name: String,
    /// The label's text.
    #[prop(into)]
    label: String,
    /// What stands in it; typing writes here.
    #[prop(into)]
    value: RwSignal<String>,
    /// What is wrong with it.
    #[prop(into, optional)]
    complaint: Signal<Option<Message>>,
    /// What helps to fill it in.
    #[prop(into, optional)]
    hint: String,
    /// How many lines are shown.
    #[prop(default = 4)]
    rows: u32,
    /// Whether its text is code.
    #[prop(optional)]
    code: bool,
) -> impl IntoView {
    let id = field_id(&name);
    let hinted = !hint.is_empty();
    let described = {
        let id = id.clone();
        move || describedby(&id, hinted, complaint.with(Option::is_some))
    };
    view! {
        <FieldFrame id=id.clone() label hint complaint optional=true>
            <textarea
                id=id
                name=name
                rows=rows
                class="field-input"
                class:font-mono=code
                prop:value=value
                autocomplete="off"
                spellcheck=if code { "false" } else { "true" }
                aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:input:target=move |event| value.set(event.target().value())
            >
                {value.get_untracked()}
            </textarea>
        </FieldFrame>
    }
}
