//! `POST /console/examples/{id}/unpin`

use axum::extract::{Extension, Path, State};
use axum::response::Redirect;

use crate::console::server::examples::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::{AppError, AppState};

/// Offers an example to nobody but its owner any more, and leads back to its operation.
pub(super) async fn unpin_example(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    Path(id): Path<String>,
) -> Result<Redirect, AppError> {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    let (api, operation) = service::unpin(&state, &caller, &id.into()).await?;
    Ok(Redirect::to(&paths::operation(&api, &operation)))
}
