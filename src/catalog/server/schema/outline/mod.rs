//! The tree that documentation shows of a schema.

mod at;
mod build;
mod children;
mod constraint;
mod form;
mod kind;
mod node;
#[cfg(test)]
mod tests;
mod types;
mod whole;

use serde_json::Value;

use super::{Direction, Schemas};
pub use at::{Found, at};
pub use form::{field, fields_at};
pub use node::{Branches, Children, Combination, Constraint, Node, Variants};

/// How much is laid out, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Options {
    /// The levels of properties and variants that are laid out before a node is left to be opened. The elements of an
    /// array and the values of a map stand on their owner's level.
    pub depth: usize,
    /// Which properties are left out.
    pub direction: Direction,
    /// The most nodes in all.
    pub nodes: usize,
}

/// Lays out `schema`.
#[must_use]
pub fn outline(schema: &Value, schemas: &impl Schemas, options: &Options) -> Node {
    build::Builder::new(schemas, options).root(schema)
}
