//! The server's half of the room.

pub mod gateway;
mod scope;
pub mod service;
mod store;
pub mod strict;
