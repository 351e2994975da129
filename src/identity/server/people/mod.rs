//! The accounts, as administrators look after them.

pub mod removal;
pub mod service;
mod store;
