//! Try it: building a request from an operation and values, sending it through the server, and showing the answer.
//!
//! Owns no tables.

#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
