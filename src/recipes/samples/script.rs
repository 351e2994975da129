//! Programs whose steps are statements one behind the other, without a block around them: what Python and R share.

use super::code::{self, ANSWER, Code};
use super::dialect::{Dialect, heading};
use super::program::{Program, Request};
use crate::recipes::model::Step;
use crate::recipes::plan::{PlannedRepeat, PlannedStep};

/// How a language spells the statements of a step.
pub(super) trait Script: Dialect + Copy {
    /// Between a variable and the value it gets.
    const ASSIGN: &'static str;
    /// What stands before the lines of a loop.
    const INDENT: &'static str;
    /// The value of the answer's body.
    const READ_ANSWER: &'static str;
    /// What puts the answer's body behind a message.
    const AND_ANSWER: &'static str;

    /// `text` as a literal of as many lines as it has.
    fn lines_of(&self, text: &str) -> String;
    /// Prints `label` and what `value` is.
    fn print(&self, label: &str, value: &str) -> String;
    /// Ends the program with `message` if `condition` holds.
    fn exit_if(&self, condition: &str, message: &str) -> String;
    /// Leaves the loop if `condition` holds.
    fn break_if(&self, condition: &str) -> String;
    /// Waits.
    fn wait(&self, seconds: &str) -> String;
    /// `lines`, indented already, at most so many times; the variable `attempt` counts them from 1.
    fn at_most(&self, times: u32, lines: &str) -> String;
    /// Sends the request; the variable `response` has the answer.
    fn call(code: &Code<'_, Self>, request: &Request) -> String;
}

/// The statements of `program`.
pub(super) fn statements<D: Script>(dialect: D, program: &Program<'_>) -> String {
    let recipe = program.plan.recipe();
    let mut lines = String::new();
    for variable in &program.variables {
        lines.push_str(&[&variable.name, D::ASSIGN, &dialect.literal(&variable.value), "\n"].concat());
    }
    let steps = recipe.steps.iter().zip(program.plan.steps()).zip(&program.requests);
    for (place, ((known, planned), request)) in steps.enumerate() {
        lines.push_str(&step(&Code { dialect, program, place }, known, planned, request));
    }
    let end = Code { dialect, program, place: recipe.steps.len() };
    for (place, (name, expression)) in program.plan.outputs().iter().enumerate() {
        let value = end.need(expression, &["the recipe's ", name].concat());
        lines.push_str(if place == 0 { "\n" } else { "" });
        lines.push_str(&dialect.print(&[name, ":"].concat(), &[D::TEXT, "(", &value, ")"].concat()));
    }
    lines
}

fn step<D: Script>(code: &Code<'_, D>, step: &Step, planned: &PlannedStep, request: &Request) -> String {
    let dialect = code.dialect;
    let mut lines = ["\n# ", &heading(step), "\n"].concat();
    if let Some(body) = &request.body {
        let body = code.segments_as(body, |text| dialect.lines_of(text));
        lines.push_str(&[&request.body_name, D::ASSIGN, &body, "\n"].concat());
    }
    let failed = [&dialect.literal(&[&step.id, " failed: "].concat()), D::AND_ANSWER].concat();
    let mut checks = String::new();
    for condition in &planned.success {
        checks.push_str(&dialect.exit_if(&code.not(condition), &failed));
    }
    if let Some(repeat) = &planned.repeat {
        checks.push_str(&again(code, repeat, &step.id, &failed));
    }
    let mut outputs = String::new();
    for (name, expression) in &planned.outputs {
        let value = code.need(expression, &[&step.id, ": ", &expression.to_string()].concat());
        outputs.push_str(&[code.program.output(&step.id, name), D::ASSIGN, &value, "\n"].concat());
    }
    let mut call = D::call(code, request);
    if code::uses_answer(&[&checks, &outputs]) {
        call.push_str(&[ANSWER, D::ASSIGN, D::READ_ANSWER, "\n"].concat());
    }
    call.push_str(&dialect.print(&[&step.id, ":"].concat(), D::STATUS[0]));
    // Only bodies have literals of more than one line, and these stand before the loop.
    let inside = match &planned.repeat {
        Some(repeat) => {
            let indented: String =
                [call, checks].concat().lines().map(|line| [D::INDENT, line, "\n"].concat()).collect();
            dialect.at_most(repeat.most_times, &indented)
        }
        None => call + &checks,
    };
    [lines, inside, outputs].concat()
}

/// What a loop does with an answer.
fn again<D: Script>(code: &Code<'_, D>, repeat: &PlannedRepeat, id: &str, failed: &str) -> String {
    let dialect = code.dialect;
    let times = repeat.most_times.to_string();
    let mut lines = dialect.break_if(&code.all(&repeat.until));
    if !repeat.failed_if.is_empty() {
        lines.push_str(&dialect.exit_if(&code.all(&repeat.failed_if), failed));
    }
    let too_often = dialect.literal(&[id, " has not ended after ", &times, " calls"].concat());
    lines.push_str(&dialect.exit_if(&["attempt == ", &times].concat(), &too_often));
    lines + &dialect.wait(&(f64::from(repeat.every_milliseconds) / 1_000.0).to_string())
}
