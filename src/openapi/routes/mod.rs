//! Documents out, and the publisher's forms that bring them in.

mod apply;
mod cancel;
mod document;
mod upload;

use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    let administrators = Audience::Administrators;
    vec![
        Route::get("/apis/{api}/openapi.json", Audience::Everyone, document::json),
        Route::get("/apis/{api}/openapi.yaml", Audience::Everyone, document::yaml),
        Route::post("/admin/import", administrators, limit::UPLOAD, upload::import_new),
        Route::post("/admin/apis/{api}/import", administrators, limit::UPLOAD, upload::import_revision),
        Route::post("/admin/imports/{import}/apply", administrators, limit::FORM, apply::apply),
        Route::post("/admin/imports/{import}/cancel", administrators, limit::FORM, cancel::cancel),
    ]
}
