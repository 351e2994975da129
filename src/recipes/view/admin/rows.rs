//! The rows of inputs and of outputs.

use leptos::prelude::*;

use super::complaints::Complaints;
use super::fields::{Choice, EditButton, Field, Tick};
use crate::i18n::{t, tu_string, use_i18n};
use crate::recipes::draft::{Edit, InputDraft, OutputDraft};
use crate::recipes::model::InputKind;

const INPUTS: &str = "recipe-inputs";

/// What whoever runs the recipe fills in.
#[component]
pub(super) fn InputRows(rows: Vec<InputDraft>, complaints: Complaints) -> impl IntoView {
    let i18n = use_i18n();
    let rows =
        rows.into_iter().enumerate().map(|(place, row)| view! { <InputRow row place complaints/> }).collect_view();
    view! {
        <fieldset id=INPUTS class="min-w-0 border-t border-line pt-6">
            <legend class="float-left text-lg font-semibold">{t!(i18n, recipes.inputs)}</legend>
            <p class="clear-both text-sm text-ink-muted">{t!(i18n, recipes.inputs_hint)}</p>
            <div class="mt-4 grid gap-3 empty:hidden">{rows}</div>
            <div class="mt-3">
                <EditButton edit=Edit::AddInput text=tu_string!(i18n, recipes.add_input) section=INPUTS/>
            </div>
        </fieldset>
    }
}

#[component]
fn InputRow(row: InputDraft, place: usize, complaints: Complaints) -> impl IntoView {
    let i18n = use_i18n();
    let field = |name: &str| format!("inputs.{place}.{name}");
    let title = tu_string!(i18n, recipes.input_title, number = place + 1);
    let kinds = InputKind::ALL.map(|kind| {
        let text = match kind {
            InputKind::Text => tu_string!(i18n, recipes.kind_text),
            InputKind::Number => tu_string!(i18n, recipes.kind_number),
            InputKind::Boolean => tu_string!(i18n, recipes.kind_boolean),
            InputKind::Json => tu_string!(i18n, recipes.kind_json),
        };
        (kind.as_str().to_owned(), text.to_owned())
    });
    view! {
        <div class="rounded-md border border-line p-4" role="group" aria-label=title.clone()>
            <div class="grid items-start gap-3 md:grid-cols-2 xl:grid-cols-4">
                <Field name=field("name") label=tu_string!(i18n, recipes.name) value=row.name complaints code=true/>
                <Choice name=field("kind") label=tu_string!(i18n, admin.kind) value=row.kind options=kinds.to_vec() complaints/>
                <Field name=field("default") label=tu_string!(i18n, admin.default) value=row.default complaints code=true/>
                <Field name=field("description") label=tu_string!(i18n, admin.description) value=row.description complaints/>
            </div>
            <div class="mt-3 flex flex-wrap items-center gap-4">
                <Tick name=field("required") label=tu_string!(i18n, recipes.required) checked=row.required/>
                <Tick name=field("secret") label=tu_string!(i18n, recipes.secret) checked=row.secret/>
                <div class="ml-auto">
                    <EditButton
                        edit=Edit::RemoveInput(place)
                        text=tu_string!(i18n, recipes.remove)
                        label=tu_string!(i18n, admin.remove_named, name = title.as_str())
                        section=INPUTS
                    />
                </div>
            </div>
        </div>
    }
}

/// Names and what they are: of a step's answer, or of the recipe.
#[component]
pub(super) fn OutputRows(
    rows: Vec<OutputDraft>,
    /// The step's place; `None` for the recipe's outputs.
    step: Option<usize>,
    complaints: Complaints,
    /// The id of the section they stand in.
    #[prop(into)]
    section: String,
) -> impl IntoView {
    let i18n = use_i18n();
    let prefix = step.map_or_else(|| "outputs".to_owned(), |step| format!("steps.{step}.outputs"));
    let example = if step.is_some() { "$response.body#/id" } else { "$steps.submit.outputs.job" };
    let add = step.map_or(Edit::AddOutput, Edit::AddStepOutput);
    let shown = rows.into_iter().enumerate().map(|(place, row)| {
        let remove = step.map_or(Edit::RemoveOutput(place), |step| Edit::RemoveStepOutput(step, place));
        let title = tu_string!(i18n, recipes.output_title, number = place + 1);
        view! {
            <div class="grid items-start gap-3 md:grid-cols-3" role="group" aria-label=title.clone()>
                <Field
                    name=format!("{prefix}.{place}.name")
                    label=tu_string!(i18n, recipes.name)
                    value=row.name
                    complaints
                    code=true
                />
                <Field
                    name=format!("{prefix}.{place}.value")
                    label=tu_string!(i18n, recipes.value)
                    value=row.value
                    complaints
                    hint=example
                    code=true
                />
                <div class="md:pt-6">
                    <EditButton
                        edit=remove
                        text=tu_string!(i18n, recipes.remove)
                        label=tu_string!(i18n, admin.remove_named, name = title.as_str())
                        section=section.clone()
                    />
                </div>
            </div>
        }
    });
    let shown = shown.collect_view();
    view! {
        <div class="grid gap-3">
            {shown}
            <div><EditButton edit=add text=tu_string!(i18n, recipes.add_output) section=section/></div>
        </div>
    }
}
