//! Groups of people, and who is in them.

pub(super) mod members;
pub(super) mod model;
pub(super) mod read;
pub(super) mod write;
