//! A choice of one among several.

use leptos::prelude::*;

use super::frame::{FieldFrame, describedby, field_id};
use crate::kernel::Message;

/// A native select.
#[component]
pub fn SelectField(
    /// The name under which it is submitted.
    #[prop(into)]
    name: String,
    /// The label's text.
    #[prop(into)]
    label: String,
    /// The chosen option's value; choosing writes here.
    #[prop(into)]
    value: RwSignal<String>,
    /// The options: value and text.
    options: Vec<(String, String)>,
    /// What is wrong with it.
    #[prop(into, optional)]
    complaint: Signal<Option<Message>>,
    /// What helps to choose.
    #[prop(into, optional)]
    hint: String,
) -> impl IntoView {
    let id = field_id(&name);
    let hinted = !hint.is_empty();
    let described = {
        let id = id.clone();
        move || describedby(&id, hinted, complaint.with(Option::is_some))
    };
    let options = options
        .into_iter()
        .map(|(option, text)| {
            let selected = value.with_untracked(|value| *value == option);
            view! { <option value=option selected=selected>{text}</option> }
        })
        .collect_view();
    view! {
        <FieldFrame id=id.clone() label hint complaint>
            <select
                id=id
                name=name
                class="field-input"
                prop:value=value
                aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:change:target=move |event| value.set(event.target().value())
            >
                {options}
            </select>
        </FieldFrame>
    }
}
