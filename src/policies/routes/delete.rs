//! `POST /admin/…/policies/{policy}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::At;
use crate::identity::server::Caller;
use crate::platform::AppState;
use crate::platform::body::Form;
use crate::policies::server::service;

/// Removes a policy; the page at this address has said what that loses.
pub(super) async fn delete(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(at): Path<At>,
    form: Form,
) -> Response {
    let removed = async { service::remove(&state, &caller.administrator()?, &at.scope(), &at.policy).await };
    match removed.await {
        Ok(()) => Redirect::to(&at.list()).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
