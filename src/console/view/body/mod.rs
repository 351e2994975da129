//! The request body.

mod checks;
mod file;
mod form;
mod json;
mod json_form;
mod parts;
mod phrases;
mod samples;
mod text;

use leptos::prelude::*;

use self::file::FileBody;
use self::form::FormBody;
use self::json::JsonBody;
use self::parts::Parts;
use self::samples::Samples;
use self::text::TextBody;
use super::draft::Draft;
use crate::console::request::BodyKind;
use crate::i18n::{t, use_i18n};

/// The id of the choice of its type.
const CONTENT_TYPE: &str = "request-content-type";

/// The body's media type and, made for it, what the body is put together with; with a way back to the documented sample.
#[component]
pub(super) fn Body(draft: Draft) -> impl IntoView {
    let i18n = use_i18n();
    let body = draft.body;
    let kind = Memo::new(move |_| (body.kind(), body.is_json()));
    // A body that was filled in may have a type that nobody offers.
    let offered = body.types();
    let other = {
        let offered = offered.clone();
        Memo::new(move |_| Some(body.content_type.get()).filter(|kind| !kind.is_empty() && !offered.contains(kind)))
    };
    let is_changed = Memo::new(move |_| body.is_changed());
    view! {
        <fieldset class="flex min-w-0 flex-col gap-2">
            <legend class="mb-2 font-semibold">{t!(i18n, catalog.request_body)}</legend>
            <div class="flex flex-wrap items-center gap-2">
                <label for=CONTENT_TYPE class="text-sm text-ink-muted">{t!(i18n, console.content_type)}</label>
                <div class="min-w-0">
                    <select
                        id=CONTENT_TYPE
                        class="field-input"
                        prop:value=body.content_type
                        on:change:target=move |event| body.choose(event.target().value())
                    >
                        {offered
                            .into_iter()
                            .map(|kind| view! { <option value=kind.clone()>{kind.clone()}</option> })
                            .collect_view()}
                        {move || other.get().map(|kind| {
                            view! { <option value=kind.clone() selected>{kind.clone()}</option> }
                        })}
                        <option value="">{t!(i18n, console.no_content_type)}</option>
                    </select>
                </div>
                {move || is_changed.get().then(|| view! {
                    <button type="button" class="button button-quiet ml-auto" on:click=move |_| body.revert()>
                        {t!(i18n, console.back_to_sample)}
                    </button>
                })}
            </div>
            <Samples draft/>
            {move || match kind.get() {
                (BodyKind::Text, true) => view! { <JsonBody draft/> }.into_any(),
                (BodyKind::Text, false) => view! { <TextBody draft/> }.into_any(),
                (BodyKind::Form, _) => view! { <FormBody draft/> }.into_any(),
                (BodyKind::Multipart, _) => view! { <Parts draft/> }.into_any(),
                (BodyKind::File, _) => view! { <FileBody body/> }.into_any(),
            }}
        </fieldset>
    }
}
