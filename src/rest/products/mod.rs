//! Products and their tiers.

pub(super) mod model;
pub(super) mod read;
pub(super) mod write;
