//! From a call's path to the operation that it means.

mod mixed;
mod path;
mod pattern;
mod query;
mod tree;

pub(super) use path::Path;
pub(super) use query::{Named, named, without};
pub(super) use tree::{Found, Tree};
