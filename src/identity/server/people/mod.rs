//! The accounts, as administrators look after them.

pub mod service;
pub mod standing;
mod store;
