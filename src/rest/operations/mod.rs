//! Operations of an API.

mod model;
pub(super) mod read;
pub(super) mod write;
