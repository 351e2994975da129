//! A recipe that was found to be in order, with everything in it read: what runs, and what samples are written of.

use serde_json::{Number, Value};

use super::criterion::Condition;
use super::expression::Expression;
use super::model::{InputKind, Recipe};
use super::template::Template;

/// The condition that stands for none: the status is 200 to 299. Arazzo asks for no particular status then, which would
/// take an error's answer for a success.
pub const DEFAULT_SUCCESS: &str = "$statusCode >= 200 && $statusCode < 300";

/// A recipe that was read. Only [`super::rules::check`] makes one.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    pub(super) recipe: Recipe,
    pub(super) steps: Vec<PlannedStep>,
    pub(super) outputs: Vec<NamedExpression>,
}

/// An output that was read: its name and what it is.
pub type NamedExpression = (String, Expression);

/// A step that was read. It has the place that its [`super::model::Step`] has in the recipe.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedStep {
    /// The values of the parameters, in their order.
    pub parameters: Vec<Template>,
    /// The body.
    pub body: Option<Template>,
    /// The outputs in order.
    pub outputs: Vec<NamedExpression>,
    /// The conditions for success; [`DEFAULT_SUCCESS`] if the step has none.
    pub success: Vec<Condition>,
    /// How it is repeated.
    pub repeat: Option<PlannedRepeat>,
}

/// The conditions of a [`super::model::Repeat`] that were read.
#[derive(Clone, Debug, PartialEq)]
pub struct PlannedRepeat {
    /// What ends it well.
    pub until: Vec<Condition>,
    /// What ends it badly; empty for nothing.
    pub failed_if: Vec<Condition>,
    /// How long it waits between two calls, in milliseconds.
    pub every_milliseconds: u32,
    /// How often the call is made at most.
    pub most_times: u32,
}

impl Plan {
    /// The recipe.
    #[must_use]
    pub const fn recipe(&self) -> &Recipe {
        &self.recipe
    }

    /// What was read of its steps, in their order.
    #[must_use]
    pub fn steps(&self) -> &[PlannedStep] {
        &self.steps
    }

    /// What was read of its outputs, in their order.
    #[must_use]
    pub fn outputs(&self) -> &[NamedExpression] {
        &self.outputs
    }
}

impl InputKind {
    /// Every kind, in the order in which a form offers them.
    pub const ALL: [Self; 4] = [Self::Text, Self::Number, Self::Boolean, Self::Json];

    /// The value that `text` is for such an input; `None` if it cannot be one.
    #[must_use]
    pub fn read(self, text: &str) -> Option<Value> {
        match self {
            Self::Text => Some(Value::from(text)),
            Self::Number => serde_json::from_str(text).ok().map(|number: Number| Value::Number(number)),
            Self::Boolean => serde_json::from_str(text).ok().map(|boolean: bool| Value::from(boolean)),
            Self::Json => serde_json::from_str(text).ok(),
        }
    }
}
