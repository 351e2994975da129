//! `POST /console/check`

use axum::Json;
use axum::extract::{Extension, State};

use crate::catalog::model::Deviation;
use crate::console::check::PartToCheck;
use crate::console::server::check;
use crate::identity::server::Caller;
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

/// Compares a part of a call with its schema. It is posted because bodies are long, or secret; nothing is changed.
pub(super) async fn check_part(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    FromJson(part): FromJson<PartToCheck>,
) -> Result<Json<Vec<Deviation>>, AppError> {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    Ok(Json(check(&state, &caller, part).await?))
}
