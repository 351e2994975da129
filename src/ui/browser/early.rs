//! What people type while the page is not interactive yet: on slow lines its code comes long after its fields.

use std::cell::RefCell;
use std::rc::Rc;

use js_sys::Array;
use leptos::prelude::{WindowListenerHandle, document, window_event_listener_untyped};
use wasm_bindgen::JsCast as _;
use wasm_bindgen::prelude::{JsValue, wasm_bindgen};
use web_sys::{Event, EventInit, EventTarget};

#[wasm_bindgen]
extern "C" {
    /// What fields of one line and of several have in common.
    #[wasm_bindgen(extends = EventTarget)]
    #[derive(Clone, PartialEq)]
    type Field;

    #[wasm_bindgen(method, getter)]
    fn value(this: &Field) -> Option<String>;

    /// A field of files refuses.
    #[wasm_bindgen(method, setter, catch)]
    fn set_value(this: &Field, text: &str) -> Result<(), JsValue>;

    /// What the server had sent.
    #[wasm_bindgen(method, getter, js_name = defaultValue)]
    fn default_value(this: &Field) -> Option<String>;
}

/// Fields, and what was typed into them before the page could hear of it.
pub(super) struct TypedEarly {
    fields: Rc<RefCell<Vec<(Field, String)>>>,
    listener: WindowListenerHandle,
}

impl TypedEarly {
    /// Notes what was typed already, and from now on what is.
    pub(super) fn watch() -> Self {
        let all =
            document().query_selector_all("input,textarea").map(|fields| Array::from(&fields)).unwrap_or_default();
        let typed = all.iter().filter_map(|field| {
            let field: Field = field.unchecked_into();
            let text = field.value().filter(|text| field.default_value().as_ref() != Some(text))?;
            Some((field, text))
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
            if field.value().as_ref() != Some(&typed) && field.set_value(&typed).is_err() {
                continue;
            }
            if let Ok(event) = Event::new_with_event_init_dict("input", &options) {
                let _ = field.dispatch_event(&event);
            }
        }
    }
}

fn note(fields: &mut Vec<(Field, String)>, event: &Event) {
    let Some(field) = event.target().map(|target| target.unchecked_into::<Field>()) else { return };
    let Some(text) = field.value() else { return };
    fields.retain(|(known, _)| *known != field);
    fields.push((field, text));
}
