//! A recipe that is being run in the browser.

use std::collections::BTreeMap;
use std::time::Duration;

use leptos::prelude::*;
use leptos_i18n::I18nContext;

use super::reasons;
use crate::catalog::model::OperationDetails;
use crate::console::view::{Call, CallEnd, Sender};
use crate::i18n::{Locale, tu_string};
use crate::kernel::Message;
use crate::recipes::call::call;
use crate::recipes::context::{Answer, Values, text};
use crate::recipes::model::{Input, InputKind};
use crate::recipes::page::RecipeDetails;
use crate::recipes::rules::Problem;
use crate::recipes::run::{Next, Reason, Run};
use crate::ui::browser;

/// How often the rest of the waiting is shown anew.
const TICK: Duration = Duration::from_millis(100);

/// How far a run is.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Phase {
    /// It has not begun.
    Fresh,
    /// A step is next, when the person says so.
    Ready {
        /// Its place, from 0.
        place: usize,
        /// Whether it was called before.
        again: bool,
    },
    /// A step's call is running.
    Calling {
        /// Its place, from 0.
        place: usize,
        /// Which time it calls, from 1.
        time: u32,
    },
    /// A step is called again after a while.
    Waiting {
        /// Its place, from 0.
        place: usize,
    },
    /// All steps succeeded.
    Done(Values),
    /// A step failed.
    Failed {
        /// Its place, from 0.
        place: usize,
        /// Why.
        reason: Reason,
    },
}

/// A call that was made.
#[derive(Clone, Copy)]
pub(super) struct Made {
    /// Its place among all calls of the run.
    pub(super) key: usize,
    /// The step's place, from 0.
    pub(super) place: usize,
    /// Which time the step called, from 1.
    pub(super) time: u32,
    /// The call.
    pub(super) call: Call,
}

/// The run, and what the person fills in for it.
#[derive(Clone, Copy)]
pub(super) struct Runner {
    details: StoredValue<RecipeDetails>,
    i18n: I18nContext<Locale>,
    owner: StoredValue<Option<Owner>>,
    /// Whom the calls are made as.
    pub(super) sender: StoredValue<Option<Sender>>,
    /// The inputs with what is filled in.
    pub(super) inputs: StoredValue<Vec<(Input, RwSignal<String>)>>,
    /// What is wrong with what is filled in, by the inputs' names.
    pub(super) complaints: RwSignal<Vec<(String, Message)>>,
    run: StoredValue<Option<Run>>,
    /// How far it is.
    pub(super) phase: RwSignal<Phase>,
    /// The calls so far.
    pub(super) calls: RwSignal<Vec<Made>>,
    /// The call whose answer is shown.
    pub(super) chosen: RwSignal<Option<usize>>,
    /// What the steps that succeeded took from their answers, by their places.
    pub(super) taken: RwSignal<BTreeMap<usize, Values>>,
    /// Whether it goes on by itself.
    is_whole: RwSignal<bool>,
    /// When the waiting is over, in the browser's milliseconds.
    until: RwSignal<Option<f64>>,
    /// How many milliseconds of it are left.
    pub(super) rest: RwSignal<f64>,
}

impl Runner {
    /// A run that has not begun, with the defaults filled in.
    pub(super) fn new(details: RecipeDetails, i18n: I18nContext<Locale>) -> Self {
        let filled = |input: &Input| (input.clone(), RwSignal::new(input.default.clone().unwrap_or_default()));
        let inputs = details.recipe.inputs.iter().map(filled).collect();
        let asks = |operation: &&OperationDetails| !operation.authorizations.is_empty();
        let first = details.operations.iter().find(asks).or_else(|| details.operations.first()).cloned();
        let runner = Self {
            details: StoredValue::new(details),
            i18n,
            owner: StoredValue::new(Owner::current()),
            sender: StoredValue::new(first.map(Sender::new)),
            inputs: StoredValue::new(inputs),
            complaints: RwSignal::new(Vec::new()),
            run: StoredValue::new(None),
            phase: RwSignal::new(Phase::Fresh),
            calls: RwSignal::new(Vec::new()),
            chosen: RwSignal::new(None),
            taken: RwSignal::new(BTreeMap::new()),
            is_whole: RwSignal::new(false),
            until: RwSignal::new(None),
            rest: RwSignal::new(0.0),
        };
        Effect::new(move |_| runner.tick());
        runner
    }

