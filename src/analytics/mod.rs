//! What the gateway's calls were: a record of each, counts by day and operation, and what Prometheus reads.
//!
//! Owns the tables `calls`, `call_series` and `call_days`.

#[cfg(feature = "ssr")]
pub mod server;
