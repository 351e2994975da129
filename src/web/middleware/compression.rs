//! Pages and the data of pages are compressed; files bring their own compressed form, and streams are left alone.

use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, StatusCode, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::compression::predicate::{And, Predicate as _, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};

/// Decides by what an answer's head says.
type Decide = fn(StatusCode, Version, &HeaderMap, &Extensions) -> bool;

/// Below this many bytes compression costs more than it saves: the answer fits one packet anyway.
const WORTH_IT: u64 = 1024;

/// Compresses text with brotli or gzip as `Accept-Encoding` allows.
pub fn layer() -> CompressionLayer<And<SizeAbove, Decide>> {
    CompressionLayer::new()
        // Brotli's own default, 11, takes tens of milliseconds for a page.
        .quality(CompressionLevel::Precise(4))
        .compress_when(SizeAbove::new(WORTH_IT).and(is_text as Decide))
}

/// Takes `Accept-Encoding` off the requests whose answers must not wait in a compressor's buffer.
pub async fn leave_streams_alone(mut request: Request, next: Next) -> Response {
    if is_stream(request.uri().path()) {
        request.headers_mut().remove(header::ACCEPT_ENCODING);
    }
    next.run(request).await
}

/// Whether the route at `path` passes on what a backend sends, as it comes.
pub(super) fn is_stream(path: &str) -> bool {
    path.starts_with("/console/")
}

fn is_text(_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions) -> bool {
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    matches!(media_type.split(';').next().map(str::trim), Some("text/html" | "application/json"))
}
