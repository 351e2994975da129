//! The management API as people's programs meet it.

mod access;
mod apis;
mod described;
mod documents;
mod idempotency;
mod operations;
mod people;
mod policies;
pub mod support;
