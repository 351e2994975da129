//! What a recipe is, as it is stored, sent and typed.

use serde::{Deserialize, Serialize};

use crate::catalog::model::Location;

/// A sequence of calls in which later requests use what earlier answers said. It is what Arazzo 1.0 calls a workflow.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Recipe {
    /// What addresses and documents call it: letters, digits, `-` and `_` (Arazzo's `workflowId`).
    pub name: String,
    /// What people call it.
    pub title: String,
    /// What it is for, in Markdown.
    #[serde(default)]
    pub description: String,
    /// What whoever runs it fills in.
    #[serde(default)]
    pub inputs: Vec<Input>,
    /// The calls in order.
    pub steps: Vec<Step>,
    /// What it comes to, taken from the inputs and from what the steps took from answers.
    #[serde(default)]
    pub outputs: Vec<Output>,
}

/// A value that is filled in before a recipe runs.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Input {
    /// Its name: letters, digits, `.`, `-` and `_`.
    pub name: String,
    /// What it is.
    #[serde(default)]
    pub description: String,
    /// What it is unless something else is filled in; `None` if it must be filled in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub default: Option<String>,
    /// How it is read.
    #[serde(default)]
    pub kind: InputKind,
    /// Whether it is shown as dots.
    #[serde(default)]
    pub secret: bool,
}

/// How the text that is filled in for an input is read. It matters where a value stands by itself in JSON: the text `5`
/// is `"5"` there, the number is `5`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum InputKind {
    /// A text.
    #[default]
    Text,
    /// A number, as JSON spells it.
    Number,
    /// `true` or `false`.
    Boolean,
    /// Any JSON.
    Json,
}

/// A call, and what happens after its answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Its name in expressions: letters, digits, `-` and `_` (Arazzo's `stepId`).
    pub id: String,
    /// What it does, in Markdown.
    #[serde(default)]
    pub description: String,
    /// What is called.
    pub operation: OperationRef,
    /// The values of the operation's parameters. Those that are not named keep what the operation documents.
    #[serde(default)]
    pub parameters: Vec<StepParameter>,
    /// The body; `None` for none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub body: Option<StepBody>,
    /// What is kept of the answer once the step succeeded.
    #[serde(default)]
    pub outputs: Vec<Output>,
    /// The conditions that every answer must meet, all of them; with none, the status must be 200 to 299.
    #[serde(default)]
    pub success: Vec<String>,
    /// How the call is repeated; `None` for a single call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repeat: Option<Repeat>,
}

/// An operation of the API to which the recipe belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum OperationRef {
    /// By the `operationId` of its OpenAPI document.
    Id(String),
    /// By its method and its path.
    Path {
        /// The method, in capitals.
        method: String,
        /// The path as OpenAPI has it: with parameters in braces, without a query.
        path: String,
    },
}

impl Default for OperationRef {
    fn default() -> Self {
        Self::Id(String::new())
    }
}

/// The value of a parameter.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepParameter {
    /// The parameter's name.
    pub name: String,
    /// Where it stands.
    #[serde(rename = "in")]
    pub location: Location,
    /// A text with expressions: see [`super::template`].
    pub value: String,
}

/// The body of a call.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepBody {
    /// Its media type; empty if the operation's is right.
    #[serde(default)]
    pub content_type: String,
    /// A text with expressions: see [`super::template`].
    pub text: String,
}

/// A value with a name.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Output {
    /// Its name: letters, digits, `.`, `-` and `_`.
    pub name: String,
    /// The expression that says what it is: see [`super::expression`].
    pub value: String,
}

/// How a call is repeated. After each answer: if `until` holds, the step has succeeded; otherwise, if `failed_if` holds or
/// the call was made `most_times`, it has failed; otherwise it waits and calls again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    /// The conditions that end the repetition well, all of them together.
    pub until: Vec<String>,
    /// The conditions that end it badly, all of them together; empty for none.
    #[serde(default)]
    pub failed_if: Vec<String>,
    /// How long it waits between two calls, in milliseconds.
    pub every_milliseconds: u32,
    /// How often the call is made at most.
    pub most_times: u32,
}
