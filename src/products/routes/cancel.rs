//! `POST /account/subscriptions/{subscription}/cancel`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;
use crate::products::server::service;

/// Ends a subscription and leads back to the list.
pub(super) async fn cancel(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match service::cancel(&state, &caller, &id.into(), "").await {
        Ok(()) => Redirect::to(paths::SUBSCRIPTIONS).into_response(),
        Err(error) => state.refuse_form(form.head, Vec::new(), error).await,
    }
}
