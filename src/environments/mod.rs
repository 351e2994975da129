//! Environments: named sets of variables of a person, which the console puts in place of `{{name}}`. The value of a
//! private variable never leaves the server.
//!
//! Owns the tables `environments` and `environment_variables`.

pub mod api;
pub mod draft;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
