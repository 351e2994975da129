//! Usage: what the gateway leaves is written down, counted, shown, and removed in time.

pub mod metrics;
pub mod support;
mod usage;
mod written;
