//! Recognising who makes a request.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::{Caller, cookie, service};
use crate::paths;
use crate::platform::AppState;

/// Puts the [`Caller`] into the request's extensions, by the session that its cookie shows.
///
/// When the database cannot say who it is, the request ends here: a signed-in person is never taken for a guest.
pub async fn session(State(state): State<AppState>, mut request: Request, next: Next) -> Response {
    // Programs show a token there, which is asked for where it is needed; a browser's session means nothing.
    let token = match paths::is_rest(request.uri().path()) {
        true => None,
        false => cookie::token(&state.config, request.headers()),
    };
    let caller = match token {
        None => Caller::guest(),
        Some(token) => match service::caller_of(&state, &token).await {
            Ok(caller) => caller,
            Err(error) => return error.into_response(),
        },
    };
    request.extensions_mut().insert(caller);
    next.run(request).await
}
