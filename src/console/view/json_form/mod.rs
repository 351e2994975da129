//! The form of a JSON text: a field for every value that its schema knows. It shows the text and changes it; nothing else
//! is kept, so that the text has whatever the form does not know.

mod control;
mod editing;
mod field;
mod list;
mod object;
mod variants;

use leptos::prelude::*;

use self::editing::Editing;
use self::field::LoadedField;
use crate::catalog::api::get_call_form;
use crate::catalog::model::FormField;
use crate::console::body_form::start;
use crate::console::json_edit::laid_out;
use crate::i18n::{t, use_i18n};
use crate::kernel::ApiError;
use crate::ui::message::error_text;

pub(super) use self::editing::Edited;
pub(super) use self::field::Place;

/// The form, as soon as the server has told what it has. While the text is no JSON, `instead` is shown.
#[component]
pub(super) fn JsonForm(edited: Edited, place: Place, #[prop(into)] instead: ViewFn) -> AnyView {
    let i18n = use_i18n();
    let editing = Editing::new(edited);
    let form = RwSignal::new(None::<Result<FormField, ApiError>>);
    Effect::new(move |_| {
        let part = edited.part.get();
        form.set(None);
        leptos::task::spawn_local(async move {
            let found = get_call_form(edited.operation.get_value(), part.clone(), String::new()).await;
            if edited.part.try_get_untracked() != Some(part) {
                return;
            }
            if let Ok(found) = &found
                && edited.text.with_untracked(|text| text.trim().is_empty())
            {
                edited.text.set(laid_out(&start(found), ""));
            }
            form.try_set(Some(found));
        });
    });
    // What is filled in from elsewhere may be anything.
    let is_json = Memo::new(move |_| editing.is_json());
    let content = move || match form.get() {
        None => view! { <p role="status" class="text-sm text-ink-muted">{t!(i18n, common.loading)}</p> }.into_any(),
        Some(Err(error)) => {
            view! { <p role="alert" class="text-sm text-danger">{error_text(i18n, &error)}</p> }.into_any()
        }
        Some(Ok(field)) => view! { <LoadedField editing field place=place.clone()/> }.into_any(),
    };
    view! {
        {move || if is_json.get() {
            view! { <div class="flex min-w-0 flex-col gap-3">{content.clone()}</div> }.into_any()
        } else {
            instead.run()
        }}
    }
    .into_any()
}
