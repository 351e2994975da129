//! APIs of the catalog.

pub(super) mod export;
mod model;
pub(super) mod read;
pub(super) mod write;
