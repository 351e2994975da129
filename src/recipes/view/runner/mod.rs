//! Running a recipe in the browser, whole or step by step.

mod inputs;
mod reasons;
mod state;
mod step;

use leptos::prelude::*;

use crate::console::view::sender_fields;
use crate::i18n::{t, tu_string, use_i18n};
use crate::recipes::context::{Values, text};
use crate::recipes::page::RecipeDetails;
use inputs::Inputs;
use state::{Phase, Runner};
use step::StepRun;

/// The inputs, the buttons, and what the calls came to. Its code is loaded once the page stands.
#[lazy]
pub(super) fn runner(details: RecipeDetails) -> AnyView {
    let i18n = use_i18n();
    let runner = Runner::new(details, i18n);
    let places = 0..runner.details().steps.len();
    let steps = places.map(|place| view! { <StepRun runner place/> }).collect_view();
    // One button for both, so that the keyboard's focus stays where it is.
    let press = move |event: leptos::ev::MouseEvent| {
        if untrack(|| !runner.is_busy()) {
            runner.go(true);
        } else if event.detail() < 2 {
            // The second half of a double click must not stop what the first one began.
            runner.cancel();
        }
    };
    view! {
        <div id="recipe-run" class="mt-3 flex min-w-0 flex-col gap-4">
            <fieldset class="flex min-w-0 flex-col gap-4" disabled=move || runner.has_begun()>
                <legend class="visually-hidden">{t!(i18n, recipes.inputs)}</legend>
                {runner.sender.get_value().map(sender_fields)}
                <Inputs runner/>
            </fieldset>
            <div class="card sticky top-2 z-10 flex flex-col gap-2 p-3 shadow-raised">
                <div class="flex flex-wrap items-center gap-2">
                    <button
                        type="button"
                        class="button"
                        class:button-primary=move || !runner.is_busy()
                        class:button-danger=move || runner.is_busy()
                        disabled=move || runner.is_over()
                        on:click=press
                    >
                        {move || if runner.is_busy() {
                            t!(i18n, common.cancel).into_any()
                        } else {
                            t!(i18n, recipes.run_whole).into_any()
                        }}
                    </button>
                    <button
                        type="button"
                        class="button"
                        disabled=move || runner.is_busy() || runner.is_over()
                        on:click=move |_| runner.go(false)
                    >
                        {t!(i18n, recipes.next_step)}
                    </button>
                    <button
                        type="button"
                        class="button button-quiet"
                        disabled=move || runner.is_busy() || !runner.has_begun()
                        on:click=move |_| runner.start_over()
                    >
                        {t!(i18n, recipes.start_over)}
                    </button>
                    {move || matches!(runner.phase.get(), Phase::Waiting { .. }).then(|| view! {
                        <span class="font-mono text-sm tabular-nums text-ink-muted" aria-hidden="true">
                            {t!(i18n, console.seconds, value = move || format!("{:.1}", runner.rest.get() / 1_000.0))}
                        </span>
                    })}
                </div>
                <p role="status" class="text-sm text-ink-muted">{move || progress(runner)}</p>
            </div>
            {move || runner.failure().map(|(place, reason)| {
                let step = tu_string!(i18n, recipes.step_title, number = place + 1, name = name_of(runner, place));
                view! {
                    <div role="alert" class="rounded border border-line bg-danger-soft px-3 py-2">
                        <p class="break-words font-semibold text-danger">{tu_string!(i18n, recipes.step_failed, step = step)}</p>
                        <p class="mt-1 break-words text-sm">{reason}</p>
                    </div>
                }
            })}
            {move || match runner.phase.get() {
                Phase::Done(outputs) if !outputs.is_empty() => Some(view! {
                    <section aria-label=tu_string!(i18n, recipes.result) class="card p-4">
                        <h3 class="font-semibold">{t!(i18n, recipes.result)}</h3>
                        <Taken values=outputs/>
                    </section>
                }),
                _ => None,
            }}
            <ol class="flex min-w-0 flex-col gap-3">{steps}</ol>
        </div>
    }
    .into_any()
}

fn name_of(runner: Runner, place: usize) -> String {
    runner.details().recipe.steps.get(place).map(|step| step.id.clone()).unwrap_or_default()
}

/// How far the run is, for whoever does not see it.
fn progress(runner: Runner) -> String {
    let i18n = use_i18n();
    let step = |place: usize| tu_string!(i18n, recipes.step_title, number = place + 1, name = name_of(runner, place));
    match runner.phase.get() {
        Phase::Fresh => tu_string!(i18n, recipes.fresh).to_owned(),
        Phase::Ready { place, again: false } => tu_string!(i18n, recipes.is_next, step = step(place)),
        Phase::Ready { place, again: true } => tu_string!(i18n, recipes.is_next_again, step = step(place)),
        Phase::Calling { place, .. } => tu_string!(i18n, recipes.is_calling, step = step(place)),
        Phase::Waiting { place } => tu_string!(i18n, recipes.is_waiting, step = step(place)),
        Phase::Done(_) => tu_string!(i18n, recipes.done).to_owned(),
        Phase::Failed { .. } => tu_string!(i18n, recipes.ended).to_owned(),
    }
}

/// Values that were taken from an answer, by their names.
#[component]
fn Taken(values: Values) -> impl IntoView {
    let rows = values
        .iter()
        .map(|(name, value)| {
            view! {
                <div class="flex flex-col sm:flex-row sm:gap-3">
                    <dt class="shrink-0 break-all text-ink-muted sm:w-40">{name.clone()}</dt>
                    <dd class="min-w-0 break-all">{text(value)}</dd>
                </div>
            }
        })
        .collect_view();
    view! { <dl class="mt-2 flex flex-col gap-1 font-mono text-sm">{rows}</dl> }
}