    /// What is run.
    pub(super) fn details(self) -> RecipeDetails {
        self.details.get_value()
    }

    /// Whether a call or the waiting is under way.
    pub(super) fn is_busy(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Calling { .. } | Phase::Waiting { .. }))
    }

    /// Whether it has come to an end, good or bad.
    pub(super) fn is_over(self) -> bool {
        self.phase.with(|phase| matches!(phase, Phase::Done(_) | Phase::Failed { .. }))
    }

    /// Whether it has begun.
    pub(super) fn has_begun(self) -> bool {
        self.phase.with(|phase| *phase != Phase::Fresh)
    }

    /// Makes the next call; with `is_whole` also all that follow.
    pub(super) fn go(self, is_whole: bool) {
        if untrack(|| self.is_busy() || self.is_over()) || !self.begin() {
            return;
        }
        self.is_whole.set(is_whole);
        self.advance(true);
    }

    /// Stops the call or the waiting. The run stays where it is.
    pub(super) fn cancel(self) {
        self.is_whole.set(false);
        self.until.set(None);
        match self.phase.get_untracked() {
            Phase::Calling { .. } => {
                if let Some(made) = self.calls.with_untracked(|calls| calls.last().copied()) {
                    made.call.cancel();
                }
            }
            Phase::Waiting { place } => self.phase.set(Phase::Ready { place, again: true }),
            _ => {}
        }
    }

    /// Forgets the run, so that the inputs can be changed.
    pub(super) fn start_over(self) {
        self.cancel();
        self.run.set_value(None);
        self.chosen.set(None);
        self.calls.set(Vec::new());
        self.taken.set(BTreeMap::new());
        self.phase.set(Phase::Fresh);
    }

    /// Whether there is a run: one is begun unless there is. What is wrong with the inputs is said.
    fn begin(self) -> bool {
        if self.run.with_value(Option::is_some) {
            return true;
        }
        let inputs = self.inputs.get_value();
        let mut filled = BTreeMap::new();
        for (input, value) in &inputs {
            let value = value.get_untracked();
            if input.default.is_some() || !value.is_empty() {
                filled.insert(input.name.clone(), value);
            }
        }
        let recipe = self.details.with_value(|details| details.recipe.clone());
        match Run::new(&recipe, &filled) {
            Ok(run) => {
                self.complaints.set(Vec::new());
                self.run.set_value(Some(run));
                true
            }
            Err(complaints) => {
                let message = |name: &str, problem: &Problem| {
                    let kind = inputs.iter().find(|(input, _)| input.name == name).map(|(input, _)| input.kind);
                    match (problem, kind) {
                        (Problem::Required, _) => Message::Required,
                        (_, Some(InputKind::Number)) => Message::NotANumber,
                        (_, Some(InputKind::Boolean)) => Message::NotABoolean,
                        _ => Message::NotUnderstood,
                    }
                };
                let named = complaints.iter().filter_map(|complaint| {
                    let name = complaint.field.strip_prefix("input.")?;
                    Some((name.to_owned(), message(name, &complaint.problem)))
                });
                self.complaints.set(named.collect());
                request_animation_frame(|| browser::focus_first("#recipe-run [aria-invalid=true]"));
                false
            }
        }
    }

    /// Does what is next. `is_asked` skips the waiting: the person said so.
    fn advance(self, is_asked: bool) {
        let Some(next) = self.run.with_value(|run| run.as_ref().map(|run| run.next().clone())) else { return };
        match next {
            Next::Call(next) => self.make(&next),
            Next::Wait { .. } if is_asked => {
                self.run.update_value(|run| run.iter_mut().for_each(Run::waited));
                self.advance(false);
            }
            Next::Wait { place, milliseconds } => {
                self.rest.set(f64::from(milliseconds));
                self.phase.set(Phase::Waiting { place });
                self.until.set(Some(browser::now() + f64::from(milliseconds)));
            }
            Next::Done { outputs } => self.phase.set(Phase::Done(outputs)),
            Next::Failed { place, reason } => self.phase.set(Phase::Failed { place, reason }),
        }
    }

    fn make(self, next: &crate::recipes::run::Call) {
        let place = next.place;
        let Some(operation) = self.details.with_value(|details| details.operation(place).cloned()) else { return };
        let request = call(&operation, &next.parameters, next.body.as_ref());
        let request = match self.sender.get_value() {
            Some(sender) => sender.sign(&operation, request),
            None => request,
        };
        if request.environment.is_some() && self.has_braces() {
            // The server would put the person's variables into what a backend said.
            self.fail(tu_string!(self.i18n, recipes.braces));
            return;
        }
        let Some(owner) = self.owner.get_value() else { return };
        let key = self.calls.with_untracked(Vec::len);
        self.phase.set(Phase::Calling { place, time: next.time });
        // Made in an event handler, which owns nothing: the call belongs to the page.
        let call = owner.with(|| {
            let call = Call::make(operation, &request);
            Effect::new(move |_| {
                if let Some(end) = call.end() {
                    untrack(|| self.ended(key, end));
                }
            });
            call
        });
        self.calls.update(|calls| calls.push(Made { key, place, time: next.time, call }));
        self.chosen.set(Some(key));
    }

    /// Whether something that an answer said could be taken for a variable.
    fn has_braces(self) -> bool {
        self.taken
            .with_untracked(|taken| taken.values().flat_map(BTreeMap::values).any(|value| text(value).contains("{{")))
    }

    /// Goes on after a call.
    fn ended(self, key: usize, end: CallEnd) {
        let Some(made) = self.calls.with_untracked(|calls| calls.get(key).copied()) else { return };
        if !matches!(self.phase.get_untracked(), Phase::Calling { place, time } if (place, time) == (made.place, made.time))
        {
            return;
        }
        match end {
            CallEnd::Cancelled => {
                self.is_whole.set(false);
                self.phase.set(Phase::Ready { place: made.place, again: made.time > 1 });
                return;
            }
            CallEnd::Unanswered => {
                self.fail(tu_string!(self.i18n, recipes.unanswered));
                return;
            }
            CallEnd::Answered { text: None, .. } => {
                self.fail(tu_string!(self.i18n, recipes.not_text));
                return;
            }
            CallEnd::Answered { url, status, headers, text: Some(body) } => {
                let method = self.details.with_value(|details| {
                    details.operation(made.place).map(|operation| operation.operation.verb.clone()).unwrap_or_default()
                });
                let answer = Answer { status, headers, body };
                self.run.update_value(|run| run.iter_mut().for_each(|run| run.answered(&method, &url, answer.clone())));
            }
        }
        self.take(made.place);
        self.go_on();
    }

    /// Notes what the step at `place` took, if it has succeeded.
    fn take(self, place: usize) {
        let step = self.details.with_value(|details| details.recipe.steps.get(place).map(|step| step.id.clone()));
        let values = self.run.with_value(|run| run.as_ref()?.outputs(step.as_deref()?).cloned());
        if let Some(values) = values {
            self.taken.update(|taken| {
                taken.insert(place, values);
            });
        }
    }

    fn go_on(self) {
        if self.is_whole.get_untracked() {
            self.advance(false);
            return;
        }
        match self.run.with_value(|run| run.as_ref().map(|run| run.next().clone())) {
            Some(Next::Call(call)) => self.phase.set(Phase::Ready { place: call.place, again: call.time > 1 }),
            Some(Next::Wait { place, .. }) => self.phase.set(Phase::Ready { place, again: true }),
            _ => self.advance(false),
        }
    }

    fn fail(self, why: &str) {
        self.run.update_value(|run| run.iter_mut().for_each(|run| run.unanswered(why)));
        self.advance(false);
    }

    /// Shows how long it waits, and goes on when that is over.
    fn tick(self) {
        let Some(until) = self.until.get() else { return };
        let tick = move || {
            let rest = until - browser::now();
            if rest > 0.0 {
                self.rest.set(rest);
            } else {
                self.until.set(None);
                self.run.update_value(|run| run.iter_mut().for_each(Run::waited));
                self.advance(false);
            }
        };
        if let Ok(ticking) = set_interval_with_handle(tick, TICK) {
            on_cleanup(move || ticking.clear());
        }
    }

    /// Why the run failed, in words, with the step's place; `None` if it has not.
    pub(super) fn failure(self) -> Option<(usize, String)> {
        self.phase.with(|phase| match phase {
            Phase::Failed { place, reason } => Some((*place, reasons::words(self.i18n, reason))),
            _ => None,
        })
    }
}
