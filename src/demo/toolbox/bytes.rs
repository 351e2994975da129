//! Bytes that are no text: every value from 0 to 255, four times.

use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::IntoResponse;

pub(super) async fn bytes() -> impl IntoResponse {
    let bytes: Vec<u8> = (0..=u8::MAX).cycle().take(1024).collect();
    let headers =
        [(CONTENT_TYPE, "application/octet-stream"), (CONTENT_DISPOSITION, "attachment; filename=\"bytes.bin\"")];
    (headers, bytes)
}
