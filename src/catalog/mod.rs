//! The catalog: APIs and their operations, as publishers register them and developers read them.
//!
//! Owns the tables `apis`, `operations` and `own_api`.

pub mod api;
pub mod draft;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod servers;
pub mod template;
pub mod view;
