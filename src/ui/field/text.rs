//! A field of one line.

use leptos::prelude::*;

use super::frame::{FieldFrame, describedby, field_id};
use crate::kernel::Message;

/// A field of one line.
#[component]
pub fn TextField(
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
    /// The control's `type`.
    #[prop(default = "text")]
    kind: &'static str,
    /// The control's `autocomplete`.
    #[prop(default = "off")]
    autocomplete: &'static str,
    /// An example shown while it is empty.
    #[prop(into, optional)]
    placeholder: String,
    /// Whether it may be left empty.
    #[prop(optional)]
    optional: bool,
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
        <FieldFrame id=id.clone() label hint complaint optional>
            <input
                id=id
                name=name
                type=kind
                class="field-input"
                class:font-mono=code
                value=value.get_untracked()
                prop:value=value
                placeholder=placeholder
                autocomplete=autocomplete
                spellcheck=if code || kind != "text" { "false" } else { "true" }
                required=!optional
                aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:input:target=move |event| value.set(event.target().value())
            />
        </FieldFrame>
    }
}
