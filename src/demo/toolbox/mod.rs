//! The toolbox: answers of every kind that a console has to show. Nothing here needs a key.

mod bytes;
mod delay;
mod echo;
mod empty;
mod gzip;
mod headers;
mod image;
mod large;
mod latin1;
mod png;
mod redirect;
mod status;
mod stream;
mod truncated;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get};

pub(super) use gzip::CONTENT as GZIP_CONTENT;
pub(super) use headers::content as repeated_headers;

use super::backend::Backend;

/// How many bytes a request body may have.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

/// The routes, all under `/toolbox`.
pub(super) fn router() -> Router<Backend> {
    Router::new()
        .route("/toolbox/echo", any(echo::echo))
        .route("/toolbox/status/{code}", any(status::status))
        .route("/toolbox/delay/{seconds}", get(delay::delay))
        .route("/toolbox/redirect", get(redirect::redirect))
        .route("/toolbox/image", get(image::image))
        .route("/toolbox/gzip", get(gzip::gzip))
        .route("/toolbox/large", get(large::large))
        .route("/toolbox/stream", get(stream::stream))
        .route("/toolbox/headers", get(headers::headers))
        .route("/toolbox/bytes", get(bytes::bytes))
        .route("/toolbox/latin1", get(latin1::latin1))
        .route("/toolbox/empty", get(empty::empty))
        .route("/toolbox/truncated", get(truncated::truncated))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}
