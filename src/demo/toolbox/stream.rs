//! Lines of JSON (application/x-ndjson) with pauses between them.

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use futures_util::StreamExt as _;
use futures_util::stream;
use serde_json::json;

use crate::demo::arguments::Arguments;
use crate::demo::backend::Backend;
use crate::demo::error::ServiceError;

pub(super) async fn stream(
    State(Backend { clock, .. }): State<Backend>,
    arguments: Arguments,
) -> Result<impl IntoResponse, ServiceError> {
    let lines = arguments.query_number("lines", 1..=1_000_u32, 10)?;
    let interval = Duration::from_millis(arguments.query_number("interval", 0..=5_000_u64, 500)?);
    let body = stream::iter(1..=lines).then(move |line| {
        let clock = clock.clone();
        async move {
            if line > 1 {
                tokio::time::sleep(interval).await;
            }
            let text = json!({ "line": line, "of": lines, "at": clock.now() }).to_string();
            Ok::<_, Infallible>(text + "\n")
        }
    });
    Ok(([(CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(body)))
}
