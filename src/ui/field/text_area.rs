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
    /// Whether it may be left empty.
    #[prop(default = true)]
    optional: bool,
) -> impl IntoView {
    let id = field_id(&name);
    let hinted = !hint.is_empty();
    let described = {
        let id = id.clone();
        move || describedby(&id, hinted, complaint.with(Option::is_some))
    };
    view! {
        <FieldFrame id=id.clone() label hint complaint optional>
            <textarea
                id=id
                name=name
                rows=rows
                class="field-input"
                class:font-mono=code
                prop:value=value
                autocomplete="off"
                required=!optional
                spellcheck=if code { "false" } else { "true" }
                aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                aria-describedby=described
                on:input:target=move |event| value.set(event.target().value())
                inner_html=content(&value.get_untracked())
            ></textarea>
        </FieldFrame>
    }
}

/// `text` as the content of a `textarea` element. Leptos writes such content as it stands, so that a text with an end tag
/// in it would go on as markup. The line break in front is the one that parsers take away (WHATWG HTML 13.1.2.5).
#[must_use]
pub fn content(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(test)]
mod tests {
    use super::content;

    #[test]
    fn a_text_cannot_leave_its_field_and_keeps_its_first_line_break() {
        assert_eq!(content("</textarea><b>&lt;"), "\n&lt;/textarea>&lt;b>&amp;lt;");
        assert_eq!(content("\n1"), "\n\n1");
    }
}
