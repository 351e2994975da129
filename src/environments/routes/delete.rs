//! `POST /account/environments/{environment}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::environments::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Deletes an environment with its variables; the page at this address has said what that loses.
pub(super) async fn delete(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match service::delete_environment(&state, &caller, &id.into()).await {
        Ok(()) => Redirect::to(paths::ENVIRONMENTS).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
