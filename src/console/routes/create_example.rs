//! `POST /console/examples`

use axum::Json;
use axum::extract::{Extension, State};

use crate::console::examples::{ExampleSummary, NewExample};
use crate::console::server::examples::service;
use crate::identity::server::Caller;
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

/// Saves what stands in the console's form, which only scripts fill in, so that this is no form's route.
pub(super) async fn create_example(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    FromJson(new): FromJson<NewExample>,
) -> Result<Json<ExampleSummary>, AppError> {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    Ok(Json(service::create(&state, &caller, new).await?))
}
