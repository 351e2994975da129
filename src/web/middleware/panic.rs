//! A panic in a handler ends its request, not the connection's other requests, and tells the client nothing.

use std::any::Any;
use std::panic::AssertUnwindSafe;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use futures_util::FutureExt as _;

use super::RequestId;
use crate::kernel::ApiError;

/// Answers a request whose handler panicked with [`ApiError::Internal`] and the request's id.
pub async fn catch(request: Request, next: Next) -> Response {
    let RequestId(request_id) = RequestId::of(&request);
    // What the handler left half done is its own: it is dropped here, and shared state is behind locks or in SQLite.
    match AssertUnwindSafe(next.run(request)).catch_unwind().await {
        Ok(response) => response,
        Err(payload) => {
            let reason = reason(payload.as_ref());
            tracing::error!(%request_id, reason, "a handler panicked, {request_id}: {reason}");
            ApiError::Internal { request_id }.into_response()
        }
    }
}

fn reason(payload: &(dyn Any + Send)) -> &str {
    payload
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| payload.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("no reason given")
}
