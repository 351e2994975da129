//! The server's half of the room.

mod documentation;
mod markdown;
mod schema;
pub mod service;
mod store;
mod words;

pub(crate) use documentation::about_api;
