//! `GET /api/v1/search`

use axum::Extension;
use axum::Json;
use axum::extract::{RawQuery, State};
use axum::response::{IntoResponse as _, Response};

use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::kernel::{ApiError, Message};
use crate::paths::query_value;
use crate::platform::AppState;

/// How many results are given when `limit` does not say.
const LIMIT: u32 = 20;

/// Finds what `q` asks for among what the caller may see; `limit` says how many results at most.
pub(super) async fn search(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    RawQuery(parameters): RawQuery,
) -> Response {
    let parameters = parameters.unwrap_or_default();
    let query = query_value(&parameters, "q").unwrap_or_default();
    let limit = match query_value(&parameters, "limit").map(|limit| limit.parse()) {
        None => LIMIT,
        Some(Ok(limit)) => limit,
        Some(Err(_)) => return ApiError::field("limit", Message::NotAnInteger).into_response(),
    };
    match service::search(&state, &caller, &query, limit).await {
        Ok(results) => Json(results).into_response(),
        Err(error) => error.into_response(),
    }
}
