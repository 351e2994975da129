//! What people type while the page is not interactive yet: on slow lines its code comes long after its fields.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::{WindowListenerHandle, document, window_event_listener_untyped};
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, EventInit, HtmlInputElement, HtmlTextAreaElement};

/// The fields that take text.
const FIELDS: &str =
    "textarea, input:not([type=checkbox], [type=radio], [type=file], [type=hidden], [type=submit], [type=button])";

/// Fields, and what was typed into them before the page could hear of it.
pub(super) struct TypedEarly {
    fields: Rc<RefCell<Vec<(Element, String)>>>,
    listener: WindowListenerHandle,
}

impl TypedEarly {
    /// Notes what was typed already, and from now on what is.
    pub(super) fn watch() -> Self {
        let all = document().query_selector_all(FIELDS).map(|fields| Array::from(&fields)).unwrap_or_default();
        let typed = all.iter().filter_map(|field| {
            let field: Element = field.dyn_into().ok()?;
            let (text, at_first) = texts(&field)?;
            (text != at_first).then_some((field, text))
        });
        let fields = Rc::new(RefCell::new(typed.collect()));
        let listener = window_event_listener_untyped("input", {
            let fields = Rc::clone(&fields);
            move |event| note(&mut fields.borrow_mut(), &event)
        });
        Self { fields, listener }
    }

    /// Tells the page, which is interactive now. Where hydration has put back what the server had sent, the text returns.
    pub(super) fn hand_over(self) {
        self.listener.remove();
        let options = EventInit::new();
        options.set_bubbles(true);
        for (field, typed) in self.fields.take() {
            if texts(&field).is_some_and(|(text, _)| text != typed) {
                set_text(&field, &typed);
            }
            if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
                let _ = field.dispatch_event(&event);
            }
        }
    }
}

fn note(fields: &mut Vec<(Element, String)>, event: &Event) {
    let Some(field) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
    if !field.matches(FIELDS).unwrap_or_default() {
        return;
    }
    let Some((text, _)) = texts(&field) else { return };
    fields.retain(|(known, _)| *known != field);
    fields.push((field, text));
}

/// What a field says, and what the server had sent.
fn texts(field: &Element) -> Option<(String, String)> {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        return Some((input.value(), input.default_value()));
    }
    let area: &HtmlTextAreaElement = field.dyn_ref()?;
    Some((area.value(), area.default_value().ok()?))
}

fn set_text(field: &Element, text: &str) {
    if let Some(input) = field.dyn_ref::<HtmlInputElement>() {
        input.set_value(text);
    } else if let Some(area) = field.dyn_ref::<HtmlTextAreaElement>() {
        area.set_value(text);
    }
}
