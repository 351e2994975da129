//! An answer that points elsewhere.

use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::IntoResponse;

pub(super) async fn redirect() -> impl IntoResponse {
    // Relative (RFC 9110 section 10.2.2), so that it holds behind any gateway.
    (StatusCode::FOUND, [(LOCATION, "echo?text=redirected")])
}
