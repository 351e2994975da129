//! The row of a variable.

use leptos::prelude::*;

use super::complaints::variable_label;
use super::editor::{Editor, button_id};
use crate::environments::draft::VariableDraft;
use crate::i18n::{t, tu_string, use_i18n};
use crate::kernel::RowEdit;
use crate::ui::field::{Checkbox, FieldFrame, TextField, describedby, field_id};

/// Name, value, whether it is private, and a button that removes it.
#[component]
pub(super) fn VariableRow(
    /// The form.
    editor: Editor,
    /// The row.
    row: VariableDraft,
    /// The id of the section it stands in.
    section: &'static str,
) -> impl IntoView {
    let i18n = use_i18n();
    let name = RwSignal::new(row.name.clone());
    let is_private = RwSignal::new(row.is_private);
    let clears = RwSignal::new(row.clears);
    let remove = RowEdit::Remove(row.number);
    let kept = row.is_kept.then(|| {
        view! { <Checkbox name=row.field("clear") label=tu_string!(i18n, environments.clear) checked=clears/> }
    });
    view! {
        <fieldset class="card grid min-w-0 gap-3 p-4">
            <legend class="visually-hidden">{move || name.with(|name| variable_label(i18n, name))}</legend>
            <input type="hidden" name=row.field("id") value=row.id.clone()/>
            <div class="grid items-start gap-3 md:grid-cols-2">
                <TextField
                    name=row.field("name")
                    label=tu_string!(i18n, environments.variable_name)
                    value=name
                    complaint=editor.complaint(&row.field("name"))
                    code=true
                />
                <Value editor row=row.clone() is_private/>
            </div>
            <div class="flex flex-wrap items-center gap-4">
                <Checkbox name=row.field("private") label=tu_string!(i18n, environments.private) checked=is_private/>
                {kept}
                <button
                    type="submit"
                    name="action"
                    value=remove.to_string()
                    id=button_id(remove)
                    formaction=format!("#{section}")
                    class="button button-quiet ml-auto"
                >
                    {t!(i18n, environments.remove_variable)}
                </button>
            </div>
        </fieldset>
    }
}

/// The value, which cannot be read over one's shoulder when it is private. One that is kept is not here.
#[component]
fn Value(editor: Editor, row: VariableDraft, is_private: RwSignal<bool>) -> impl IntoView {
    let i18n = use_i18n();
    let name = row.field("value");
    let complaint = editor.complaint(&name);
    let id = field_id(&name);
    let described = {
        let id = id.clone();
        move || describedby(&id, false, complaint.with(Option::is_some))
    };
    // A private value that was typed goes to the server and does not come back.
    let value = if row.is_private { String::new() } else { row.value };
    view! {
        <FieldFrame id=id.clone() label=tu_string!(i18n, environments.value) complaint>
            <input
                id=id
                name=name
                type=move || if is_private.get() { "password" } else { "text" }
                class="field-input font-mono"
                value=value
                placeholder=row.is_kept.then(|| tu_string!(i18n, environments.kept))
                autocomplete="off"
                autocapitalize="none"
                spellcheck="false"
                aria-invalid=move || complaint.with(Option::is_some).then_some("true")
                aria-describedby=described
            />
        </FieldFrame>
    }
}
