//! A page of somebody else's cannot make a visitor's browser change something here.
//!
//! `tower-http` decides by the headers that browsers set and pages cannot: `Sec-Fetch-Site` must be `same-origin` or
//! `none`; where it is missing (plain HTTP, old browsers), `Origin` must be this host. GET, HEAD and OPTIONS pass,
//! they change nothing. A request with neither header passes too: every browser that can run this portal sends at least
//! `Origin` with a POST, so it comes from a program, which has no visitor's cookies to abuse.

use axum::body::Body;
use axum::http::{Method, Uri};
use axum::response::{IntoResponse as _, Response};
use tower_http::csrf::{CsrfLayer, ProtectionError};
use url::{Host, Url};

use crate::kernel::ApiError;
use crate::paths;

/// How a refused request is answered.
type Refuse = fn(ProtectionError) -> Response<Body>;

/// Refuses requests from other origins with [`ApiError::Forbidden`].
pub fn layer(public_url: &Url) -> CsrfLayer<Refuse> {
    let layer = CsrfLayer::new();
    // Behind a proxy that rewrites `Host`, the visitor's origin is the public one. On loopback there is no such proxy,
    // and to trust the default address would trust whatever else a visitor runs on that port of theirs.
    let layer = if is_loopback(public_url) {
        layer
    } else {
        layer.add_trusted_origin(public_url.origin().ascii_serialization()).unwrap_or_default()
    };
    // Programs show a token there, and cookies are not looked at.
    let layer = layer.with_insecure_bypass(|_: &Method, uri: &Uri| paths::is_rest(uri.path()));
    layer.with_rejection_response(refuse as Refuse)
}

fn refuse(error: ProtectionError) -> Response<Body> {
    tracing::warn!(%error, "refused: {error}");
    ApiError::Forbidden.into_response()
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}
