//! Backend credentials: what the gateway shows the web service of an API, so that callers need not hold it. An API has at
//! most one, which its publisher gives and nobody sees again.
//!
//! Owns the table `backend_credentials`.

pub mod api;
pub mod draft;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
