//! The accounts, as administrators look after them.

pub mod service;
mod store;
