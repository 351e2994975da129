//! A chosen status.

use axum::Json;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;

use crate::demo::arguments::Arguments;
use crate::demo::error::ServiceError;

pub(super) async fn status(arguments: Arguments) -> Result<Response, ServiceError> {
    // 1xx are interim answers: none of them can be the last word.
    let code = arguments.path_number("code", 200..=599_u16)?;
    let status = StatusCode::from_u16(code).map_err(|_| ServiceError::internal())?;
    // These three have no content (RFC 9110 sections 15.3.5, 15.3.6 and 15.4.5).
    if matches!(status, StatusCode::NO_CONTENT | StatusCode::RESET_CONTENT | StatusCode::NOT_MODIFIED) {
        return Ok(status.into_response());
    }
    let reason = status.canonical_reason();
    Ok((status, Json(json!({ "status": code, "reason": reason }))).into_response())
}
