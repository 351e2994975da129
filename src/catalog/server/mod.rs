//! The server's half of the room.

mod markdown;
pub mod service;
mod store;
