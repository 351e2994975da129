//! The server's half of the room.

mod documentation;
mod markdown;
pub mod service;
mod store;
mod words;
