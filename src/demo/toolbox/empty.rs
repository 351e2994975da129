//! An answer without content.

use axum::http::StatusCode;

pub(super) async fn empty() -> StatusCode {
    StatusCode::NO_CONTENT
}
