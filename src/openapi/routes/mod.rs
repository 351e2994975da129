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
    let publishers = Audience::Publishers;
    vec![
        Route::get("/apis/{api}/openapi.json", Audience::Everyone, document::json),
        Route::get("/apis/{api}/openapi.yaml", Audience::Everyone, document::yaml),
        Route::post("/admin/import", publishers, limit::UPLOAD, upload::import_new),
        Route::post("/admin/apis/{api}/import", publishers, limit::UPLOAD, upload::import_revision),
        Route::post("/admin/imports/{import}/apply", publishers, limit::FORM, apply::apply),
        Route::post("/admin/imports/{import}/cancel", publishers, limit::FORM, cancel::cancel),
    ]
}
