//! Headers that are repeated, and headers that a portal must show without obeying them.

use axum::Json;
use axum::http::HeaderName;
use axum::http::header::{CACHE_CONTROL, LINK, SET_COOKIE};
use axum::response::{AppendHeaders, IntoResponse};
use serde_json::{Value, json};

pub(super) async fn headers() -> impl IntoResponse {
    const REPEATED: HeaderName = HeaderName::from_static("x-repeated");
    let headers = AppendHeaders([
        (SET_COOKIE, "first=1; Path=/; HttpOnly"),
        (SET_COOKIE, "second=2; Path=/; SameSite=Lax"),
        (REPEATED, "one"),
        (REPEATED, "two"),
        (REPEATED, "three, with a comma"),
        (LINK, "<echo>; rel=\"next\""),
        (CACHE_CONTROL, "no-store"),
    ]);
    (headers, Json(content()))
}

/// The content of the answer.
pub(in crate::demo) fn content() -> Value {
    json!({ "repeated": ["Set-Cookie", "X-Repeated"] })
}
