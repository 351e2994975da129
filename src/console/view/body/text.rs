//! A body of text.

use leptos::prelude::*;

use crate::console::view::body_draft::BodyDraft;
use crate::i18n::{tu_string, use_i18n};
use crate::ui::field::text_area_content;

/// The id of the body's editor.
const BODY: &str = "request-body";

/// A body that is typed.
#[component]
pub(super) fn TextBody(body: BodyDraft) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <textarea
            id=BODY
            class="field-input"
            rows="10"
            aria-label=tu_string!(i18n, catalog.request_body)
            autocomplete="off"
            autocapitalize="none"
            spellcheck="false"
            prop:value=body.text
            on:input:target=move |event| body.text.set(event.target().value())
            inner_html=text_area_content(&body.text.get_untracked())
        ></textarea>
    }
}
