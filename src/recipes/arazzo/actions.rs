//! How a step of a document is repeated.

use super::cursor::At;
use super::import::kind;
use super::step::{Workflow, criteria};
use super::{Doubt, Refusal, Refused, Warning};
use crate::recipes::criterion::Condition;
use crate::recipes::model::Repeat;
use crate::recipes::plan::DEFAULT_SUCCESS;
use crate::recipes::rules::{TIMES, WAITS};

/// How long a step waits, in milliseconds, and how often it calls, if its document does not say.
const ASSUMED: (u32, u32) = (1_000, 100);

/// The condition that every answer meets.
const ANY_ANSWER: &str = "true";

/// What every answer to the step must meet, and how it is repeated. `success` are its criteria; `ids` are those of the
/// workflow's steps, among which it has the place.
pub(super) fn read<'d>(
    workflow: &mut Workflow<'_, 'd>,
    step: &At<'d>,
    success: Vec<String>,
    (ids, place): (&[String], usize),
) -> Result<(Vec<String>, Option<Repeat>), Refused> {
    let name = |at: &At<'_>| at.value.get("name").map(ToString::to_string).unwrap_or_default();
    let failures = workflow.merged(step, ("onFailure", "failureActions", "failureActions"), name)?;
    let successes = workflow.merged(step, ("onSuccess", "successActions", "successActions"), name)?;
    let actions =
        |merged: Vec<(At<'d>, Option<At<'d>>)>| merged.into_iter().map(|(action, _)| action).collect::<Vec<_>>();
    let again = on_success(&actions(successes), (ids, place))?;
    match (on_failure(&actions(failures))?, again) {
        (None, None) => Ok((without_default(success), None)),
        (Some(retry), None) => retry.read(success, workflow.warnings),
        (None, Some((until, at))) => {
            let (every_milliseconds, most_times) = ASSUMED;
            workflow.warnings.push(at.warn(Doubt::Wait { milliseconds: every_milliseconds }));
            workflow.warnings.push(at.warn(Doubt::Times { times: most_times }));
            let repeat = Repeat { until: vec![until], failed_if: Vec::new(), every_milliseconds, most_times };
            Ok((without_default(success), Some(repeat)))
        }
        (Some(_), Some((_, at))) => Err(at.refuse(Refusal::Action)),
    }
}

/// No conditions, if `success` are those that stand for none.
fn without_default(success: Vec<String>) -> Vec<String> {
    if success == [DEFAULT_SUCCESS] { Vec::new() } else { success }
}

fn condition(conditions: &[String]) -> Option<Condition> {
    // All were read before.
    let conditions: Vec<Condition> = conditions.iter().filter_map(|text| Condition::parse(text).ok()).collect();
    (!conditions.is_empty()).then(|| Condition::all_of(conditions))
}

/// What comes after an answer that met the step's criteria.
enum Then {
    GoOn,
    Repeat,
    GoOnIf(Condition),
}

/// The condition that ends a repetition by `goto`, and the action; `None` if there is no repetition. The first action
/// whose criteria are met counts, so the last is looked at first.
fn on_success<'d>(actions: &[At<'d>], (ids, place): (&[String], usize)) -> Result<Option<(String, At<'d>)>, Refused> {
    let mut then = Then::GoOn;
    let mut found = None;
    for action in actions.iter().rev() {
        let target = action.optional_text("stepId")?;
        let is_to = |step: Option<&String>| action.value.get("workflowId").is_none() && Some(&target) == step;
        let repeats = match kind(action)?.as_str() {
            "goto" if is_to(ids.get(place)) => true,
            "goto" if is_to(ids.get(place + 1)) => false,
            "end" if place + 1 == ids.len() => false,
            _ => return Err(action.refuse(Refusal::Action)),
        };
        if repeats {
            found = Some(action.clone());
        }
        then = match (repeats, condition(&criteria(&action.optional_list("criteria")?)?), then) {
            (true, None, _) => Then::Repeat,
            (false, None, _) => Then::GoOn,
            (true, Some(_), Then::Repeat) => Then::Repeat,
            (true, Some(met), Then::GoOn) => Then::GoOnIf(met.negated()),
            (true, Some(met), Then::GoOnIf(other)) => Then::GoOnIf(Condition::all_of(vec![met.negated(), other])),
            (false, Some(_), Then::GoOn) => Then::GoOn,
            (false, Some(met), Then::Repeat) => Then::GoOnIf(met),
            (false, Some(met), Then::GoOnIf(other)) => Then::GoOnIf(Condition::any_of(vec![met, other])),
        };
    }
    match (then, found) {
        (Then::GoOn, _) | (_, None) => Ok(None),
        (Then::Repeat, Some(action)) => Err(action.refuse(Refusal::Endless)),
        (Then::GoOnIf(until), Some(action)) => Ok(Some((until.to_string(), action))),
    }
}

