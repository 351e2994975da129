//! Subscriptions and their keys.

pub(super) mod keys;
pub(super) mod model;
pub(super) mod read;
pub(super) mod state;
pub(super) mod write;
