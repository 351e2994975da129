//! A text that may be long.

use std::sync::Arc;

use leptos::prelude::*;

use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::code_block::coloured;

/// Text above this many bytes is shown in part until one asks for the rest: laying it out takes seconds.
const SHOWN_AT_ONCE: usize = 512 * 1024;

/// The text in a block that scrolls; a very long one in two steps.
#[component]
pub(super) fn LongText(text: Arc<str>) -> impl IntoView {
    let i18n = use_i18n();
    let is_whole = RwSignal::new(text.len() <= SHOWN_AT_ONCE);
    let text = StoredValue::new(text);
    let shown = move || {
        text.with_value(|text| {
            let end = if is_whole.get() { text.len() } else { text.floor_char_boundary(SHOWN_AT_ONCE) };
            coloured(&text[..end])
        })
    };
    view! {
        <pre class="code max-h-screen min-w-0" tabindex="0" role="group" aria-label=tu_string!(i18n, console.content_text)>
            <code>{shown}</code>
        </pre>
        {move || (!is_whole.get()).then(|| view! {
            <p>
                <button type="button" class="button" on:click=move |_| is_whole.set(true)>
                    {t!(i18n, console.show_all)}
                </button>
            </p>
        })}
    }
}
