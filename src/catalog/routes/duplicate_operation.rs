//! `POST /admin/apis/{api}/operations/{operation}/duplicate`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::see;
use crate::catalog::model::Operation;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Copies an operation within its API and leads to the copy, which needs another verb or URL template of its own.
pub(super) async fn duplicate_operation(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, operation)): Path<(String, String)>,
    form: Form,
) -> Response {
    match duplicate(&state, &caller, &api, &operation).await {
        Ok(copy) => see(&paths::admin_operation(&api, &copy.input.slug)),
        Err(error) => state.refuse_at(form.head, &paths::admin_api(&api), error).await,
    }
}

async fn duplicate(state: &AppState, caller: &Caller, api: &str, operation: &str) -> Result<Operation, AppError> {
    let permit = caller.publisher()?;
    let (_, operation) = service::admin_operation_by_slug(state, &permit, api, operation).await?;
    service::duplicate_operation(state, &permit, &operation.id).await
}
