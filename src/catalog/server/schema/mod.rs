//! JSON Schema as OpenAPI documents hold it: laid out for readers, and sampled.
//!
//! The documents are untrusted. A keyword of the wrong type counts as absent, a schema that contains itself is cut, and
//! all work is bounded.

mod check;
pub mod contract;
mod decimal;
mod format;
mod keyword;
pub mod outline;
mod pattern;
mod reference;
pub mod sample;
#[cfg(test)]
mod support;
pub mod typed;

use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The document that holds the schemas.
pub trait Schemas {
    /// What a `$ref` such as `#/components/schemas/Pet` points to.
    fn schema(&self, pointer: &str) -> Option<&Value>;
}

/// Which way a value travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Direction {
    /// To the server: without `readOnly` properties.
    Request,
    /// From the server: without `writeOnly` properties.
    Response,
}

impl Direction {
    /// The keyword that keeps a property out.
    const fn hidden_by(self) -> &'static str {
        match self {
            Self::Request => "readOnly",
            Self::Response => "writeOnly",
        }
    }
}
