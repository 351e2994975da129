//! A whole recipe as one program, in the languages of the guide's samples: its inputs are variables on top, every step is
//! the request that the console's sample of the operation makes, values go from answers into later requests, and a
//! repeated step is a loop with a pause and a limit. The program ends with a message where the recipe would fail.
//!
//! How a request is built from an operation is the console's business. [`marked`] says which values it takes, with marks
//! in place of what is known only when the program runs; [`sample`] finds the marks in the request that was built.
//! Programs differ from [`super::run`] in two things: they do not ask an answer how long they should wait, and they write
//! inputs that are JSON as they were typed.

mod code;
mod conditions;
mod csharp;
mod dialect;
mod marks;
mod names;
mod program;
mod python;
mod r;
mod script;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use super::model::{StepBody, StepParameter};
use super::plan::Plan;
use super::template::{Piece, Template};
use crate::console::request::NeutralRequest;
use crate::console::samples::Language;
use program::Program;

/// The languages that programs are written in.
pub const LANGUAGES: [Language; 3] = [Language::CSharp, Language::Python, Language::R];

/// The request of a step, built from the values of [`marked`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepRequest {
    /// The request. Marks stand in its address, in its headers and in its body, if that is a text.
    pub request: NeutralRequest,
}

/// The values that a step gives to its operation, with marks in them. A mark consists of letters and digits, so it stays
/// what it is however it is encoded; parameters must be taken as texts, or a mark would be no number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// The parameters.
    pub parameters: Vec<StepParameter>,
    /// The body.
    pub body: Option<StepBody>,
}

/// The values of the step at `place`; `None` if there is no such step.
#[must_use]
pub fn marked(plan: &Plan, place: usize) -> Option<Marked> {
    let (step, planned) = (plan.recipe().steps.get(place)?, plan.steps().get(place)?);
    let mut number = 0;
    let mut mark = |template: &Template| {
        let piece = |piece: &Piece| match piece {
            Piece::Text(text) => text.clone(),
            Piece::Hole(..) => {
                number += 1;
                marks::mark(number - 1)
            }
        };
        template.pieces().iter().map(piece).collect::<String>()
    };
    let pairs = step.parameters.iter().zip(&planned.parameters);
    let parameters = pairs.map(|(known, template)| StepParameter { value: mark(template), ..known.clone() }).collect();
    let body = step.body.as_ref().zip(planned.body.as_ref());
    let body = body.map(|(known, template)| StepBody { text: mark(template), ..known.clone() });
    Some(Marked { parameters, body })
}

/// The program that runs the recipe `plan` in `language`; `None` if it is not among [`LANGUAGES`] or `requests` are not
/// one for every step. Its variables have what is `filled` in for the inputs, otherwise their defaults; those of
/// secrets are masked unless `revealed`.
#[must_use]
pub fn sample(
    language: Language,
    plan: &Plan,
    requests: &[StepRequest],
    filled: &BTreeMap<String, String>,
    revealed: bool,
) -> Option<String> {
    let program = Program::new(plan, requests, filled, revealed)?;
    match language {
        Language::CSharp => Some(csharp::write(&program)),
        Language::Python => Some(python::write(&program)),
        Language::R => Some(r::write(&program)),
        _ => None,
    }
}
