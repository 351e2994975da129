//! Running a recipe, without input and output and without a clock: [`Run`] says what to do next, whoever drives it does
//! that and reports what came of it.

mod next;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::context::{Answer, Context, Exchange, Missing, Values};
use super::criterion::{Condition, all_hold};
use super::model::{Input, Recipe, Step, StepBody, StepParameter};
use super::plan::{NamedExpression, Plan, PlannedStep};
use super::rules::{self, Complaint, Problem, WAITS};
pub use next::{Call, Next, Reason};

/// A recipe that is being run.
#[derive(Clone, Debug)]
pub struct Run {
    plan: Plan,
    inputs: Values,
    outputs: BTreeMap<String, Values>,
    /// Which step is next or being made.
    place: usize,
    /// How often its call was answered.
    times: u32,
    next: Next,
}

/// What comes after an answer.
enum Verdict {
    Succeeded(Values),
    Again { milliseconds: u32 },
}

impl Run {
    /// Begins to run `recipe` with what was filled in for its inputs, by their names.
    ///
    /// # Errors
    /// What is wrong with the recipe (see [`rules`]) or, if nothing is, with what was filled in; these complaints are
    /// named by the input, as `input.api_key`.
    pub fn new(recipe: &Recipe, filled: &BTreeMap<String, String>) -> Result<Self, Vec<Complaint>> {
        let plan = rules::check(recipe)?;
        let mut inputs = Values::new();
        let mut complaints = Vec::new();
        for input in &recipe.inputs {
            match value(input, filled.get(&input.name)) {
                Ok(value) => {
                    inputs.insert(input.name.clone(), value);
                }
                Err(problem) => complaints.push(Complaint { field: format!("input.{}", input.name), problem }),
            }
        }
        if !complaints.is_empty() {
            return Err(complaints);
        }
        let outputs = BTreeMap::new();
        let mut run = Self { plan, inputs, outputs, place: 0, times: 0, next: Next::Done { outputs: Values::new() } };
        run.go_on();
        Ok(run)
    }

    /// What is to be done now. It stays the same until it is reported.
    #[must_use]
    pub const fn next(&self) -> &Next {
        &self.next
    }

    /// What the step with the id `step` took from its answer; `None` if it has not succeeded yet.
    #[must_use]
    pub fn outputs(&self, step: &str) -> Option<&Values> {
        self.outputs.get(step)
    }

    /// Reports the answer to the call: its method and its address are those that were sent. Does nothing unless a call
    /// was to be made.
    pub fn answered(&mut self, method: &str, url: &str, answer: Answer) {
        let Next::Call(call) = &self.next else { return };
        let exchange = Exchange {
            method: method.to_owned(),
            url: url.to_owned(),
            parameters: call.parameters.clone(),
            body: call.body.as_ref().map(|body| body.text.clone()).unwrap_or_default(),
            answer,
        };
        self.times += 1;
        let (Some(step), Some(planned)) = (self.plan.recipe.steps.get(self.place), self.plan.steps.get(self.place))
        else {
            return;
        };
        match self.judge(planned, &exchange) {
            Ok(Verdict::Succeeded(outputs)) => {
                self.outputs.insert(step.id.clone(), outputs);
                self.place += 1;
                self.times = 0;
                self.go_on();
            }
            Ok(Verdict::Again { milliseconds }) => self.next = Next::Wait { place: self.place, milliseconds },
            Err(reason) => self.next = Next::Failed { place: self.place, reason },
        }
    }

    /// Reports that the call was not answered, and why. Does nothing unless a call was to be made.
    pub fn unanswered(&mut self, why: &str) {
        if matches!(self.next, Next::Call(_)) {
            self.next = Next::Failed { place: self.place, reason: Reason::Unanswered { why: why.to_owned() } };
        }
    }

    /// Reports that the time is over. Does nothing unless it was to be waited.
    pub fn waited(&mut self) {
        if matches!(self.next, Next::Wait { .. }) {
            self.go_on();
        }
    }

    fn context<'c>(&'c self, exchange: Option<&'c Exchange>) -> Context<'c> {
        Context { inputs: &self.inputs, outputs: &self.outputs, exchange }
    }

    /// Sets what is next: the call of the step at `place`, or the end.
    fn go_on(&mut self) {
        let context = self.context(None);
        let next = match (self.plan.recipe.steps.get(self.place), self.plan.steps.get(self.place)) {
            (Some(step), Some(planned)) => filled(step, planned, &context).map(|(parameters, body)| {
                let operation = step.operation.clone();
                Next::Call(Call { place: self.place, time: self.times + 1, operation, parameters, body })
            }),
            _ => values(&self.plan.outputs, &context).map(|outputs| Next::Done { outputs }),
        };
        self.next = next.unwrap_or_else(|missing| Next::Failed {
            // An output of the recipe has no value because of what the last steps left.
            place: self.place.min(self.plan.steps.len().saturating_sub(1)),
            reason: missing.into(),
        });
    }

    fn judge(&self, planned: &PlannedStep, exchange: &Exchange) -> Result<Verdict, Reason> {
        let context = self.context(Some(exchange));
        for condition in &planned.success {
            if !condition.holds(&context)? {
                let status = exchange.answer.status;
                return Err(Reason::NotSuccessful { status, condition: condition.to_string() });
            }
        }
        let Some(repeat) = &planned.repeat else { return Ok(Verdict::Succeeded(values(&planned.outputs, &context)?)) };
        if all_hold(&repeat.until, &context)? {
            return Ok(Verdict::Succeeded(values(&planned.outputs, &context)?));
        }
        if !repeat.failed_if.is_empty() && all_hold(&repeat.failed_if, &context)? {
            let condition = Condition::all_of(repeat.failed_if.clone()).to_string();
            return Err(Reason::GivenUp { condition });
        }
        if self.times >= repeat.most_times {
            return Err(Reason::TooOften { times: self.times });
        }
        Ok(Verdict::Again { milliseconds: retry_after(&exchange.answer).unwrap_or(repeat.every_milliseconds) })
    }
}

/// How long the service itself asks to wait, in milliseconds; it overrules the recipe (Arazzo 1.0.1, Failure Action
/// Object, `retryAfter`). The form with a date needs a clock and is passed over.
fn retry_after(answer: &Answer) -> Option<u32> {
    let seconds: u32 = answer.header("retry-after")?.trim().parse().ok()?;
    let (least, most) = WAITS;
    Some(seconds.saturating_mul(1_000).clamp(least, most))
}

fn value(input: &Input, filled: Option<&String>) -> Result<serde_json::Value, Problem> {
    let text = filled.or(input.default.as_ref()).ok_or(Problem::Required)?;
    input.kind.read(text).ok_or(Problem::NotOfKind)
}

type Filled = (Vec<StepParameter>, Option<StepBody>);

fn filled(step: &Step, planned: &PlannedStep, context: &Context<'_>) -> Result<Filled, Missing> {
    let pairs = step.parameters.iter().zip(&planned.parameters);
    let parameters = pairs
        .map(|(parameter, template)| template.fill(context).map(|value| StepParameter { value, ..parameter.clone() }));
    let parameters = parameters.collect::<Result<_, _>>()?;
    let body = match (&step.body, &planned.body) {
        (Some(body), Some(template)) => Some(StepBody { text: template.fill(context)?, ..body.clone() }),
        _ => None,
    };
    Ok((parameters, body))
}

fn values(outputs: &[NamedExpression], context: &Context<'_>) -> Result<Values, Missing> {
    outputs.iter().map(|(name, expression)| Ok((name.clone(), context.value(expression)?))).collect()
}
