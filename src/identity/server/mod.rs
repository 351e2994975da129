//! The server's half of the room.

mod attempts;
pub mod caller;
pub mod cookie;
pub mod middleware;
mod password;
pub mod service;
pub mod session;
mod store;

pub use caller::{Administrator, Caller};
pub use session::Token;
