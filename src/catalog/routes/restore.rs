//! `POST /admin/apis/{api}/revisions/{number}/restore`

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::Response;

use super::form::see;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::{AppError, AppState};

/// Shows an older revision of an API again, and leads back to the change log.
pub(super) async fn restore(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, number)): Path<(String, String)>,
    head: Parts,
) -> Response {
    let back = paths::api_changes(&api);
    match carry_out(&state, &caller, &api, &number).await {
        Ok(()) => see(&back),
        Err(error) => state.refuse_at(head, &back, error).await,
    }
}

async fn carry_out(state: &AppState, caller: &Caller, api: &str, number: &str) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    let number = number.parse().map_err(|_| ApiError::NotFound)?;
    let api = service::admin_api_by_slug(state, &permit, api).await?;
    service::restore(state, &permit, &api.id, number).await
}
