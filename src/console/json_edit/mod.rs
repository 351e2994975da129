//! Changing parts of a JSON text, as its form does, without touching anything else.
//!
//! The text is the truth: a form shows what stands in it, and every change is a change of the few bytes that it is about
//! ([`set`], [`insert`], [`push`], [`remove`], [`rename`]). So members that a form does not know, their order, how
//! numbers are spelled and where lines break stay as they were typed.
//!
//! `{{name}}`, which stands for a variable, passes for a value. Nothing here recurses: how deep a text is nested is its
//! author's choice.

mod edit;
mod layout;
#[cfg(test)]
mod tests;
mod tree;

pub use edit::{insert, push, remove, rename, set};
pub use layout::{laid_out, quoted};
pub use tree::{Kind, Step, Tree, units};
