//! What the gateway's calls were: a record of each, counts by day and operation, and what Prometheus reads.
//!
//! Owns the tables `calls`, `call_series`, `call_days` and `call_times`.

pub mod api;
pub mod model;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
