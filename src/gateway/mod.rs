//! The gateway: clients call `{suffix}/…` with a subscription's key, and the call goes to the API's web service within the
//! subscription's limits. Its path is its own and short; it asks the other rooms only when something has changed.
//!
//! Owns the tables `gateway_changes` and `quota_counters`.

pub mod server;
