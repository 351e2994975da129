//! The routes of the room: sending a call, downloading a body that was too long to be shown, and getting tokens.

mod authorization;
mod download;
mod oauth_callback;
mod oauth_refresh;
mod oauth_result;
mod send;
mod token;
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
        Route::post(paths::CONSOLE_TOKEN, Audience::Everyone, limit::FORM, token::get_token),
        Route::post(paths::CONSOLE_AUTHORIZATION, Audience::Everyone, limit::FORM, authorization::authorize),
        Route::get(paths::CONSOLE_OAUTH_CALLBACK, Audience::Everyone, oauth_callback::callback),
        Route::post(paths::CONSOLE_OAUTH_RESULT, Audience::Everyone, limit::FORM, oauth_result::result),
        Route::post(paths::CONSOLE_OAUTH_REFRESH, Audience::Everyone, limit::FORM, oauth_refresh::renew),
    ]
}
