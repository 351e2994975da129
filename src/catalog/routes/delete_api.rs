//! `POST /admin/apis/{api}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::see;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Deletes an API with its operations; the page at this address has said what that loses.
pub(super) async fn delete_api(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(slug): Path<String>,
    form: Form,
) -> Response {
    match delete(&state, &caller, &slug).await {
        Ok(()) => see(paths::ADMIN),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}

async fn delete(state: &AppState, caller: &Caller, slug: &str) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    let api = service::admin_api_by_slug(state, &permit, slug).await?;
    service::delete_api(state, &permit, &api.id).await
}
