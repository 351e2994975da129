//! A button that adds or removes a row.

use leptos::prelude::*;

use crate::catalog::draft::Edit;

/// The id of the button that asks for `edit`.
pub(super) fn edit_button_id(edit: Edit) -> String {
    edit.to_string().replace('.', "-")
}

/// A button that adds or removes a row of the form around it. In the browser the form does that in place; without
/// JavaScript the server does and shows the page at `section` again.
#[component]
pub(super) fn EditButton(
    /// What it does.
    edit: Edit,
    /// The button's text.
    #[prop(into)]
    text: String,
    /// The button's accessible name, where the text alone does not say what it is about.
    #[prop(into, optional)]
    label: Option<String>,
    /// The id of the section it stands in.
    section: &'static str,
) -> impl IntoView {
    let class = if edit.removes().is_some() { "button button-quiet" } else { "button" };
    view! {
        <button
            type="submit"
            name="action"
            value=edit.to_string()
            id=edit_button_id(edit)
            formaction=format!("#{section}")
            class=class
            aria-label=label
        >
            {text}
        </button>
    }
}
