//! A form as it would be submitted, read in the browser.

use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::js_sys::Array;
use leptos::web_sys::{FormData, HtmlElement, HtmlFormElement, SubmitEvent, window};

/// The names and values that `form` would be submitted with, in the order of the form. Files are left out.
#[must_use]
pub fn pairs(form: &HtmlFormElement) -> Vec<(String, String)> {
    let Ok(data) = FormData::new_with_form(form) else { return Vec::new() };
    data.entries()
        .into_iter()
        .filter_map(|entry| {
            let entry: Array = entry.ok()?.dyn_into().ok()?;
            Some((entry.get(0).as_string()?, entry.get(1).as_string()?))
        })
        .collect()
}

/// The value of the button that submits a form.
#[must_use]
pub fn submitter_value(event: &SubmitEvent) -> Option<String> {
    event.submitter()?.get_attribute("value")
}

/// Moves the keyboard's focus to the element `id`, when there is one.
pub fn focus(id: &str) {
    let element = window().and_then(|window| window.document()).and_then(|document| document.get_element_by_id(id));
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = element.focus();
    }
}
