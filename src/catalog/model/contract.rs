//! What an answer does otherwise than its operation is documented.

use serde::{Deserialize, Serialize};

/// A difference between an answer and what is documented of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deviation {
    /// Its status is not documented.
    Status,
    /// Its body is of another media type.
    ContentType {
        /// The documented ones, with commas between them.
        documented: String,
    },
    /// Its body is not the JSON that it says it is.
    NotJson {
        /// The line on which reading stopped, from 1.
        line: usize,
        /// The column on which reading stopped, from 1.
        column: usize,
    },
    /// A part of its body is not what the schema says.
    Value {
        /// Where it stands: a JSON Pointer (RFC 6901), empty for the whole body.
        pointer: String,
        /// What is wrong with it.
        problem: Problem,
    },
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Problem {
    /// It is of another type.
    WrongType {
        /// The documented ones, with commas between them.
        expected: String,
        /// Its own.
        found: String,
    },
    /// A required member is missing.
    Missing {
        /// The member's name.
        name: String,
    },
    /// A member like this is not allowed.
    NotAllowed,
    /// It does not keep to a keyword of its schema.
    Breaks {
        /// The keyword, such as `maximum`.
        keyword: String,
        /// What the schema says there, as JSON; empty when that is long.
        limit: String,
    },
}
