//! Filling in the form from a pasted cURL command.

mod panel;
mod texts;

use leptos::prelude::*;

use self::panel::panel;
use super::draft::Draft;
use crate::i18n::{t, use_i18n};
use crate::ui::browser;

/// Under which name a command waits for the page of the operation that it calls.
const HANDED_OVER: &str = "loggia-curl";
/// The id of the button that opens the panel.
const BUTTON: &str = "import-curl";

/// Whether the panel is open. It opens by itself where a command was handed over from another operation's page.
pub(super) fn use_import() -> RwSignal<bool> {
    let is_open = RwSignal::new(false);
    Effect::new(move |_| {
        if browser::is_handed_over(HANDED_OVER) {
            is_open.set(true);
        }
    });
    is_open
}

/// The button that opens and closes the panel.
#[component]
pub(super) fn ImportButton(is_open: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <button
            id=BUTTON
            type="button"
            class="button button-quiet ml-auto"
            aria-expanded=move || is_open.get().to_string()
            on:click=move |_| is_open.update(|is_open| *is_open = !*is_open)
        >
            {t!(i18n, curl.title)}
        </button>
    }
}

/// The panel while it is open. Its code is loaded when it is opened first.
#[component]
pub(super) fn Import(draft: Draft, is_open: RwSignal<bool>) -> impl IntoView {
    move || is_open.get().then(|| Suspend::new(panel(draft, is_open)))
}
