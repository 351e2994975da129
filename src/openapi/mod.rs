//! OpenAPI: documents that describe APIs, and what the catalog takes from them.

pub mod model;
#[cfg(feature = "ssr")]
pub mod server;
