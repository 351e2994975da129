//! The routes of the room: sending a call, and downloading a body that was too long to be shown.

mod download;
mod send;
mod upload;

use crate::paths;
use crate::platform::route::limit;
use crate::platform::{Audience, Route};

/// The room's rows of the route table.
#[must_use]
pub fn routes() -> Vec<Route> {
    vec![
        Route::post(paths::CONSOLE_SEND, Audience::Everyone, limit::CALL, send::send_call),
        Route::post(paths::CONSOLE_UPLOAD, Audience::Everyone, limit::STREAM, upload::upload_call),
        Route::get("/console/downloads/{id}", Audience::Everyone, download::download),
    ]
}
