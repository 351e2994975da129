//! Who is there: accounts, signing in and out, sessions, and the permits that other rooms' services ask for.
//!
//! Owns the tables `users`, `sessions`, `account_tokens`, `user_groups`, `group_members`, `totp`, `recovery_codes` and
//! `passkeys`.

pub mod account;
pub mod agent;
pub mod api;
pub mod factors;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
