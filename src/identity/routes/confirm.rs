//! `POST /confirm`

use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::sign_up;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Confirms the e-mail address that a link was sent to. Opening the link only shows the button that sends this: programs
/// that look into mail open links, too.
pub(super) async fn confirm(State(state): State<AppState>, form: Form) -> Response {
    match sign_up::confirm(&state, form.value("token")).await {
        Ok(()) => Redirect::to(&paths::sign_in_after("confirmed")).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
