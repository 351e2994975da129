//! A body of text.

use leptos::prelude::*;

use super::phrases::phrases;
use crate::console::view::complaint::Complaint;
use crate::console::view::draft::Draft;
use crate::i18n::{tu_string, use_i18n};
use crate::ui::field::text_area_content;

/// The id of the body's editor.
pub(super) const BODY: &str = "request-body";
/// The id of what is wrong with it.
const COMPLAINT: &str = "request-body-complaint";

/// A body that is typed.
#[component]
pub(super) fn TextBody(
    draft: Draft,
    /// Whether the editor of JSON takes over, once its script is there.
    #[prop(optional)]
    is_json: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let body = draft.body;
    let complaint = Memo::new(move |_| draft.complaint("body"));
    view! {
        <div class="flex flex-col gap-1">
            <textarea
                id=BODY
                class="field-input"
                rows="10"
                aria-label=tu_string!(i18n, catalog.request_body)
                data-editor=is_json.then_some("")
                data-phrases=is_json.then(|| phrases(i18n))
                data-marks=move || is_json.then(|| body.marks.get())
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                aria-describedby=move || complaint.with(Option::is_some).then_some(COMPLAINT)
                prop:value=body.text
                on:input:target=move |event| body.text.set(event.target().value())
                inner_html=text_area_content(&body.text.get_untracked())
            ></textarea>
            {is_json.then(|| view! { <div></div> })}
            <Complaint id=COMPLAINT.to_owned() complaint/>
        </div>
    }
}
