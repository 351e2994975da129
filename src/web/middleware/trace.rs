//! One span and one line in the log for every request: no query, no headers, no bodies.

use std::time::Instant;

use axum::extract::Request;
use axum::http::{HeaderName, header};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument as _;

use super::RequestId;

/// Request headers whose values must not appear anywhere, not even when somebody prints a whole request.
pub const SENSITIVE_REQUEST_HEADERS: [HeaderName; 4] = [
    header::AUTHORIZATION,
    header::COOKIE,
    header::PROXY_AUTHORIZATION,
    HeaderName::from_static("ocp-apim-subscription-key"),
];

/// Response headers of that kind.
pub const SENSITIVE_RESPONSE_HEADERS: [HeaderName; 1] = [header::SET_COOKIE];

/// Runs the request in a span of its own and logs how it was answered, and after how many milliseconds its head was
/// ready; the body of a stream may go on for much longer.
pub async fn trace(request: Request, next: Next) -> Response {
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let RequestId(id) = RequestId::of(&request);
    let span = tracing::info_span!("request", %id, %method, path);
    let started = Instant::now();
    let response = next.run(request).instrument(span.clone()).await;
    let status = response.status().as_u16();
    let milliseconds = started.elapsed().as_millis();
    let _entered = span.entered();
    if response.status().is_server_error() {
        tracing::error!(status, milliseconds, "{method} {path} {status} after {milliseconds} ms");
    } else {
        tracing::info!(status, milliseconds, "{method} {path} {status} after {milliseconds} ms");
    }
    response
}
