//! Who is there: accounts, signing in and out, sessions, and the permits that other rooms' services ask for.
//!
//! Owns the tables `users`, `sessions`, `account_tokens`, `api_tokens`, `user_groups`, `group_members`, `totp`, `recovery_codes`,
//! `passkeys`, `identity_providers`, `identity_provider_groups`, `identities` and `provider_memberships`.

pub mod account;
pub mod agent;
pub mod api;
pub mod factors;
pub mod model;
pub mod provider;
pub mod provider_draft;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod token;
pub mod view;
