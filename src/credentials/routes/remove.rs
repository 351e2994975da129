//! `POST /admin/apis/{api}/credential/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::credentials::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Removes an API's credential; the page at this address has said what that loses.
pub(super) async fn remove(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    form: Form,
) -> Response {
    let removed = async { service::remove(&state, &caller.publisher()?, &api).await };
    match removed.await {
        Ok(()) => Redirect::to(&paths::admin_credential(&api)).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
