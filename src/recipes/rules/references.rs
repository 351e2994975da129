//! Which expressions have a value where they stand.

use super::Problem;
use crate::catalog::model::Location;
use crate::recipes::expression::{Expression, Source};
use crate::recipes::model::{Recipe, Step};

/// A place in a recipe from which something is named.
pub(super) struct Scope<'r> {
    recipe: &'r Recipe,
    /// How many steps have left their outputs.
    done: usize,
    /// The step whose call has just been answered.
    answered: Option<&'r Step>,
}

impl<'r> Scope<'r> {
    /// Before the call of the step at `place`.
    pub(super) const fn before(recipe: &'r Recipe, place: usize) -> Self {
        Self { recipe, done: place, answered: None }
    }

    /// After the answer to the step at `place`, before its outputs are known.
    pub(super) fn after(recipe: &'r Recipe, place: usize) -> Self {
        Self { recipe, done: place, answered: recipe.steps.get(place) }
    }

    /// After all steps.
    pub(super) const fn after_all(recipe: &'r Recipe) -> Self {
        Self { recipe, done: recipe.steps.len(), answered: None }
    }

    /// Whether `expression` has, or may have, a value here.
    pub(super) fn allows(&self, expression: &Expression) -> Result<(), Problem> {
        match expression {
            Expression::Input { name, .. } => match self.recipe.inputs.iter().any(|input| input.name == *name) {
                true => Ok(()),
                false => Err(Problem::UnknownInput { name: name.clone() }),
            },
            Expression::Output { step, name, .. } => self.output(step, name),
            _ => {
                let spelled = || expression.to_string();
                let Some(step) = self.answered else { return Err(Problem::NotYet { expression: spelled() }) };
                match expression {
                    Expression::Request(source) if !sets(step, source) => {
                        Err(Problem::UnknownParameter { expression: spelled() })
                    }
                    _ => Ok(()),
                }
            }
        }
    }

    fn output(&self, id: &str, name: &str) -> Result<(), Problem> {
        let Some(place) = self.recipe.steps.iter().position(|step| step.id == id) else {
            return Err(Problem::UnknownStep { step: id.to_owned() });
        };
        if place >= self.done {
            return Err(Problem::LaterStep { step: id.to_owned() });
        }
        let has = |step: &Step| step.outputs.iter().any(|output| output.name == name);
        if self.recipe.steps.get(place).is_some_and(has) {
            return Ok(());
        }
        Err(Problem::UnknownOutput { step: id.to_owned(), name: name.to_owned() })
    }
}

/// Whether `step` sets what `source` names.
fn sets(step: &Step, source: &Source) -> bool {
    step.parameters.iter().any(|parameter| match (source, parameter.location) {
        (Source::Header(name), Location::Header) => parameter.name.eq_ignore_ascii_case(name),
        (Source::Query(name), Location::Query) | (Source::Path(name), Location::Path) => parameter.name == *name,
        _ => false,
    }) || (matches!(source, Source::Body(_)) && step.body.is_some())
}
