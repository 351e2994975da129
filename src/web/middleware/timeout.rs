//! Ordinary pages are answered in time or not at all.

use std::time::Duration;

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

use super::compression::is_stream;
use crate::kernel::ApiError;
use crate::paths;

/// How long a page, a form or a server function may take until its head is ready, reading the request's body
/// included. Longer than the database's busy timeout and a slow upload of the largest form together.
const PAGE: Duration = Duration::from_secs(60);

/// The same for a document that a program imports: the largest take half a minute once they are there.
const IMPORT: Duration = Duration::from_secs(240);

/// Answers 503 where a page takes too long. A console call has its own, longer timeout.
pub async fn timeout(request: Request, next: Next) -> Response {
    if is_stream(request.uri().path()) {
        return next.run(request).await;
    }
    let path = request.uri().path().to_owned();
    let patience = if path == paths::REST_IMPORTS { IMPORT } else { PAGE };
    match tokio::time::timeout(patience, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            tracing::error!(path, "{path} was given up after {} s", patience.as_secs());
            ApiError::Unavailable.into_response()
        }
    }
}
