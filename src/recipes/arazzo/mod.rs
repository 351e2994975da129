//! Recipes as documents: Arazzo 1.0 (<https://spec.openapis.org/arazzo/v1.0.1.html>), in JSON; a caller with YAML makes
//! JSON of it first.
//!
//! A repeated step is written with `retry`: what every answer must meet and what ends the repetition are the step's
//! `successCriteria`; among its `onFailure`, `end` has what ends it badly, and `retry` what every answer must meet, so
//! that nothing else is tried again. A step without conditions is written with [`super::plan::DEFAULT_SUCCESS`], and read
//! as one without. A step that is repeated by a `goto` to itself among its `onSuccess` is read as well.
//!
//! The JSON Schema that was published for Arazzo 1.0 (2024-08-01) wants a `stepId` or a `workflowId` with every `retry`.
//! The specification does not, its own example has neither, and a `stepId` there would name another step to be made
//! before: documents keep to the specification.

mod actions;
mod cursor;
mod export;
mod import;
mod payload;
mod step;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use super::model::Recipe;
use super::syntax::SyntaxError;
pub use export::export;
pub use import::import;

/// What a document says besides its recipes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What it is called.
    pub title: String,
    /// Its version, such as `1.0.0`.
    pub version: String,
    /// What it calls the API: letters, digits, `-` and `_`.
    pub source: String,
    /// Where the API's OpenAPI document is.
    pub url: String,
}

/// What was read from a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// What it says besides.
    pub header: Header,
    /// The recipes in order. Everything in them is understood, but [`super::rules::check`] may still complain, such as
    /// about names that are not there.
    pub recipes: Vec<Recipe>,
    /// What was left out or filled in.
    pub warnings: Vec<Warning>,
}

/// Something that was read otherwise than it is written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Warning {
    /// Where it is: a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// What was done.
    pub doubt: Doubt,
}

/// What was done with something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum Doubt {
    /// Recipes have no such thing; it was left out.
    #[error("recipes have no such thing; it was left out")]
    LeftOut,
    /// It waits this long between two calls, because the document says nothing or another time that is not possible.
    #[error("it waits {milliseconds} milliseconds")]
    Wait {
        /// How long, in milliseconds.
        milliseconds: u32,
    },
    /// It calls this often at most, because the document says nothing or a number that is not possible.
    #[error("it calls {times} times at most")]
    Times {
        /// How often.
        times: u32,
    },
}

/// Why a document was not read, and where.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[error("{pointer}: {refusal}")]
pub struct Refused {
    /// Where it is: a JSON Pointer (RFC 6901).
    pub pointer: String,
    /// Why it was refused.
    pub refusal: Refusal,
}

/// Why something in a document was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "key", rename_all = "snake_case")]
pub enum Refusal {
    /// Not a document of Arazzo 1.0.
    #[error("not a document of Arazzo 1.0")]
    NotArazzo,
    /// Objects and lists lie deeper in each other than this.
    #[error("deeper than {most} levels")]
    TooDeep {
        /// The most levels.
        most: usize,
    },
    /// A member is missing.
    #[error("`{name}` is missing")]
    Missing {
        /// The member's name.
        name: String,
    },
    /// It is of another type.
    #[error("not {expected}")]
    NotOfType {
        /// What it should be.
        expected: Type,
    },
    /// An expression or a condition is not understood.
    #[error("{error}")]
    Syntax {
        /// What is wrong with it and where.
        error: SyntaxError,
    },
    /// A condition of a type that recipes do not have.
    #[error("conditions of the type `{kind}` are not supported; only `simple` ones are")]
    ConditionType {
        /// The type, such as `jsonpath`.
        kind: String,
    },
    /// A step calls a workflow, or a workflow waits for another.
    #[error("a recipe calls operations, not other workflows")]
    Workflow,
    /// The operation is that of another source than the document's first OpenAPI source.
    #[error("the operation belongs to another source than `{source_name}`")]
    OtherSource {
        /// The name of the document's first OpenAPI source.
        source_name: String,
    },
    /// An `operationPath` that does not lead to an operation.
    #[error("not the path of an operation, as {{$sourceDescriptions.name.url}}#/paths/~1pets/get")]
    NotAnOperationPath,
    /// A parameter stands nowhere, or where OpenAPI has no parameters.
    #[error("a parameter stands in path, query, header or cookie")]
    NotALocation,
    /// A reference leads to nothing in the document's components.
    #[error("`{reference}` leads to nothing")]
    UnknownReference {
        /// The reference.
        reference: String,
    },
    /// After a step, a recipe goes on with the next one, repeats the step or ends.
    #[error("after a step, a recipe goes on with the next one, repeats the step or ends")]
    Action,
    /// A step is repeated for ever.
    #[error("nothing ends the repetition")]
    Endless,
    /// A replacement leads to nothing in the body.
    #[error("the replacement leads to nothing in the body")]
    Replacement,
}

/// The types of JSON that a document's members have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "snake_case")]
pub enum Type {
    /// A text.
    #[error("a text")]
    Text,
    /// A list.
    #[error("a list")]
    List,
    /// An object.
    #[error("an object")]
    Object,
    /// A number that is not negative.
    #[error("a number that is not negative")]
    Number,
}
