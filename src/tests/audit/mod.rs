//! The audit log: what gets into it, that it stays there, and who reads it.

mod append_only;
mod changes;
mod file;
mod people;
mod reading;
pub mod support;
