//! Guards every answer of the portal.

use axum::extract::{Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use url::Url;

use crate::platform::guard::guard;

/// A year, as browsers ask for (RFC 6797 section 6.1.1).
const TRANSPORT: HeaderValue = HeaderValue::from_static("max-age=31536000");

/// What depends on the configuration.
#[derive(Clone, Copy, Debug)]
pub struct Headers {
    https: bool,
}

impl Headers {
    /// For a portal that people reach at `public_url`.
    #[must_use]
    pub fn new(public_url: &Url) -> Self {
        Self { https: public_url.scheme() == "https" }
    }
}

/// Sets the headers.
pub async fn set(State(Headers { https }): State<Headers>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    guard(headers);
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
    response
}
