//! The form of an environment.

use leptos::prelude::*;

use super::complaints::Complaints;
use super::editor::{Editor, button_id, complaints_of};
use super::variable_row::VariableRow;
use crate::environments::draft::EnvironmentDraft;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::{ApiError, RowEdit, Submission};
use crate::paths;
use crate::ui::field::TextField;

/// The id of the part with the variables.
const SECTION: &str = "variables";

/// Its name and a row for each variable.
#[component]
pub(super) fn EnvironmentForm(
    /// What stands in it.
    draft: EnvironmentDraft,
    /// What it came back with.
    submission: Submission,
    /// The page's address, where it is sent.
    #[prop(into)]
    action: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let complaints = complaints_of(submission.error.as_ref(), &draft.rows);
    let error = submission.error.map(|error| match error {
        ApiError::Invalid { .. } => ApiError::Invalid { fields: complaints.clone() },
        error => error,
    });
    let editor = Editor::new(draft.rows.clone(), complaints);
    view! {
        <Complaints error address=action.clone() rows=draft.rows/>
        <form
            node_ref=editor.form
            method="post"
            action=action
            novalidate=true
            class="grid gap-6"
            on:submit=move |event| editor.submitted(&event)
        >
            // The first button is the one that Enter presses.
            <button type="submit" hidden=true></button>
            <input type="hidden" name="revision" value=draft.revision/>
            <TextField
                name="name"
                label=tu_string!(i18n, environments.name)
                value=RwSignal::new(draft.name)
                complaint=editor.complaint("name")
            />
            <fieldset id=SECTION class="min-w-0 border-t border-line pt-6">
                <legend class="float-left text-lg font-semibold">{t!(i18n, environments.variables)}</legend>
                <p class="clear-both text-sm text-ink-muted">{t!(i18n, environments.variables_hint)}</p>
                <div class="mt-4 grid gap-3">
                    <For each=move || editor.rows.get() key=|row| row.number let:row>
                        <VariableRow editor row section=SECTION/>
                    </For>
                </div>
                <div class="mt-3">
                    <button
                        type="submit"
                        name="action"
                        value=RowEdit::Add.to_string()
                        id=button_id(RowEdit::Add)
                        formaction=format!("#{SECTION}")
                        class="button"
                    >
                        {t!(i18n, environments.add_variable)}
                    </button>
                </div>
            </fieldset>
            <div class="flex items-center gap-3 border-t border-line pt-6">
                <button type="submit" class="button button-primary">{t!(i18n, common.save)}</button>
                <a href=paths::ENVIRONMENTS class="button button-quiet">{t!(i18n, common.cancel)}</a>
            </div>
        </form>
    }
}
