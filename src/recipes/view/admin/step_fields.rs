//! The fields of a step.

use leptos::prelude::*;

use super::complaints::Complaints;
use super::fields::{Choice, EditButton, Field, Tick};
use super::rows::OutputRows;
use crate::catalog::model::Location;
use crate::i18n::{t, tu_string, use_i18n};
use crate::recipes::draft::{Edit, ParameterDraft, StepDraft};

/// What is called with which values, what is kept, and how it is repeated.
#[component]
pub(super) fn StepFields(
    /// What stands in it.
    step: StepDraft,
    /// Its place, from 0.
    place: usize,
    /// Whether none comes behind it.
    is_last: bool,
    /// The operations: slug and text.
    operations: StoredValue<Vec<(String, String)>>,
    /// What is wrong with the form.
    complaints: Complaints,
) -> impl IntoView {
    let i18n = use_i18n();
    let field = |name: &str| format!("steps.{place}.{name}");
    let title = tu_string!(i18n, recipes.step_title, number = place + 1, name = step.id.as_str());
    let section = format!("recipe-step-{}", place + 1);
    let mut offered = vec![(String::new(), tu_string!(i18n, recipes.choose_operation).to_owned())];
    offered.extend(operations.get_value());
    view! {
        <div id=section.clone() class="card min-w-0 scroll-mt-4 p-4" role="group" aria-label=title.clone()>
            <div class="flex flex-wrap items-center gap-2">
                <h2 class="min-w-0 break-words font-semibold">{title.clone()}</h2>
                <div class="ml-auto flex flex-wrap gap-1">
                    {(place > 0).then(|| view! {
                        <EditButton
                            edit=Edit::MoveUp(place)
                            text=tu_string!(i18n, recipes.up)
                            label=tu_string!(i18n, recipes.move_up, name = title.as_str())
                            section=format!("recipe-step-{place}")
                        />
                    })}
                    {(!is_last).then(|| view! {
                        <EditButton
                            edit=Edit::MoveDown(place)
                            text=tu_string!(i18n, recipes.down)
                            label=tu_string!(i18n, recipes.move_down, name = title.as_str())
                            section=format!("recipe-step-{}", place + 2)
                        />
                    })}
                    <EditButton
                        edit=Edit::RemoveStep(place)
                        text=tu_string!(i18n, recipes.remove)
                        label=tu_string!(i18n, admin.remove_named, name = title.as_str())
                        section="recipe-steps"
                    />
                </div>
            </div>
            <div class="mt-3 grid items-start gap-3 md:grid-cols-2">
                <Field
                    name=field("id")
                    label=tu_string!(i18n, recipes.name)
                    value=step.id
                    complaints
                    hint=tu_string!(i18n, recipes.step_name_hint)
                    code=true
                />
                <Choice name=field("operation") label=tu_string!(i18n, recipes.operation) value=step.operation options=offered complaints/>
                <div class="md:col-span-2">
                    <Field
                        name=field("description")
                        label=tu_string!(i18n, admin.description)
                        value=step.description
                        complaints
                        lines=2
                    />
                </div>
            </div>
            <Parameters rows=step.parameters place section=section.clone() complaints/>
            <div class="mt-4 grid items-start gap-3">
                <Field
                    name=field("body.text")
                    label=tu_string!(i18n, admin.request_body)
                    value=step.body
                    complaints
                    hint=tu_string!(i18n, recipes.body_hint)
                    lines=4
                    code=true
                />
                <Field
                    name=field("body.content_type")
                    label=tu_string!(i18n, admin.content_type)
                    value=step.content_type
                    complaints
                    hint=tu_string!(i18n, recipes.content_type_hint)
                    code=true
                />
                <Field
                    name=field("success")
                    label=tu_string!(i18n, recipes.success)
                    value=step.success
                    complaints
                    hint=tu_string!(i18n, recipes.success_hint)
                    lines=2
                    code=true
                />
            </div>
            <h3 class="mt-4 text-sm font-semibold">{t!(i18n, recipes.keeps)}</h3>
            <div class="mt-2"><OutputRows rows=step.outputs step=Some(place) complaints section=section.clone()/></div>
            <div class="mt-4 rounded border border-line p-3" role="group" aria-label=tu_string!(i18n, recipes.repeat)>
                <Tick name=field("repeats") label=tu_string!(i18n, recipes.repeat) checked=step.repeats/>
                <div class="mt-3 grid items-start gap-3 md:grid-cols-2">
                    <Field
                        name=field("repeat.until")
                        label=tu_string!(i18n, recipes.until)
                        value=step.until
                        complaints
                        hint=tu_string!(i18n, recipes.condition_hint)
                        lines=2
                        code=true
                    />
                    <Field
                        name=field("repeat.failed_if")
                        label=tu_string!(i18n, recipes.failed_if)
                        value=step.failed_if
                        complaints
                        hint=tu_string!(i18n, recipes.condition_hint)
                        lines=2
                        code=true
                    />
                    <Field name=field("repeat.every_milliseconds") label=tu_string!(i18n, recipes.every) value=step.every complaints/>
                    <Field name=field("repeat.most_times") label=tu_string!(i18n, recipes.times) value=step.times complaints/>
                </div>
            </div>
        </div>
    }
}

#[component]
fn Parameters(rows: Vec<ParameterDraft>, place: usize, section: String, complaints: Complaints) -> impl IntoView {
    let i18n = use_i18n();
    let places: Vec<_> =
        Location::ALL.iter().map(|location| (location.as_str().to_owned(), location.as_str().to_owned())).collect();
    let shown = {
        let section = section.clone();
        rows.into_iter().enumerate().map(move |(row_place, row)| {
            let field = |name: &str| format!("steps.{place}.parameters.{row_place}.{name}");
            let title = tu_string!(i18n, recipes.parameter_title, number = row_place + 1);
            view! {
                <div class="grid items-start gap-3 md:grid-cols-4" role="group" aria-label=title.clone()>
                    <Field name=field("name") label=tu_string!(i18n, recipes.name) value=row.name complaints code=true/>
                    <Choice name=field("in") label=tu_string!(i18n, admin.place) value=row.location options=places.clone() complaints/>
                    <Field name=field("value") label=tu_string!(i18n, recipes.value) value=row.value complaints code=true/>
                    <div class="md:pt-6">
                        <EditButton
                            edit=Edit::RemoveParameter(place, row_place)
                            text=tu_string!(i18n, recipes.remove)
                            label=tu_string!(i18n, admin.remove_named, name = title.as_str())
                            section=section.clone()
                        />
                    </div>
                </div>
            }
        })
    };
    let shown = shown.collect_view();
    view! {
        <h3 class="mt-4 text-sm font-semibold">{t!(i18n, recipes.parameters)}</h3>
        <p class="text-xs text-ink-muted">{t!(i18n, recipes.parameters_hint, example = "Bearer {$inputs.api_key}")}</p>
        <div class="mt-2 grid gap-3">
            {shown}
            <div class="flex flex-wrap gap-2">
                <EditButton
                    edit=Edit::FillParameters(place)
                    text=tu_string!(i18n, recipes.fill_parameters)
                    section=section.clone()
                />
                <EditButton edit=Edit::AddParameter(place) text=tu_string!(i18n, admin.add_parameter) section=section/>
            </div>
        </div>
    }
}
