//! The server's half of the room.

pub mod grants;
mod key;
pub mod service;
mod store;

pub use grants as gateway;
pub use key::Key;
