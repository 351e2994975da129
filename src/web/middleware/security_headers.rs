//! Guards every answer of the portal.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
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

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");

/// Sets the headers.
pub async fn set(State(Headers { https }): State<Headers>, request: Request, next: Next) -> Response {
    let alone = !is_strangers_catalog(&request);
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    guard(headers);
    if !alone {
        headers.remove(OPENER_POLICY);
    }
    if https {
        headers.insert(header::STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
    response
}

/// Whether somebody whom the portal has never seen reads what is published for all. To part a page from whoever opened it
/// costs the browser a process of its own, 60 to 80 ms before anything is seen, and here is nothing that an opener could
/// learn or do: no cookie, so nobody's session.
fn is_strangers_catalog(request: &Request) -> bool {
    let path = request.uri().path();
    let catalog = path == "/apis" || path.starts_with("/apis/");
    catalog && request.method().is_safe() && !request.headers().contains_key(header::COOKIE)
}
