//! The routes of the room: sending a call, downloading a body that was too long to be shown, changing what is kept of
//! calls, and getting tokens.

mod authorization;
mod check;
mod create_example;
mod delete_all_history;
mod delete_example;
mod delete_history;
mod download;
mod oauth_callback;
mod oauth_refresh;
mod oauth_result;
mod send;
mod token;
mod unpin_example;
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
        Route::post(paths::CONSOLE_CHECK, Audience::Everyone, limit::DOCUMENT, check::check_part),
        Route::get("/console/downloads/{id}", Audience::Everyone, download::download),
        Route::post(paths::CONSOLE_EXAMPLES, Audience::Everyone, limit::CALL, create_example::create_example),
        Route::post("/console/examples/{id}/delete", Audience::Everyone, limit::FORM, delete_example::delete_example),
        Route::post("/console/examples/{id}/unpin", Audience::Everyone, limit::FORM, unpin_example::unpin_example),
        Route::post("/console/history/{id}/delete", Audience::Everyone, limit::FORM, delete_history::delete_history),
        Route::post(paths::DELETE_HISTORY, Audience::Everyone, limit::FORM, delete_all_history::delete_all_history),
        Route::post(paths::CONSOLE_TOKEN, Audience::Everyone, limit::FORM, token::get_token),
        Route::post(paths::CONSOLE_AUTHORIZATION, Audience::Everyone, limit::FORM, authorization::authorize),
        Route::get(paths::CONSOLE_OAUTH_CALLBACK, Audience::Everyone, oauth_callback::callback),
        Route::post(paths::CONSOLE_OAUTH_RESULT, Audience::Everyone, limit::FORM, oauth_result::result),
        Route::post(paths::CONSOLE_OAUTH_REFRESH, Audience::Everyone, limit::FORM, oauth_refresh::renew),
    ]
}
