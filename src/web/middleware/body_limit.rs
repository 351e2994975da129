//! A route reads no more of a request's body than the route table allows it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, Request};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::MethodRouter;
use http_body::Body as _;
use http_body_util::{BodyExt as _, LengthLimitError, Limited};

use crate::kernel::ApiError;

/// `handler`, which answers [`ApiError::TooLarge`] to a body of more than `bytes` bytes.
pub fn limited<S>(handler: MethodRouter<S>, bytes: usize) -> MethodRouter<S>
where
    S: Clone + Send + Sync + 'static,
{
    handler
        // What answers another method takes no body, so that is what it says.
        .route_layer(from_fn(move |request, next| limit(bytes, request, next)))
        // Ours holds for bodies of any kind; axum's own 2 MiB would hold for some of them only.
        .layer(DefaultBodyLimit::disable())
}

async fn limit(bytes: usize, request: Request, next: Next) -> Response {
    // What `Content-Length` has announced.
    if request.body().size_hint().lower() > bytes as u64 {
        return ApiError::TooLarge.into_response();
    }
    let exceeded = Arc::new(AtomicBool::new(false));
    let noticed = Arc::clone(&exceeded);
    let request = request.map(|body| {
        Body::new(Limited::new(body, bytes).map_err(move |error| {
            if error.is::<LengthLimitError>() {
                noticed.store(true, Ordering::Relaxed);
            }
            error
        }))
    });
    let response = next.run(request).await;
    // Whatever the handler made of a body that broke off: an extractor's own text, a form with missing fields.
    if exceeded.load(Ordering::Relaxed) { ApiError::TooLarge.into_response() } else { response }
}
