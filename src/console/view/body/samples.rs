//! What a body is begun with.

use leptos::prelude::*;

use crate::catalog::api::get_body_sample;
use crate::console::view::body_draft::SampleName;
use crate::console::view::draft::Draft;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::ApiError;
use crate::ui::message::error_text;

/// The id of the choice.
const SAMPLE: &str = "request-sample";

/// A choice of the documented examples, where there are several, and a way back to what one of them took the place of.
#[component]
pub(super) fn Samples(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let body = draft.body;
    let error = RwSignal::new(None::<ApiError>);
    let names = Memo::new(move |_| {
        body.samples(|name| match name {
            SampleName::First => tu_string!(i18n, console.first_sample).to_owned(),
            SampleName::Named(name) => name.to_owned(),
            SampleName::Numbered(number) => tu_string!(i18n, console.numbered_sample, number = number),
            SampleName::Made => tu_string!(i18n, console.made_sample).to_owned(),
        })
    });
    let take = move |number: usize| {
        error.set(None);
        if number == 0 {
            body.take_sample(0, String::new());
        } else {
            leptos::task::spawn_local(async move { fetch_body_sample(draft, number, error).await });
        }
    };
    let has_undo = Memo::new(move |_| body.undo.with(Option::is_some));
    let options = move || {
        let names = names.get().into_iter().enumerate();
        names.map(|(number, name)| view! { <option value=number.to_string()>{name}</option> }).collect_view()
    };
    view! {
        {move || names.with(|names| !names.is_empty()).then(|| view! {
            <div class="flex flex-wrap items-center gap-2">
                <label for=SAMPLE class="text-sm text-ink-muted">{t!(i18n, console.sample)}</label>
                <div class="min-w-0">
                    <select
                        id=SAMPLE
                        class="field-input"
                        prop:value=move || body.chosen().to_string()
                        on:change:target=move |event| take(event.target().value().parse().unwrap_or_default())
                    >
                        {options}
                    </select>
                </div>
            </div>
        })}
        {move || error.get().map(|error| view! {
            <p role="alert" class="text-sm text-danger">{error_text(i18n, &error)}</p>
        })}
        {move || has_undo.get().then(|| view! {
            <div>
                <button type="button" class="button" on:click=move |_| body.bring_back()>
                    {t!(i18n, console.undo_sample)}
                </button>
            </div>
        })}
    }
}

/// Asks for the sample with this number and fills it in.
#[lazy]
fn fetch_body_sample(draft: Draft, number: usize, error: RwSignal<Option<ApiError>>) {
    let body = draft.body;
    let Some(content_type) = body.content_type.try_get_untracked() else { return };
    let is_made = untrack(|| body.samples(|name| name == SampleName::Made)).get(number) == Some(&true);
    let example = if is_made { 0 } else { u32::try_from(number).unwrap_or_default() };
    leptos::task::spawn_local(async move {
        let found = get_body_sample(draft.operation(), content_type.clone(), example).await;
        // Meanwhile the page may have been left, or another type chosen.
        if body.content_type.try_get_untracked().as_ref() != Some(&content_type) {
            return;
        }
        match found {
            Ok(text) => body.take_sample(number, text),
            Err(failed) => {
                error.try_set(Some(failed));
            }
        }
    });
}
