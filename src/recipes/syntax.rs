//! What can be wrong with an expression, a template or a condition as it is written.

use serde::{Deserialize, Serialize};

/// Why a text was not understood, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("at {position}: {problem}")]
pub struct SyntaxError {
    /// Where reading stopped, counted in characters from 1.
    pub position: usize,
    /// What is wrong there.
    pub problem: SyntaxProblem,
}

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum SyntaxProblem {
    /// Something else begins with `$`.
    #[error("an expression begins with $inputs, $steps, $response, $request, $statusCode, $url or $method")]
    NotAnExpression,
    /// An expression of Arazzo that recipes do not have.
    #[error("`{expression}` is not supported here")]
    NotSupported {
        /// How it begins, such as `$workflows`.
        expression: String,
    },
    /// Nothing that a message has.
    #[error("a request has header, query, path and body, an answer header and body")]
    NotASource,
    /// A name is missing or has a character that names do not have.
    #[error("a name is missing or has a character that does not belong there")]
    NotAName,
    /// A step's id must be followed by `.outputs.` and a name.
    #[error("`.outputs.` and a name must follow the step")]
    OutputsExpected,
    /// Not a JSON Pointer (RFC 6901), or one with a brace or a control character.
    #[error("not a JSON Pointer")]
    NotAPointer,
    /// An expression in a text begins with `{$` and ends with `}`.
    #[error("`}}` is missing")]
    BraceMissing,
    /// A condition goes on where a value was expected.
    #[error("a value is expected")]
    ValueExpected,
    /// A condition goes on where an operator was expected.
    #[error("an operator is expected")]
    OperatorExpected,
    /// A parenthesis was opened and not closed.
    #[error("`)` is missing")]
    ParenthesisMissing,
    /// A text between single quotes does not end.
    #[error("the closing `'` is missing")]
    QuoteMissing,
    /// Neither a number nor another literal.
    #[error("not a literal: texts stand between single quotes")]
    NotALiteral,
    /// Something stands behind the end of an index.
    #[error("an index is a whole number between brackets")]
    NotAnIndex,
    /// Parentheses and `!` are nested deeper than this.
    #[error("nested deeper than {most}")]
    TooDeep {
        /// The most levels.
        most: usize,
    },
}

impl SyntaxError {
    /// The problem at the byte `at` of `text`.
    pub(super) fn at(text: &str, at: usize, problem: SyntaxProblem) -> Self {
        let before = text.char_indices().take_while(|(place, _)| *place < at).count();
        Self { position: before + 1, problem }
    }

    /// The same in a longer text of which `before` comes first.
    pub(super) fn behind(mut self, before: &str) -> Self {
        self.position += before.chars().count();
        self
    }
}
