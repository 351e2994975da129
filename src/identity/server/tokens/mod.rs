//! Tokens by which people's programs use the management API.

pub mod operator;
mod secret;
pub mod service;
mod store;
