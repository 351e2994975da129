//! `POST /admin/apis/{api}/recipes/{recipe}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::recipes::server::service;

/// Deletes a recipe; the page at this address has asked.
pub(super) async fn delete(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, slug)): Path<(String, String)>,
    form: Form,
) -> Response {
    match remove(&state, &caller, &api, &slug).await {
        Ok(()) => Redirect::to(&paths::api(&api)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn remove(state: &AppState, caller: &Caller, api: &str, slug: &str) -> Result<(), AppError> {
    service::delete(state, &caller.publisher()?, api, slug).await
}
