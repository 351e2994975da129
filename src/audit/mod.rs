//! The audit log: who changed what, when and from where. It is only ever added to.
//!
//! Every room's services write into it, in the transaction of the change itself, by [`server::record`].
//! Owns the tables `audit_log` and `audit_unrecorded`.

pub mod api;
pub mod model;
#[cfg(feature = "ssr")]
pub mod routes;
pub mod rules;
#[cfg(feature = "ssr")]
pub mod server;
pub mod view;
