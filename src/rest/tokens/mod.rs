//! The tokens of whoever's token is shown.

pub(super) mod model;
pub(super) mod read;
pub(super) mod write;
