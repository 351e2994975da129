//! What the form of a recipe holds before it is accepted: raw text, so that nothing typed is lost.
//!
//! Rows are numbered from 0 without gaps, so that the fields of the form are those that complaints name (see
//! [`super::rules`]). A form that comes back, or that a button changes, is made of its pairs on the server; the browser
//! needs no code for that.

mod edit;
mod pairs;
#[cfg(test)]
mod tests;

pub use edit::Edit;
pub use pairs::Pairs;

use super::model::{Input, InputKind, OperationRef, Output, Recipe, Repeat, Step, StepBody, StepParameter};
use super::page::EditedRecipe;
use super::rules::{self, Complaint, Problem, TIMES, WAITS};
use crate::catalog::model::Location;

/// The form of a recipe.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecipeDraft {
    /// Its part of portal addresses.
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it is for.
    pub description: String,
    /// Whether anybody but administrators sees it.
    pub published: bool,
    /// The revision that the form was filled from.
    pub revision: String,
    /// The rows of inputs.
    pub inputs: Vec<InputDraft>,
    /// The steps.
    pub steps: Vec<StepDraft>,
    /// The rows of outputs.
    pub outputs: Vec<OutputDraft>,
}

/// The row of an input.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InputDraft {
    /// Its name.
    pub name: String,
    /// What it is.
    pub description: String,
    /// The word of its kind.
    pub kind: String,
    /// What it is unless something else is filled in.
    pub default: String,
    /// Whether it must be filled in, so that it has no default.
    pub required: bool,
    /// Whether it is shown as dots.
    pub secret: bool,
}

/// A step.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StepDraft {
    /// Its name in expressions.
    pub id: String,
    /// What it does.
    pub description: String,
    /// The slug of what is called.
    pub operation: String,
    /// The rows of parameters.
    pub parameters: Vec<ParameterDraft>,
    /// The body's media type.
    pub content_type: String,
    /// The body; empty for none.
    pub body: String,
    /// The rows of what is kept of the answer.
    pub outputs: Vec<OutputDraft>,
    /// What every answer must meet, a condition a line.
    pub success: String,
    /// Whether the call is repeated.
    pub repeats: bool,
    /// What ends the repetition well, a condition a line.
    pub until: String,
    /// What ends it badly, a condition a line.
    pub failed_if: String,
    /// How long it waits, in seconds.
    pub every: String,
    /// How often it calls at most.
    pub times: String,
}

/// The row of a parameter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ParameterDraft {
    /// The parameter's name.
    pub name: String,
    /// The word for where it stands.
    pub location: String,
    /// Its value.
    pub value: String,
}

/// The row of an output.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OutputDraft {
    /// Its name.
    pub name: String,
    /// The expression that says what it is.
    pub value: String,
}

impl InputKind {
    /// The word that stands for it in forms.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Json => "json",
        }
    }

    /// The kind that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

impl RecipeDraft {
    /// A form to begin with: one empty step.
    #[must_use]
    pub fn fresh() -> Self {
        Self { steps: vec![StepDraft::default()], ..Self::default() }
    }

    /// Leaves out the rows that nobody has been at.
    pub fn tidy(&mut self) {
        self.inputs.retain(|row| !(row.name.trim().is_empty() && row.default.is_empty() && row.description.is_empty()));
        self.outputs.retain(|row| !row.is_blank());
        for step in &mut self.steps {
            step.parameters.retain(|row| !(row.name.trim().is_empty() && row.value.is_empty()));
            step.outputs.retain(|row| !row.is_blank());
        }
    }

    /// The recipe, with the slugs of operations for their ids. Of what is no number the nearest that is possible.
    #[must_use]
    pub fn recipe(&self) -> Recipe {
        Recipe {
            name: self.name.trim().to_owned(),
            title: self.title.trim().to_owned(),
            description: self.description.trim().to_owned(),
            inputs: self.inputs.iter().map(InputDraft::input).collect(),
            steps: self.steps.iter().map(StepDraft::step).collect(),
            outputs: self.outputs.iter().map(OutputDraft::output).collect(),
        }
    }

    /// Everything that is wrong with the recipe, in the order of the form.
    #[must_use]
    pub fn complaints(&self) -> Vec<Complaint> {
        let mut complaints = rules::check(&self.recipe()).err().unwrap_or_default();
        for (place, step) in self.steps.iter().enumerate().filter(|(_, step)| step.repeats) {
            let mut complain = |field: &str, (least, most): (u32, u32)| {
                let field = format!("steps.{place}.repeat.{field}");
                if !complaints.iter().any(|known| known.field == field) {
                    complaints.push(Complaint { field, problem: Problem::OutOfRange { least, most } });
                }
            };
            if step.milliseconds().is_none() {
                complain("every_milliseconds", WAITS);
            }
            if step.times.trim().parse::<u32>().is_err() {
                complain("most_times", TIMES);
            }
        }
        complaints
    }

