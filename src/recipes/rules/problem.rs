//! What can be wrong with a recipe.

use serde::{Deserialize, Serialize};

use crate::recipes::syntax::SyntaxError;

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Complaint {
    /// The field's name.
    pub field: String,
    /// What is wrong with it.
    pub problem: Problem,
}

/// Why a field of a recipe was not accepted. Each variant is one sentence of the interface.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum Problem {
    /// Something must be given here.
    #[error("something must be given here")]
    Required,
    /// At most this many characters fit.
    #[error("at most {most} characters fit")]
    TooLong {
        /// The most characters that are accepted.
        most: usize,
    },
    /// At most this many rows fit.
    #[error("at most {most} rows fit")]
    TooMany {
        /// The most rows that are accepted.
        most: usize,
    },
    /// Not from the one to the other.
    #[error("not from {least} to {most}")]
    OutOfRange {
        /// The least.
        least: u32,
        /// The most.
        most: u32,
    },
    /// Another character than letters, digits, `-` and `_`.
    #[error("an id has only letters, digits, - and _")]
    NotAnId,
    /// Another character than letters, digits, `.`, `-` and `_`.
    #[error("a name has only letters, digits, ., - and _")]
    NotAName,
    /// Another one is called so.
    #[error("there is another `{name}`")]
    Duplicate {
        /// The name.
        name: String,
    },
    /// The default is not of the input's kind.
    #[error("the default is not of the input's kind")]
    NotOfKind,
    /// Not an HTTP method and a path that begins with `/`.
    #[error("not a method and a path that begins with /")]
    NotAnOperation,
    /// Not a header name (RFC 9110 section 5.1).
    #[error("not a header name")]
    NotAHeaderName,
    /// Not a media type such as `application/json`.
    #[error("not a media type")]
    NotAMediaType,
    /// An expression or a condition is not understood.
    #[error("{error}")]
    Syntax {
        /// What is wrong with it and where.
        error: SyntaxError,
    },
    /// The recipe has no such input.
    #[error("there is no input `{name}`")]
    UnknownInput {
        /// Its name in the expression.
        name: String,
    },
    /// The recipe has no such step.
    #[error("there is no step `{step}`")]
    UnknownStep {
        /// Its id in the expression.
        step: String,
    },
    /// The step has no such output.
    #[error("step `{step}` has no output `{name}`")]
    UnknownOutput {
        /// The step's id.
        step: String,
        /// The output's name in the expression.
        name: String,
    },
    /// The step comes later, or is this one: it has no outputs yet.
    #[error("step `{step}` has no outputs yet")]
    LaterStep {
        /// The step's id.
        step: String,
    },
    /// The step sets no such parameter.
    #[error("the step sets no such parameter as `{expression}` names")]
    UnknownParameter {
        /// The expression.
        expression: String,
    },
    /// It is about a call, and none has been made where it stands.
    #[error("no call has been made where `{expression}` stands")]
    NotYet {
        /// The expression.
        expression: String,
    },
    /// A repetition needs a condition that ends it.
    #[error("a condition must end the repetition")]
    EndlessRepeat,
}
