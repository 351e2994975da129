//! The program that makes the call.

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::draft::Draft;
use super::languages::{Languages, PANEL, tab_id};
use super::region::Region;
use crate::console::samples::{Language, sample, text::secrets};
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;

/// Under which name the browser keeps the language that was chosen last.
const CHOICE: &str = "loggia-language";

/// A sample that changes while one types, in the language that was chosen last. Secrets are masked until somebody asks;
/// what is copied runs.
#[component]
pub(super) fn Samples(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let language = RwSignal::new(Language::Curl);
    let revealed = RwSignal::new(false);
    Effect::new(move |_| {
        if let Some(choice) = browser::kept(CHOICE).as_deref().and_then(Language::parse) {
            language.set(choice);
        }
    });
    let choose = move |choice: Language| {
        browser::keep(CHOICE, choice.key());
        language.set(choice);
    };
    let request = Memo::new(move |_| draft.outline());
    let shown = Memo::new(move |_| request.with(|request| sample(language.get(), request, revealed.get())));
    let whole = Signal::derive(move || request.with(|request| sample(language.get(), request, true)));
    let has_secrets = Memo::new(move |_| request.with(|request| !secrets(request).variables.is_empty()));
    view! {
        <Region name=tu_string!(i18n, console.code_samples)>
            <Languages language=language.read_only() choose=Callback::new(choose)/>
            <div id=PANEL role="tabpanel" aria-labelledby=move || tab_id(language.get()) class="min-w-0">
                <pre class="code max-h-96 overflow-auto" tabindex="0" role="group" aria-label=tu_string!(i18n, console.code)>
                    <code>{shown}</code>
                </pre>
            </div>
            <div class="flex flex-wrap gap-2">
                <CopyButton text=whole label=tu_string!(i18n, console.copy_code)/>
                {move || has_secrets.get().then(|| view! {
                    <button
                        type="button"
                        class="button"
                        aria-pressed=move || revealed.get().to_string()
                        on:click=move |_| revealed.update(|revealed| *revealed = !*revealed)
                    >
                        {t!(i18n, console.reveal)}
                    </button>
                })}
            </div>
        </Region>
    }
}
