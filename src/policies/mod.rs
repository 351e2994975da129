//! Policies: what the gateway does to calls and answers besides passing them on. They stand at four scopes, for all APIs,
//! a product, an API or an operation, and in the sections that a call goes through.
//!
//! Owns the table `policies`.

pub mod api;
pub mod draft;
pub mod effective;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
