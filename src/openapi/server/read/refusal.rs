//! Why a document is not read at all.

use thiserror::Error;

/// Why a document is not read at all: a sentence for the person who sent it.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum Refusal {
    /// Nothing but white space and comments.
    #[error("The document is empty; expected an OpenAPI document in JSON or YAML.")]
    Empty,
    /// More bytes than are read.
    #[error("The document is larger than {megabytes} MB, which is the most that is read.")]
    TooLarge {
        /// The limit in megabytes.
        megabytes: usize,
    },
    /// Bytes that are no text.
    #[error("The document is not text: line {line} is not valid UTF-8. Expected JSON or YAML in UTF-8 or UTF-16.")]
    NotText {
        /// The first line that cannot be read, counted from 1.
        line: usize,
    },
    /// Not the JSON that it looks like.
    #[error("The document is not valid JSON: {message} at line {line}, column {column}.")]
    Json {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What the parser expected.
        message: String,
    },
    /// Not YAML.
    #[error("The document is not valid YAML: {message} at line {line}, column {column}.")]
    Yaml {
        /// Counted from 1.
        line: usize,
        /// Counted from 1.
        column: usize,
        /// What the parser expected.
        message: String,
    },
    /// Too many values inside each other.
    #[error("The document is nested deeper than {limit} levels, which is the most that is read.")]
    TooDeep {
        /// The most levels.
        limit: usize,
    },
    /// Too many values.
    #[error("The document holds more than {limit} values, which is the most that is read.")]
    TooManyValues {
        /// The most values.
        limit: usize,
    },
    /// Aliases or references that multiply what they point to.
    #[error("The document's aliases or references repeat so much that it would grow far beyond its size.")]
    Grows,
    /// Something else.
    #[error(
        "This is not an OpenAPI document: expected an object with the field \"openapi\" or \"swagger\" that names its version."
    )]
    NotOpenApi,
    /// A version that nobody here can read.
    #[error("The document's version is {found}; expected Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2.")]
    Version {
        /// The version that it names, shortened.
        found: String,
    },
    /// No thread could be started to read it.
    #[error("The server has no resources left to read the document; try again later.")]
    Busy,
}
