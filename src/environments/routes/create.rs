//! `POST /account/environments`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::environments::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Adds an environment and leads to its page, where variables are added.
pub(super) async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    match service::create_environment(&state, &caller, form.value("name")).await {
        Ok(id) => Redirect::to(&paths::environment(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
