//! `POST /console/oauth/result`

use axum::extract::rejection::JsonRejection;
use axum::extract::{Json, State};
use axum::http::HeaderMap;

use super::token::understood;
use crate::console::oauth::{FlowRequest, FlowState};
use crate::console::server::oauth::outcome;
use crate::identity::server::cookie;
use crate::kernel::ApiError;
use crate::platform::AppState;

/// Tells what became of a flow of this browser's.
pub(super) async fn result(
    State(state): State<AppState>,
    headers: HeaderMap,
    request: Result<Json<FlowRequest>, JsonRejection>,
) -> Result<Json<FlowState>, ApiError> {
    let FlowRequest { flow } = understood(request)?;
    let browser = cookie::browser(&state.config, &headers);
    Ok(Json(outcome(&state, browser.as_ref(), &flow)))
}
