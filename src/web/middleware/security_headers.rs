//! The headers that keep a browser from being turned against its user, on every answer (OWASP Secure Headers).

use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use url::Url;

const ALWAYS: [(HeaderName, HeaderValue); 6] = [
    (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
    (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
    (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
    (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
    (
        HeaderName::from_static("permissions-policy"),
        HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ),
];

/// For answers that say nothing themselves: pages bring a policy with a nonce, everything else needs nothing at all.
const DEFAULTS: [(HeaderName, HeaderValue); 2] = [
    (
        header::CONTENT_SECURITY_POLICY,
        HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; base-uri 'none'"),
    ),
    (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
];

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

/// Sets what does not depend on the configuration.
pub fn guard(headers: &mut HeaderMap) {
    for (name, value) in ALWAYS {
        headers.insert(name, value);
    }
    for (name, value) in DEFAULTS {
        headers.entry(name).or_insert(value);
    }
}
