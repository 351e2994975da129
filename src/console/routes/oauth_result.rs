//! `POST /console/oauth/result`

use axum::extract::{Json, State};
use axum::http::HeaderMap;

use crate::console::oauth::{FlowRequest, FlowState};
use crate::console::server::oauth::outcome;
use crate::identity::server::cookie;
use crate::kernel::ApiError;
use crate::platform::AppState;
use crate::platform::body::FromJson;

/// Tells what became of a flow of this browser's.
pub(super) async fn result(
    State(state): State<AppState>,
    headers: HeaderMap,
    FromJson(FlowRequest { flow }): FromJson<FlowRequest>,
) -> Result<Json<FlowState>, ApiError> {
    let browser = cookie::browser(&state.config, &headers);
    Ok(Json(outcome(&state, browser.as_ref(), &flow)))
}
