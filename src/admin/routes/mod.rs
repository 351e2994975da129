//! Forms whose work several rooms share.

mod create_version;
mod duplicate_api;

use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    let audience = Audience::Administrators;
    vec![
        Route::post("/admin/apis/{api}/versions/new", audience, limit::DOCUMENT, create_version::create_version),
        Route::post("/admin/apis/{api}/duplicate", audience, limit::DOCUMENT, duplicate_api::duplicate_api),
    ]
}
