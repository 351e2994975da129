//! `POST /admin/identity-providers/{provider}/move`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::identity::server::providers::service;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Moves the button of a provider one place, `up` or `down` as the field `to` says.
pub(super) async fn move_by_one(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let moved = async {
        let permit = caller.administrator()?;
        let up = match form.value("to") {
            "up" => true,
            "down" => false,
            _ => return Err(AppError::from(ApiError::Malformed)),
        };
        service::move_by_one(&state, &permit, &id.into(), up).await
    };
    match moved.await {
        Ok(()) => Redirect::to(paths::ADMIN_PROVIDERS).into_response(),
        Err(error) => state.refuse_at(form.head, paths::ADMIN_PROVIDERS, error).await,
    }
}
