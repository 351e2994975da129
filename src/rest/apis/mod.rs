//! APIs of the catalog.

pub(super) mod credential;
pub(super) mod export;
pub(super) mod model;
pub(super) mod read;
pub(super) mod write;
