//! `POST /admin/apis/{api}/operations/{operation}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::see;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Deletes an operation; the page at this address has said what that loses.
pub(super) async fn delete_operation(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, operation)): Path<(String, String)>,
    form: Form,
) -> Response {
    match delete(&state, &caller, &api, &operation).await {
        Ok(()) => see(&paths::admin_api(&api)),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn delete(state: &AppState, caller: &Caller, api: &str, operation: &str) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    let (_, operation) = service::admin_operation_by_slug(state, &permit, api, operation).await?;
    service::delete_operation(state, &permit, &operation.id).await
}
