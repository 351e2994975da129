//! The program that makes the call.

use std::time::Duration;

use leptos::prelude::*;

use super::copy_button::CopyButton;
use super::draft::Draft;
use super::languages::{Languages, PANEL, tab_id};
use super::reveal_button::RevealButton;
use crate::console::request::NeutralRequest;
use crate::console::samples::{Language, sample};
use crate::i18n::{t, tu_string, use_i18n};
use crate::ui::browser;

/// After how long the first sample is written when nobody does anything.
const PATIENCE: Duration = Duration::from_secs(3);
/// The id of the heading.
const HEADING: &str = "code-samples";
/// Under which name the browser keeps the language that was chosen last.
const CHOICE: &str = "loggia-language";

/// A sample as it is written.
#[derive(Clone, Default)]
struct Written {
    /// With its secrets masked.
    masked: String,
    /// As it runs.
    whole: String,
}

/// The sample of `request`, masked and whole. The languages' code is loaded when the first sample is written.
#[lazy]
fn write(language: Language, request: NeutralRequest) -> (String, String) {
    (sample(language, &request, false), sample(language, &request, true))
}

/// Whether the person has begun to do something, or looks at the page for a while: what loads then does not delay it.
fn use_beginning() -> RwSignal<bool> {
    let is_used = RwSignal::new(false);
    let begin = move || {
        if is_used.try_get_untracked() == Some(false) {
            is_used.set(true);
        }
    };
    Effect::new(move |_| {
        for event in ["pointermove", "pointerdown", "keydown", "focusin"] {
            let listening = window_event_listener_untyped(event, move |_| begin());
            on_cleanup(move || listening.remove());
        }
        set_timeout(begin, PATIENCE);
    });
    is_used
}

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
    let sample = RwSignal::new(Written::default());
    let is_used = use_beginning();
    Effect::new(move |_| {
        if !is_used.get() {
            return;
        }
        let (language, request) = (language.get(), draft.outline());
        leptos::task::spawn_local(async move {
            let (masked, whole) = write(language, request).await;
            sample.try_set(Written { masked, whole });
        });
    });
    let shown = move || sample.with(|sample| if revealed.get() { sample.whole.clone() } else { sample.masked.clone() });
    let whole = Signal::derive(move || sample.with(|sample| sample.whole.clone()));
    let has_secrets = Memo::new(move |_| sample.with(|sample| sample.masked != sample.whole));
    view! {
        <section aria-labelledby=HEADING class="flex min-w-0 flex-col gap-2">
            <h3 id=HEADING class="font-semibold">{t!(i18n, console.code_samples)}</h3>
            <Languages language=language.read_only() choose=Callback::new(choose)/>
            <div id=PANEL role="tabpanel" aria-labelledby=move || tab_id(language.get()) class="min-w-0">
                <pre class="code max-h-96 min-h-32 overflow-auto" tabindex="0" role="group" aria-label=tu_string!(i18n, console.code)>
                    <code>{shown}</code>
                </pre>
            </div>
            <div class="flex flex-wrap gap-2">
                <CopyButton text=whole label=tu_string!(i18n, console.copy_code)/>
                {move || has_secrets.get().then(|| view! { <RevealButton revealed/> })}
            </div>
        </section>
    }
}
