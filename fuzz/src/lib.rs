//! What must hold of every document that is read, whatever it is made of: what import, store and pages rely on. And a
//! gateway to be called.

mod document;
pub mod gateway;
mod operation;
mod schemas;
mod tree;

pub use document::{check, is_like_json};
