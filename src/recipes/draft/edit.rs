//! Changes of a form's rows.

use std::fmt;
use std::str::FromStr;

use super::{InputDraft, OutputDraft, ParameterDraft, RecipeDraft, StepDraft};
use crate::kernel::EditError;

/// A change of the form's rows; its text is the value of the button that asks for it. Numbers are places from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Adds an input.
    AddInput,
    /// Removes one.
    RemoveInput(usize),
    /// Adds a step at the end.
    AddStep,
    /// Removes one.
    RemoveStep(usize),
    /// Moves one before the step in front of it.
    MoveUp(usize),
    /// Moves one behind the next step.
    MoveDown(usize),
    /// Adds a row to each parameter that the step's operation has and the step does not set.
    FillParameters(usize),
    /// Adds a parameter to a step.
    AddParameter(usize),
    /// Removes one.
    RemoveParameter(usize, usize),
    /// Adds an output to a step.
    AddStepOutput(usize),
    /// Removes one.
    RemoveStepOutput(usize, usize),
    /// Adds an output of the recipe.
    AddOutput,
    /// Removes one.
    RemoveOutput(usize),
}

impl fmt::Display for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AddInput => f.write_str("inputs.add"),
            Self::RemoveInput(row) => write!(f, "inputs.{row}.remove"),
            Self::AddStep => f.write_str("steps.add"),
            Self::RemoveStep(step) => write!(f, "steps.{step}.remove"),
            Self::MoveUp(step) => write!(f, "steps.{step}.up"),
            Self::MoveDown(step) => write!(f, "steps.{step}.down"),
            Self::FillParameters(step) => write!(f, "steps.{step}.parameters.fill"),
            Self::AddParameter(step) => write!(f, "steps.{step}.parameters.add"),
            Self::RemoveParameter(step, row) => write!(f, "steps.{step}.parameters.{row}.remove"),
            Self::AddStepOutput(step) => write!(f, "steps.{step}.outputs.add"),
            Self::RemoveStepOutput(step, row) => write!(f, "steps.{step}.outputs.{row}.remove"),
            Self::AddOutput => f.write_str("outputs.add"),
            Self::RemoveOutput(row) => write!(f, "outputs.{row}.remove"),
        }
    }
}

impl FromStr for Edit {
    type Err = EditError;

    fn from_str(text: &str) -> Result<Self, EditError> {
        let number = |text: &str| text.parse::<usize>().map_err(|_| EditError);
        Ok(match text.split('.').collect::<Vec<_>>().as_slice() {
            ["inputs", "add"] => Self::AddInput,
            ["inputs", row, "remove"] => Self::RemoveInput(number(row)?),
            ["steps", "add"] => Self::AddStep,
            ["steps", step, "remove"] => Self::RemoveStep(number(step)?),
            ["steps", step, "up"] => Self::MoveUp(number(step)?),
            ["steps", step, "down"] => Self::MoveDown(number(step)?),
            ["steps", step, "parameters", "fill"] => Self::FillParameters(number(step)?),
            ["steps", step, "parameters", "add"] => Self::AddParameter(number(step)?),
            ["steps", step, "parameters", row, "remove"] => Self::RemoveParameter(number(step)?, number(row)?),
            ["steps", step, "outputs", "add"] => Self::AddStepOutput(number(step)?),
            ["steps", step, "outputs", row, "remove"] => Self::RemoveStepOutput(number(step)?, number(row)?),
            ["outputs", "add"] => Self::AddOutput,
            ["outputs", row, "remove"] => Self::RemoveOutput(number(row)?),
            _ => return Err(EditError),
        })
    }
}

impl Edit {
    /// The step whose operation has to be known to carry it out.
    #[must_use]
    pub const fn asks_for(self) -> Option<usize> {
        match self {
            Self::FillParameters(step) => Some(step),
            _ => None,
        }
    }
}

impl RecipeDraft {
    /// Carries out `edit`. What names a row that is not there does nothing.
    pub fn edit(&mut self, edit: Edit, parameters: &[ParameterDraft]) {
        match edit {
            Edit::AddInput => self.inputs.push(InputDraft::default()),
            Edit::RemoveInput(row) => remove(&mut self.inputs, row),
            Edit::AddStep => self.steps.push(StepDraft::default()),
            Edit::RemoveStep(step) => remove(&mut self.steps, step),
            Edit::MoveUp(step) => swap(&mut self.steps, step, step.checked_sub(1)),
            Edit::MoveDown(step) => swap(&mut self.steps, step, step.checked_add(1)),
            Edit::AddOutput => self.outputs.push(OutputDraft::default()),
            Edit::RemoveOutput(row) => remove(&mut self.outputs, row),
            Edit::FillParameters(step)
            | Edit::AddParameter(step)
            | Edit::RemoveParameter(step, _)
            | Edit::AddStepOutput(step)
            | Edit::RemoveStepOutput(step, _) => {
                if let Some(step) = self.steps.get_mut(step) {
                    step.edit(edit, parameters);
                }
            }
        }
    }
}

impl StepDraft {
    fn edit(&mut self, edit: Edit, parameters: &[ParameterDraft]) {
        match edit {
            Edit::FillParameters(_) => {
                self.parameters.retain(|row| !row.name.trim().is_empty());
                let is_set = |known: &&ParameterDraft| {
                    self.parameters.iter().any(|row| row.name == known.name && row.location == known.location)
                };
                let missing: Vec<_> = parameters.iter().filter(|known| !is_set(known)).cloned().collect();
                self.parameters.extend(missing);
            }
            Edit::AddParameter(_) => self.parameters.push(ParameterDraft::default()),
            Edit::RemoveParameter(_, row) => remove(&mut self.parameters, row),
            Edit::AddStepOutput(_) => self.outputs.push(OutputDraft::default()),
            Edit::RemoveStepOutput(_, row) => remove(&mut self.outputs, row),
            _ => {}
        }
    }
}

fn remove<R>(rows: &mut Vec<R>, place: usize) {
    if place < rows.len() {
        rows.remove(place);
    }
}

fn swap<R>(rows: &mut [R], place: usize, other: Option<usize>) {
    if let Some(other) = other.filter(|other| *other < rows.len() && place < rows.len()) {
        rows.swap(place, other);
    }
}
