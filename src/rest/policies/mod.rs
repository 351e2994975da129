//! Policies: the list of each scope, read and saved as a whole.

pub(super) mod model;
pub(super) mod schema;
pub(super) mod scopes;
