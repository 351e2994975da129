//! Choosing the language of the code samples.

use leptos::prelude::*;

use crate::console::samples::Language;
use crate::i18n::{tu_string, use_i18n};
use crate::ui::browser;

/// The id of what the tabs control.
pub(super) const PANEL: &str = "code-sample";

/// The id of a language's tab.
pub(super) fn tab_id(language: Language) -> String {
    format!("{PANEL}-{}", language.key())
}

/// Tabs, which the arrow keys walk (ARIA Authoring Practices, Tabs); where there is no room for them, a select.
#[component]
pub(super) fn Languages(language: ReadSignal<Language>, choose: Callback<Language>) -> impl IntoView {
    let i18n = use_i18n();
    let on_key = move |event: leptos::ev::KeyboardEvent| {
        let all = Language::ALL;
        let at = all.iter().position(|&one| one == language.get_untracked()).unwrap_or_default();
        let next = match event.key().as_str() {
            "ArrowRight" => (at + 1) % all.len(),
            "ArrowLeft" => (at + all.len() - 1) % all.len(),
            "Home" => 0,
            "End" => all.len() - 1,
            _ => return,
        };
        event.prevent_default();
        if let Some(&next) = all.get(next) {
            choose.run(next);
            browser::focus(&tab_id(next));
        }
    };
    let tabs = Language::ALL.map(|choice| {
        let is_chosen = move || language.get() == choice;
        view! {
            <button
                type="button"
                role="tab"
                id=tab_id(choice)
                aria-selected=move || is_chosen().to_string()
                tabindex=move || if is_chosen() { "0" } else { "-1" }
                on:click=move |_| choose.run(choice)
            >
                {choice.name()}
            </button>
        }
    });
    let options = Language::ALL.map(|choice| view! { <option value=choice.key()>{choice.name()}</option> });
    view! {
        <div
            role="tablist"
            aria-label=tu_string!(i18n, console.language)
            class="hidden flex-wrap gap-1 sm:flex"
            on:keydown=on_key
        >
            {tabs.collect_view()}
        </div>
        <select
            class="field-input sm:hidden"
            aria-label=tu_string!(i18n, console.language)
            prop:value=move || language.get().key()
            on:change:target=move |event| {
                if let Some(choice) = Language::parse(&event.target().value()) {
                    choose.run(choice);
                }
            }
        >
            {options.collect_view()}
        </select>
    }
}
