//! Environments: their forms, whose they are, and what the database holds of them.

mod forms;
mod secrets;
mod support;
