//! `POST /account/sessions/end` and `POST /account/sessions/{session}/end`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;

use crate::identity::server::{Caller, cookie, sessions};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Signs somebody out everywhere, here, too.
pub(super) async fn end_all(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    match sessions::end_all(&state, &caller).await {
        Ok(()) => {
            (CookieJar::new().add(cookie::no_session(&state.config)), Redirect::to(paths::SIGN_IN)).into_response()
        }
        Err(error) => state.refuse_at(form.head, paths::SESSIONS, error).await,
    }
}

/// Ends one of somebody's sessions.
pub(super) async fn end(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match sessions::end(&state, &caller, &id).await {
        Ok(()) => Redirect::to(paths::SESSIONS).into_response(),
        Err(error) => state.refuse_at(form.head, paths::SESSIONS, error).await,
    }
}
