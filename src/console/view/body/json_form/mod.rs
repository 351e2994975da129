//! The form of a JSON body: a field for every value that its schema knows. It shows the text and changes it; nothing else
//! is kept, so that Raw has whatever the form does not know.

mod control;
mod editing;
mod field;
mod list;
mod object;
mod variants;

use leptos::prelude::*;

use self::editing::Editing;
use self::field::{LoadedField, Place};
use crate::catalog::api::get_body_form;
use crate::catalog::model::FormField;
use crate::console::body_form::start;
use crate::console::json_edit::{Tree, laid_out};
use crate::console::view::draft::Draft;
use crate::i18n::{t, use_i18n};
use crate::kernel::{ApiError, Message};
use crate::ui::message::error_text;

/// The longest text that has a form, in bytes: every key pressed goes through all of it.
const LONGEST: usize = 100_000;

/// Shows the form, unless the text is one that a form cannot show: then `reason` says why.
#[lazy]
pub(super) fn open_form(draft: Draft, is_form: RwSignal<bool>, reason: RwSignal<Option<Message>>) {
    let Some(text) = draft.body.text.try_get_untracked() else { return };
    let is_empty = text.trim().is_empty();
    match Tree::read(&text) {
        _ if text.len() > LONGEST => reason.set(Some(Message::TooLong { most: LONGEST })),
        Err(at) if !is_empty => reason.set(Some(Message::NotJson { line: at.line, column: at.column })),
        _ => is_form.set(true),
    }
}

/// The form, as soon as the server has told what it has.
#[lazy]
pub(super) fn json_form(draft: Draft, is_form: RwSignal<bool>) -> AnyView {
    let i18n = use_i18n();
    let body = draft.body;
    let editing = Editing::new(draft);
    let form = RwSignal::new(None::<Result<FormField, ApiError>>);
    Effect::new(move |_| {
        let content_type = body.content_type.get();
        form.set(None);
        leptos::task::spawn_local(async move {
            let found = get_body_form(draft.operation(), content_type.clone(), String::new()).await;
            if body.content_type.try_get_untracked() != Some(content_type) {
                return;
            }
            if let Ok(found) = &found
                && body.text.with_untracked(|text| text.trim().is_empty())
            {
                body.text.set(laid_out(&start(found), ""));
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
        Some(Ok(field)) => view! { <LoadedField editing field place=Place::root()/> }.into_any(),
    };
    view! {
        {move || if is_json.get() {
            view! { <div class="flex min-w-0 flex-col gap-3">{content}</div> }.into_any()
        } else {
            view! {
                <p class="text-sm text-danger">{t!(i18n, body_form.not_json)}</p>
                <button type="button" class="button" on:click=move |_| is_form.set(false)>
                    {t!(i18n, console.raw)}
                </button>
            }
            .into_any()
        }}
    }
    .into_any()
}
