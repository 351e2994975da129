//! `POST /console/examples`

use axum::extract::rejection::JsonRejection;
use axum::extract::{Extension, Json, State};
use axum::http::StatusCode;

use crate::console::examples::{ExampleSummary, NewExample};
use crate::console::server::examples::service;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};

/// Saves what stands in the console's form, which only scripts fill in, so that this is no form's route.
pub(super) async fn create_example(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    new: Result<Json<NewExample>, JsonRejection>,
) -> Result<Json<ExampleSummary>, AppError> {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    let Json(new) = new.map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
        _ => ApiError::Malformed,
    })?;
    Ok(Json(service::create(&state, &caller, new).await?))
}
