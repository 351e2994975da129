//! Policies: who may write them, their forms, what acts where, and what the gateway is told.

mod forms;
mod mocks;
mod scopes;
mod support;
