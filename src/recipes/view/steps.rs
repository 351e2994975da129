//! What a recipe asks for, and its steps in order, for people to read.

use leptos::prelude::*;
use leptos_router::components::A;

use super::conditions::all;
use super::values::{pieces, words};
use crate::i18n::{t, tu_string, use_i18n};
use crate::paths;
use crate::recipes::draft::seconds;
use crate::recipes::model::{Input, OperationRef, Step};
use crate::recipes::page::RecipeDetails;
use crate::recipes::plan::{NamedExpression, Plan, PlannedRepeat, PlannedStep};
use crate::recipes::rules;
use crate::ui::template_text::TemplateText;
use crate::ui::verb::Verb;

/// The inputs, the steps with the values that they pass on, and the outputs.
#[component]
pub(super) fn Steps(
    /// The recipe.
    details: RecipeDetails,
) -> impl IntoView {
    let i18n = use_i18n();
    let inputs = details.recipe.inputs.clone();
    let has_inputs = !inputs.is_empty();
    let inputs = inputs.into_iter().map(|input| view! { <InputRow input/> }).collect_view();
    let plan = rules::check(&details.recipe).ok();
    let outputs = plan.as_ref().map(Plan::outputs).unwrap_or_default().to_vec();
    let count = details.recipe.steps.len();
    let planned = plan.map(|plan| plan.steps().to_vec()).unwrap_or_default();
    let details = StoredValue::new(details);
    let steps =
        (0..count).zip(planned).map(|(place, planned)| view! { <StepItem details place planned/> }).collect_view();
    view! {
        {has_inputs.then(|| view! {
            <section aria-labelledby="recipe-inputs" class="min-w-0">
                <h2 id="recipe-inputs" class="text-lg font-semibold">{t!(i18n, recipes.inputs)}</h2>
                <dl class="card rows mt-3">{inputs}</dl>
            </section>
        })}
        <section aria-labelledby="recipe-steps" class="min-w-0">
            <h2 id="recipe-steps" class="text-lg font-semibold">{t!(i18n, recipes.steps)}</h2>
            <ol class="mt-3 flex flex-col gap-4">{steps}</ol>
        </section>
        {(!outputs.is_empty()).then(|| view! {
            <section aria-labelledby="recipe-outputs" class="min-w-0">
                <h2 id="recipe-outputs" class="text-lg font-semibold">{t!(i18n, recipes.outputs)}</h2>
                <div class="mt-3"><Kept outputs/></div>
            </section>
        })}
    }
}

#[component]
fn InputRow(input: Input) -> impl IntoView {
    let i18n = use_i18n();
    let note = match (&input.default, input.secret) {
        (None, _) => view! { <span class="badge">{t!(i18n, recipes.must_be_given)}</span> }.into_any(),
        (Some(_), true) => {
            view! { <span class="text-sm text-ink-muted">{t!(i18n, recipes.secret_given)}</span> }.into_any()
        }
        (Some(default), false) if !default.is_empty() => {
            view! { <code class="min-w-0 break-all font-mono text-sm">{default.clone()}</code> }.into_any()
        }
        _ => ().into_any(),
    };
    view! {
        <div class="px-4 py-2">
            <dt class="flex flex-wrap items-baseline gap-3">
                <span class="break-words font-mono text-sm font-medium">{input.name}</span>
                {note}
            </dt>
            <dd class="break-words text-sm text-ink-muted">{input.description}</dd>
        </div>
    }
}