    /// The revision that the form was filled from. One that is not a number was never given out.
    #[must_use]
    pub fn revision(&self) -> i64 {
        self.revision.parse().unwrap_or(i64::MIN)
    }
}

impl InputDraft {
    fn input(&self) -> Input {
        Input {
            name: self.name.trim().to_owned(),
            description: self.description.trim().to_owned(),
            default: (!self.required).then(|| self.default.clone()),
            kind: InputKind::parse(&self.kind).unwrap_or_default(),
            secret: self.secret,
        }
    }
}

impl StepDraft {
    fn step(&self) -> Step {
        let parameter = |row: &ParameterDraft| StepParameter {
            name: row.name.trim().to_owned(),
            location: Location::parse(&row.location).unwrap_or_default(),
            value: row.value.clone(),
        };
        let body = StepBody { content_type: self.content_type.trim().to_owned(), text: self.body.clone() };
        let repeat = Repeat {
            until: lines(&self.until),
            failed_if: lines(&self.failed_if),
            every_milliseconds: self.milliseconds().unwrap_or_default(),
            most_times: self.times.trim().parse().unwrap_or_default(),
        };
        Step {
            id: self.id.trim().to_owned(),
            description: self.description.trim().to_owned(),
            operation: OperationRef::Id(self.operation.clone()),
            parameters: self.parameters.iter().map(parameter).collect(),
            body: (!self.body.trim().is_empty()).then_some(body),
            outputs: self.outputs.iter().map(OutputDraft::output).collect(),
            success: lines(&self.success),
            repeat: self.repeats.then_some(repeat),
        }
    }

    /// How long it waits, in milliseconds.
    fn milliseconds(&self) -> Option<u32> {
        let seconds: f64 = self.every.trim().parse().ok()?;
        let milliseconds = (seconds * 1_000.0).round();
        // A float as text is the one way from float to integer that loses nothing silently.
        format!("{milliseconds:.0}").parse().ok()
    }
}

impl OutputDraft {
    fn is_blank(&self) -> bool {
        self.name.trim().is_empty() && self.value.trim().is_empty()
    }

    fn output(&self) -> Output {
        Output { name: self.name.trim().to_owned(), value: self.value.trim().to_owned() }
    }
}

fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

impl From<&EditedRecipe> for RecipeDraft {
    fn from(edited: &EditedRecipe) -> Self {
        let EditedRecipe { recipe, operations, published, revision } = edited;
        let output = |output: &Output| OutputDraft { name: output.name.clone(), value: output.value.clone() };
        let input = |input: &Input| InputDraft {
            name: input.name.clone(),
            description: input.description.clone(),
            kind: input.kind.as_str().to_owned(),
            default: input.default.clone().unwrap_or_default(),
            required: input.default.is_none(),
            secret: input.secret,
        };
        let parameter = |parameter: &StepParameter| ParameterDraft {
            name: parameter.name.clone(),
            location: parameter.location.as_str().to_owned(),
            value: parameter.value.clone(),
        };
        let step = |(place, step): (usize, &Step)| StepDraft {
            id: step.id.clone(),
            description: step.description.clone(),
            operation: operations.get(place).cloned().unwrap_or_default(),
            parameters: step.parameters.iter().map(parameter).collect(),
            content_type: step.body.as_ref().map(|body| body.content_type.clone()).unwrap_or_default(),
            body: step.body.as_ref().map(|body| body.text.clone()).unwrap_or_default(),
            outputs: step.outputs.iter().map(output).collect(),
            success: step.success.join("\n"),
            repeats: step.repeat.is_some(),
            until: step.repeat.as_ref().map(|repeat| repeat.until.join("\n")).unwrap_or_default(),
            failed_if: step.repeat.as_ref().map(|repeat| repeat.failed_if.join("\n")).unwrap_or_default(),
            every: step.repeat.as_ref().map(|repeat| seconds(repeat.every_milliseconds)).unwrap_or_default(),
            times: step.repeat.as_ref().map(|repeat| repeat.most_times.to_string()).unwrap_or_default(),
        };
        Self {
            name: recipe.name.clone(),
            title: recipe.title.clone(),
            description: recipe.description.clone(),
            published: *published,
            revision: revision.to_string(),
            inputs: recipe.inputs.iter().map(input).collect(),
            steps: recipe.steps.iter().enumerate().map(step).collect(),
            outputs: recipe.outputs.iter().map(output).collect(),
        }
    }
}

/// `milliseconds` in seconds, as people write them.
#[must_use]
pub fn seconds(milliseconds: u32) -> String {
    (f64::from(milliseconds) / 1_000.0).to_string()
}
