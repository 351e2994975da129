//! The audit log.

mod model;
pub(super) mod read;
