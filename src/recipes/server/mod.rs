//! The server's half of the room.

mod import;
mod resolve;
mod seed;
pub mod service;
mod store;

pub use crate::openapi::server::write;
pub use import::{Report, import, replace};
pub use seed::seed;
