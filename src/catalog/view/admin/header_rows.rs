//! The request headers of an operation.

use leptos::prelude::*;

use super::edit_button::EditButton;
use super::editor::Editor;
use super::parameter_fields::ParameterFields;
use super::parameter_rows::{row_key, rows_of};
use crate::catalog::draft::Edit;
use crate::i18n::{t, tu_string, use_i18n};

const SECTION: &str = "headers";

/// The headers that a call may or must carry.
#[component]
pub(super) fn HeaderRows(
    /// The form.
    editor: Editor,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || editor.draft.with(|draft| rows_of(&draft.parameters, true));
    view! {
        <fieldset id=SECTION class="min-w-0 border-t border-line pt-6">
            <legend class="float-left text-lg font-semibold">{t!(i18n, admin.request_headers)}</legend>
            <p class="clear-both text-sm text-ink-muted">{t!(i18n, admin.request_headers_hint)}</p>
            <div class="mt-4 grid gap-3">
                <For each=rows key=row_key let:row>
                    <ParameterFields editor row section=SECTION/>
                </For>
            </div>
            <div class="mt-3">
                <EditButton edit=Edit::AddHeader text=tu_string!(i18n, admin.add_header) section=SECTION/>
            </div>
        </fieldset>
    }
}
