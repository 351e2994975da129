//! The room's forms.

use crate::platform::Route;

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    Vec::new()
}
