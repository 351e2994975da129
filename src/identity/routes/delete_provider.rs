//! `POST /admin/identity-providers/{provider}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::providers::service;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Removes a provider; the page at this address has said what that loses.
pub(super) async fn delete(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let removed = async { service::remove(&state, &caller.administrator()?, &id.into()).await };
    match removed.await {
        Ok(()) => Redirect::to(paths::ADMIN_PROVIDERS).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
