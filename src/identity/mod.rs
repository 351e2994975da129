//! Who is there: accounts, signing in and out, sessions, and the permits that other rooms' services ask for.
//!
//! Owns the tables `users`, `sessions`, `account_tokens`, `api_tokens`, `user_groups` and `group_members`.

pub mod account;
pub mod agent;
pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod token;
pub mod view;
