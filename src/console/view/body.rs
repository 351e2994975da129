//! The request body.

use leptos::prelude::*;

use super::draft::Draft;
use crate::catalog::model::SampleBody;
use crate::i18n::{t, use_i18n};
use crate::ui::field::text_area_content;

/// The id of the body's editor.
const BODY: &str = "request-body";
/// The id of the choice of its type.
const CONTENT_TYPE: &str = "request-content-type";
/// What is offered when the operation documents no body.
const USUAL: [&str; 4] = ["application/json", "application/xml", "application/x-www-form-urlencoded", "text/plain"];

/// The body's media type and text, with a way back to the documented sample.
#[component]
pub(super) fn Body(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let bodies = StoredValue::new(draft.bodies());
    let sample = move |content_type: &str| {
        bodies.with_value(|bodies| {
            let documented = bodies.iter().find(|body| body.content_type == content_type);
            documented.map(|body| body.sample.clone()).unwrap_or_default()
        })
    };
    let choose = move |content_type: String| {
        // What was typed stays; a sample that nobody changed makes room for the other type's.
        let before = sample(&draft.content_type.get_untracked());
        if draft.body.with_untracked(|body| body.trim().is_empty() || *body == before) {
            draft.body.set(sample(&content_type));
        }
        draft.content_type.set(content_type);
    };
    let other_sample = Memo::new(move |_| {
        let sample = sample(&draft.content_type.get());
        (!sample.is_empty() && draft.body.with(|body| *body != sample)).then_some(sample)
    });
    let reset = move |_| {
        if let Some(sample) = other_sample.get_untracked() {
            draft.body.set(sample);
        }
    };
    view! {
        <div class="flex min-w-0 flex-col gap-2">
            <label for=BODY class="font-semibold">{t!(i18n, catalog.request_body)}</label>
            <div class="flex flex-wrap items-center gap-2">
                <label for=CONTENT_TYPE class="text-sm text-ink-muted">{t!(i18n, console.content_type)}</label>
                <div class="min-w-0">
                    <select
                        id=CONTENT_TYPE
                        class="field-input"
                        prop:value=draft.content_type
                        on:change:target=move |event| choose(event.target().value())
                    >
                        {types(&draft.bodies())
                            .into_iter()
                            .map(|kind| view! { <option value=kind.clone()>{kind.clone()}</option> })
                            .collect_view()}
                        <option value="">{t!(i18n, console.no_content_type)}</option>
                    </select>
                </div>
                {move || other_sample.with(Option::is_some).then(|| view! {
                    <button type="button" class="button button-quiet ml-auto" on:click=reset>
                        {t!(i18n, console.back_to_sample)}
                    </button>
                })}
            </div>
            <textarea
                id=BODY
                class="field-input"
                rows="10"
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                prop:value=draft.body
                on:input:target=move |event| draft.body.set(event.target().value())
                inner_html=text_area_content(&draft.body.get_untracked())
            ></textarea>
        </div>
    }
}

/// The media types to choose from: the documented ones, or the usual ones.
fn types(bodies: &[SampleBody]) -> Vec<String> {
    if bodies.is_empty() {
        return USUAL.map(str::to_owned).to_vec();
    }
    bodies.iter().map(|body| body.content_type.clone()).filter(|kind| !kind.is_empty()).collect()
}
