//! The server's half of the room.

pub mod service;
mod store;
