//! The responses of an operation.

use leptos::prelude::*;

use super::edit_button::EditButton;
use super::editor::Editor;
use super::response_fields::ResponseFields;
use crate::catalog::draft::Edit;
use crate::i18n::{t, tu_string, use_i18n};

/// The id of the section.
pub(super) const SECTION: &str = "responses";

/// What the operation may answer, one a status code.
#[component]
pub(super) fn ResponseRows(
    /// The form.
    editor: Editor,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || editor.draft.with(|draft| draft.responses.clone());
    view! {
        <fieldset id=SECTION class="min-w-0 border-t border-line pt-6">
            <legend class="float-left text-lg font-semibold">{t!(i18n, admin.responses)}</legend>
            <p class="clear-both text-sm text-ink-muted">{t!(i18n, admin.responses_hint)}</p>
            <div class="mt-4 grid gap-3">
                <For each=rows key=|row| row.number let:row>
                    <ResponseFields editor row/>
                </For>
            </div>
            <div class="mt-3">
                <EditButton edit=Edit::AddResponse text=tu_string!(i18n, admin.add) section=SECTION/>
            </div>
        </fieldset>
    }
}
