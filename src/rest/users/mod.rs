//! People with an account.

pub(super) mod model;
pub(super) mod read;
pub(super) mod write;