/// A repetition by `retry`.
struct Retry<'d> {
    action: At<'d>,
    /// When it calls again.
    criteria: Vec<String>,
    /// The criteria of the actions before it that end the workflow.
    ends: Vec<Vec<String>>,
}

/// The `retry` among a step's actions. What comes behind it ends the workflow in any case.
fn on_failure<'d>(actions: &[At<'d>]) -> Result<Option<Retry<'d>>, Refused> {
    let mut ends = Vec::new();
    let mut retry = None;
    for action in actions {
        let conditions = criteria(&action.optional_list("criteria")?)?;
        let is_elsewhere = ["stepId", "workflowId"].iter().any(|target| action.value.get(target).is_some());
        match kind(action)?.as_str() {
            "end" if retry.is_some() => {}
            "end" if conditions.is_empty() => return Ok(None),
            "end" => ends.push(conditions),
            "retry" if retry.is_none() && !is_elsewhere => {
                retry = Some(Retry { action: action.clone(), criteria: conditions, ends: std::mem::take(&mut ends) });
            }
            _ => return Err(action.refuse(Refusal::Action)),
        }
    }
    Ok(retry)
}

impl Retry<'_> {
    fn read(
        mut self,
        success: Vec<String>,
        warnings: &mut Vec<Warning>,
    ) -> Result<(Vec<String>, Option<Repeat>), Refused> {
        let success = if success.is_empty() { vec![DEFAULT_SUCCESS.to_owned()] } else { success };
        if !self.criteria.is_empty() && success.iter().all(|condition| self.criteria.contains(condition)) {
            // It calls again only if the step succeeded, and then it does not.
            warnings.push(self.action.warn(Doubt::LeftOut));
            return Ok((without_default(success), None));
        }
        let (success, until) = match success.strip_prefix(self.criteria.as_slice()) {
            Some(until) if !self.criteria.is_empty() => (without_default(self.criteria.clone()), until.to_vec()),
            _ => {
                // Answers that do not meet the criteria end it instead.
                self.ends.extend(condition(&self.criteria).map(|again| vec![again.negated().to_string()]));
                (vec![ANY_ANSWER.to_owned()], success)
            }
        };
        let (every_milliseconds, most_times) = self.limits(warnings)?;
        Ok((success, Some(Repeat { until, failed_if: self.failed_if(), every_milliseconds, most_times })))
    }

    fn failed_if(mut self) -> Vec<String> {
        if self.ends.len() < 2 {
            return self.ends.pop().unwrap_or_default();
        }
        vec![Condition::any_of(self.ends.iter().filter_map(|end| condition(end)).collect()).to_string()]
    }

    /// The wait in milliseconds and the number of calls. Without a limit, Arazzo tries once more.
    fn limits(&self, warnings: &mut Vec<Warning>) -> Result<(u32, u32), Refused> {
        let wait = self.action.optional_number("retryAfter")?.unwrap_or_default() * 1_000.0;
        let times = self.action.optional_number("retryLimit")?.unwrap_or(1.0) + 1.0;
        let milliseconds = whole(wait, WAITS);
        if f64::from(milliseconds) != wait.round() {
            warnings.push(self.action.warn(Doubt::Wait { milliseconds }));
        }
        let most = whole(times, TIMES);
        if f64::from(most) != times {
            warnings.push(self.action.warn(Doubt::Times { times: most }));
        }
        Ok((milliseconds, most))
    }
}

/// `number` as a whole one that is not out of the range.
fn whole(number: f64, (least, most): (u32, u32)) -> u32 {
    // The cast keeps to the range of `u32`.
    (number.round() as u32).clamp(least, most)
}

impl At<'_> {
    fn warn(&self, doubt: Doubt) -> Warning {
        Warning { pointer: self.pointer.clone(), doubt }
    }
}
