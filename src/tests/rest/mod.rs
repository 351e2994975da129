//! The management API as people's programs meet it.

mod access;
mod apis;
mod audit;
mod described;
mod documents;
mod idempotency;
mod listed;
mod operations;
mod people;
mod policies;
mod preconditions;
mod publishers;
pub mod support;
