//! Where texts are edited.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::element;

/// The name of the `<meta>` element that says where the script is which edits JSON.
pub const EDITOR: &str = "loggia-editor";

/// Loads the script that edits JSON, once; it takes over the fields that are made for it. Without it they stay as they are.
pub fn load_editor() {
    if element("script[data-editor]").is_some() {
        return;
    }
    let address = element(&format!("meta[name={EDITOR}]")).and_then(|meta| meta.get_attribute("content"));
    let document = web_sys::window().and_then(|window| window.document());
    let (Some(address), Some(document), Some(head)) = (address, document, element("head")) else { return };
    // Trusted by the policy's `strict-dynamic`, because a script that is trusted makes it.
    if let Ok(script) = document.create_element("script") {
        for (name, value) in [("type", "module"), ("data-editor", ""), ("src", address.as_str())] {
            let _ = script.set_attribute(name, value);
        }
        let _ = head.append_child(&script);
    }
}

/// Moves the keyboard's focus to the text field `id` and selects what stands there from `from` to `to`, in UTF-16 code units.
pub fn select(id: &str, from: usize, to: usize) {
    let field = element(&format!("#{id}")).and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok());
    if let Some(field) = field {
        let units = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        field.scroll_into_view();
        let _ = field.focus();
        let _ = field.set_selection_range(units(from), units(to));
    }
}
