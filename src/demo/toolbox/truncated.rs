//! An answer that breaks off in the middle of its body.

use std::io;

use axum::body::{Body, Bytes};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::IntoResponse;
use futures_util::{StreamExt as _, stream};

/// What arrives.
const BEGINNING: &str = "{\"promised\":4096,\"text\":\"The connection is closed before the rest";

/// How many bytes were promised.
const PROMISED: &str = "4096";

pub(super) async fn truncated() -> impl IntoResponse {
    let breaking = stream::once(async {
        // A turn of its own, so that the beginning is sent before the connection is cut.
        tokio::task::yield_now().await;
        Err(io::Error::from(io::ErrorKind::ConnectionAborted))
    });
    let body = stream::iter([Ok(Bytes::from_static(BEGINNING.as_bytes()))]).chain(breaking);
    ([(CONTENT_TYPE, "application/json"), (CONTENT_LENGTH, PROMISED)], Body::from_stream(body))
}
