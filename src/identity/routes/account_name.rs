//! `POST /account/name`

use axum::Extension;
use axum::extract::State;
use axum::http::Uri;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::{Caller, profile};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Saves what somebody calls themselves.
pub(super) async fn change_name(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    mut form: Form,
) -> Response {
    match profile::change_name(&state, &caller, form.value("name")).await {
        Ok(()) => Redirect::to(&paths::account_after("name")).into_response(),
        Err(error) => {
            form.head.uri = Uri::from_static(paths::ACCOUNT);
            state.refuse_form(form.head, form.pairs, error).await
        }
    }
}
