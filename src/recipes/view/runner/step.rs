//! A step of a run: its calls, and what it took from the answer.

use leptos::prelude::*;

use super::Taken;
use super::state::{Made, Phase, Runner};
use crate::console::view::{CallAnswer, CallStatus};
use crate::i18n::{t, tu_string, use_i18n};

/// How far a step is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Waits,
    Runs,
    Succeeded,
    Failed,
}

/// The step at `place`.
#[component]
pub(super) fn StepRun(
    /// The run.
    runner: Runner,
    /// The step's place, from 0.
    place: usize,
) -> impl IntoView {
    let i18n = use_i18n();
    let details = runner.details();
    let name = details.recipe.steps.get(place).map(|step| step.id.clone()).unwrap_or_default();
    let operation = details.operation(place).map(|known| known.operation.display_name.clone()).unwrap_or_default();
    let title = tu_string!(i18n, recipes.step_title, number = place + 1, name = name);
    let state = Memo::new(move |_| state(runner, place));
    let calls =
        move || runner.calls.with(|calls| calls.iter().filter(|made| made.place == place).copied().collect::<Vec<_>>());
    view! {
        <li class="card min-w-0 p-3">
            <p class="flex flex-wrap items-baseline gap-3">
                <span class="min-w-0 break-words font-medium">{title}</span>
                <span class="min-w-0 break-words text-sm text-ink-muted">{operation}</span>
                <span
                    class="ml-auto text-sm"
                    class:text-success=move || state.get() == State::Succeeded
                    class:text-danger=move || state.get() == State::Failed
                    class:text-ink-muted=move || matches!(state.get(), State::Waits | State::Runs)
                >
                    {move || match state.get() {
                        State::Waits => t!(i18n, recipes.state_waits).into_any(),
                        State::Runs => t!(i18n, recipes.state_runs).into_any(),
                        State::Succeeded => t!(i18n, recipes.state_succeeded).into_any(),
                        State::Failed => t!(i18n, recipes.state_failed).into_any(),
                    }}
                </span>
            </p>
            <ul class="mt-1 flex flex-col empty:hidden">
                <For each=calls key=|made| made.key let:made>
                    <CallRow runner made/>
                </For>
            </ul>
            {move || runner.taken.with(|taken| taken.get(&place).filter(|values| !values.is_empty()).cloned()).map(|values| view! {
                <div class="mt-2 border-t border-line pt-2">
                    <p class="text-sm font-semibold text-ink-muted">{t!(i18n, recipes.taken)}</p>
                    <Taken values/>
                </div>
            })}
        </li>
    }
}

fn state(runner: Runner, place: usize) -> State {
    if runner.taken.with(|taken| taken.contains_key(&place)) {
        return State::Succeeded;
    }
    runner.phase.with(|phase| match phase {
        Phase::Failed { place: failed, .. } if *failed == place => State::Failed,
        Phase::Calling { place: current, .. } | Phase::Waiting { place: current } if *current == place => State::Runs,
        Phase::Ready { place: current, again: true } if *current == place => State::Runs,
        _ => State::Waits,
    })
}

/// A call in a line, and its answer below when it is chosen.
#[component]
fn CallRow(runner: Runner, made: Made) -> impl IntoView {
    let i18n = use_i18n();
    let Made { key, time, call, .. } = made;
    let is_open = Memo::new(move |_| runner.chosen.get() == Some(key));
    let toggle = move |_| {
        let chosen = (!is_open.get_untracked()).then_some(key);
        runner.chosen.set(chosen);
    };
    view! {
        <li class="min-w-0">
            <div class="flex flex-wrap items-baseline gap-3 py-1">
                <button
                    type="button"
                    class="cursor-pointer text-sm"
                    aria-expanded=move || is_open.get().to_string()
                    on:click=toggle
                >
                    <span aria-hidden="true" class="mr-2 text-ink-muted">{move || if is_open.get() { "▾" } else { "▸" }}</span>
                    {t!(i18n, recipes.call, number = time)}
                </button>
                <CallStatus call/>
            </div>
            {move || is_open.get().then(|| view! { <div class="pb-3 pl-4"><CallAnswer call/></div> })}
        </li>
    }
}