#[component]
fn StepItem(details: StoredValue<RecipeDetails>, place: usize, planned: PlannedStep) -> impl IntoView {
    let i18n = use_i18n();
    let details = details.get_value();
    let Some(step) = details.recipe.steps.get(place).cloned() else { return ().into_any() };
    let description = details.step_descriptions.get(place).cloned().unwrap_or_default();
    let operation = details.operation(place).map(|details| details.operation.clone());
    let called = match operation {
        Some(operation) => view! {
            <p class="mt-1 flex items-baseline gap-2">
                <Verb verb=operation.verb/>
                <A href=paths::operation(&details.api, &operation.slug) attr:class="min-w-0 hover:underline">
                    <span class="block font-medium">{operation.display_name}</span>
                    <TemplateText template=operation.url_template/>
                </A>
            </p>
        }
        .into_any(),
        None => {
            let name = match &step.operation {
                OperationRef::Id(id) => id.clone(),
                OperationRef::Path { method, path } => format!("{method} {path}"),
            };
            view! { <p class="mt-1 text-sm text-danger">{t!(i18n, recipes.operation_gone, operation = name)}</p> }
                .into_any()
        }
    };
    view! {
        <li class="card min-w-0 p-4">
            <h3 class="break-words font-semibold">
                {tu_string!(i18n, recipes.step_title, number = place + 1, name = step.id.as_str())}
            </h3>
            {called}
            <div class="prose mt-2 text-sm empty:hidden" inner_html=description></div>
            <Sends step=step.clone() planned=planned.clone()/>
            {(!step.success.is_empty()).then(|| view! {
                <p class="mt-3 text-sm">{tu_string!(i18n, recipes.succeeds_if, condition = all(i18n, &planned.success))}</p>
            })}
            {planned.repeat.map(|repeat| view! { <Repeats repeat/> })}
            {(!planned.outputs.is_empty()).then(|| view! {
                <div class="mt-3">
                    <h4 class="text-sm font-semibold text-ink-muted">{t!(i18n, recipes.keeps)}</h4>
                    <Kept outputs=planned.outputs/>
                </div>
            })}
        </li>
    }
    .into_any()
}

/// The values of the call, with those that are passed on set off.
#[component]
fn Sends(step: Step, planned: PlannedStep) -> impl IntoView {
    let i18n = use_i18n();
    let rows = step
        .parameters
        .into_iter()
        .zip(planned.parameters)
        .map(|(parameter, template)| {
            view! {
                <div class="flex flex-col sm:flex-row sm:gap-3">
                    <dt class="shrink-0 break-all text-ink-muted sm:w-40">{parameter.name}</dt>
                    <dd class="min-w-0 break-words">{pieces(i18n, &template)}</dd>
                </div>
            }
        })
        .collect_view();
    let body = planned.body.map(|body| {
        view! {
            <h4 class="mt-3 text-sm font-semibold text-ink-muted">{t!(i18n, admin.request_body)}</h4>
            <pre class="code mt-1 max-h-96 overflow-auto" tabindex="0" role="group" aria-label=tu_string!(i18n, admin.request_body)>
                <code>{pieces(i18n, &body)}</code>
            </pre>
        }
    });
    view! {
        <dl class="mt-3 flex flex-col gap-1 font-mono text-sm empty:hidden">{rows}</dl>
        {body}
    }
}

/// The loop, in words.
#[component]
fn Repeats(repeat: PlannedRepeat) -> impl IntoView {
    let i18n = use_i18n();
    let every = seconds(repeat.every_milliseconds);
    view! {
        <div class="mt-3 rounded border border-line bg-surface-sunken px-3 py-2 text-sm">
            <p>{t!(i18n, recipes.repeats, seconds = every, times = repeat.most_times)}</p>
            <p class="mt-1">{t!(i18n, recipes.repeats_until, condition = all(i18n, &repeat.until))}</p>
            {(!repeat.failed_if.is_empty()).then(|| view! {
                <p class="mt-1">{t!(i18n, recipes.repeats_failed, condition = all(i18n, &repeat.failed_if))}</p>
            })}
        </div>
    }
}

#[component]
fn Kept(outputs: Vec<NamedExpression>) -> impl IntoView {
    let i18n = use_i18n();
    let rows = outputs
        .into_iter()
        .map(|(name, expression)| {
            view! {
                <div class="flex flex-col sm:flex-row sm:gap-3">
                    <dt class="shrink-0 break-all font-mono sm:w-40">{name}</dt>
                    <dd class="min-w-0 break-words text-ink-muted">{words(i18n, &expression)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="flex flex-col gap-1 text-sm">{rows}</dl> }
}
