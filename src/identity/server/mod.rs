//! The server's half of the room.

mod attempts;
pub mod caller;
pub mod cookie;
pub mod factors;
pub mod groups;
pub mod invite;
mod links;
mod mailing;
pub mod middleware;
pub mod oidc;
mod password;
pub mod people;
pub mod profile;
pub mod providers;
pub mod reset;
pub mod service;
pub mod session;
pub mod sessions;
pub mod setup;
pub mod sign_up;
mod store;
pub mod tokens;

pub use caller::{Administrator, Caller, Publisher};
pub use session::Token;
