//! `POST /console/examples/{id}/delete`

use axum::extract::{Extension, Path, State};
use axum::response::Redirect;

use crate::console::server::examples::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::{AppError, AppState};

/// Deletes an example and leads back to its operation.
pub(super) async fn delete_example(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    Path(id): Path<String>,
) -> Result<Redirect, AppError> {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    let (api, operation) = service::delete(&state, &caller, &id.into()).await?;
    Ok(Redirect::to(&paths::operation(&api, &operation)))
}
