//! A recipe as one program.

use leptos::prelude::*;

use crate::console::view::{CopyButton, RevealButton};
use crate::i18n::{t, tu_string, use_i18n};
use crate::recipes::page::RecipeSample;

/// The program in each language; the first one is open. Secrets are masked until somebody asks; what is copied runs.
#[component]
pub(super) fn Samples(
    /// The programs.
    samples: Vec<RecipeSample>,
) -> impl IntoView {
    let i18n = use_i18n();
    let programs = samples
        .into_iter()
        .enumerate()
        .map(|(place, sample)| view! { <Program sample is_open=place == 0/> })
        .collect_view();
    view! {
        <section aria-labelledby="code-samples" class="flex min-w-0 flex-col gap-3">
            <h2 id="code-samples" class="text-lg font-semibold">{t!(i18n, console.code_samples)}</h2>
            {programs}
        </section>
    }
}

#[component]
fn Program(sample: RecipeSample, is_open: bool) -> impl IntoView {
    let i18n = use_i18n();
    let name = sample.language().map_or("", |language| language.name());
    let RecipeSample { masked, whole, .. } = sample;
    let has_secrets = masked != whole;
    let revealed = RwSignal::new(false);
    let copied = Signal::stored(whole.clone());
    let shown = move || if revealed.get() { whole.clone() } else { masked.clone() };
    let is_ready = RwSignal::new(false);
    Effect::new(move |_| is_ready.set(true));
    view! {
        <details open=is_open class="min-w-0">
            <summary class="cursor-pointer font-medium">{name}</summary>
            <pre class="code mt-2 max-h-96 overflow-auto" tabindex="0" role="group" aria-label=tu_string!(i18n, recipes.program, language = name)>
                <code>{shown}</code>
            </pre>
            {move || is_ready.get().then(|| view! {
                <div class="mt-2 flex flex-wrap gap-2">
                    <CopyButton text=copied label=tu_string!(i18n, console.copy_code)/>
                    {has_secrets.then(|| view! { <RevealButton revealed/> })}
                </div>
            })}
        </details>
    }
}
