//! The server's half of the room.

pub mod caller;

pub use caller::{Administrator, Caller};
