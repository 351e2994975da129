//! OpenAPI documents: into the catalog, and out of it.

pub mod api;
pub mod import;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
