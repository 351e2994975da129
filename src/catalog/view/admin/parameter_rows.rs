//! The request parameters of an operation.

use leptos::prelude::*;

use super::edit_button::EditButton;
use super::editor::Editor;
use super::parameter_fields::ParameterFields;
use crate::catalog::draft::{Edit, ParameterDraft};
use crate::i18n::{t, tu_string, use_i18n};

const SECTION: &str = "parameters";

/// The rows that the URL template filled in, and those that the publisher adds to the query.
#[component]
pub(super) fn ParameterRows(
    /// The form.
    editor: Editor,
) -> impl IntoView {
    let i18n = use_i18n();
    let rows = move || editor.draft.with(|draft| rows_of(&draft.parameters, false));
    view! {
        <fieldset id=SECTION class="min-w-0 border-t border-line pt-6">
            <legend class="float-left text-lg font-semibold">{t!(i18n, admin.request_parameters)}</legend>
            <p class="clear-both text-sm text-ink-muted">{t!(i18n, admin.request_parameters_hint)}</p>
            <div class="mt-4 grid gap-3">
                <For each=rows key=row_key let:row>
                    <ParameterFields editor row section=SECTION/>
                </For>
            </div>
            <div class="mt-3">
                <EditButton edit=Edit::AddParameter text=tu_string!(i18n, admin.add_parameter) section=SECTION/>
            </div>
        </fieldset>
    }
}

/// The rows of `parameters` that are request headers, or those that are not.
pub(super) fn rows_of(parameters: &[ParameterDraft], headers: bool) -> Vec<ParameterDraft> {
    parameters.iter().filter(|row| row.is_header() == headers).cloned().collect()
}

/// What makes a row another one: its number, or what the URL template says of it.
pub(super) fn row_key(row: &ParameterDraft) -> (u16, bool, String, String) {
    (row.number, row.from_template, row.location.clone(), row.name.clone())
}
