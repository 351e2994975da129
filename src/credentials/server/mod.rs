//! The server's half of the room.

pub mod gateway;
mod seal;
pub mod service;
mod store;
