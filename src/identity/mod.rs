//! Who is there: accounts, signing in and out, sessions, and the permits that other rooms' services ask for.
//!
//! Owns the tables `users` and `sessions`.

pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
