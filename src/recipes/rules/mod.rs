//! Whether a recipe is in order. Every complaint names the field that it is about, as the publisher's form does:
//! `name`, `inputs.0.default`, `steps.1.id`, `steps.1.operation`, `steps.1.parameters.0.value`, `steps.1.body.text`,
//! `steps.1.outputs.0.value`, `steps.1.success.0`, `steps.1.repeat.until.0`, `outputs.0.value`.

mod checks;
mod problem;
mod references;
mod step;
#[cfg(test)]
mod tests;

use super::model::Recipe;
use super::plan::Plan;
use checks::Checks;
pub use problem::{Complaint, Problem};
use references::Scope;

/// The most steps of a recipe.
pub const MOST_STEPS: usize = 50;
/// The most of anything else: inputs, parameters, outputs, conditions.
const MOST_ROWS: usize = 50;
/// The longest name, id, method or media type, in characters.
const LONGEST_NAME: usize = 100;
/// The longest title, condition, expression or path, in characters.
const LONGEST_LINE: usize = 1_000;
/// The longest description, default or value of a parameter, in characters.
const LONGEST_TEXT: usize = 10_000;
/// The longest body, in characters.
const LONGEST_BODY: usize = 200_000;
/// How long a step may wait between two calls, in milliseconds: a tenth of a second to an hour.
pub const WAITS: (u32, u32) = (100, 3_600_000);
/// How often a repeated call may be made.
pub const TIMES: (u32, u32) = (2, 10_000);

/// Reads `recipe`.
///
/// # Errors
/// Everything that is wrong with it, in the order of its form.
pub fn check(recipe: &Recipe) -> Result<Plan, Vec<Complaint>> {
    let mut checks = Checks::default();
    checks.id("name", &recipe.name);
    checks.text("title", &recipe.title, LONGEST_LINE);
    checks.at_most("description", &recipe.description, LONGEST_TEXT);
    checks.rows("inputs", recipe.inputs.len(), MOST_ROWS);
    checks.unique("inputs", "name", recipe.inputs.iter().map(|input| input.name.as_str()));
    for (place, input) in recipe.inputs.iter().enumerate() {
        checks.input(&format!("inputs.{place}"), input);
    }
    if recipe.steps.is_empty() {
        checks.complain("steps", Problem::Required);
    }
    checks.rows("steps", recipe.steps.len(), MOST_STEPS);
    checks.unique("steps", "id", recipe.steps.iter().map(|step| step.id.as_str()));
    // What is too long to be read is not read.
    let steps = recipe.steps.iter().take(MOST_STEPS).enumerate();
    let steps = steps.map(|(place, step)| checks.step(recipe, place, step)).collect();
    let outputs = checks.outputs("outputs", &recipe.outputs, &Scope::after_all(recipe));
    if checks.complaints.is_empty() {
        Ok(Plan { recipe: recipe.clone(), steps, outputs })
    } else {
        Err(checks.complaints)
    }
}
