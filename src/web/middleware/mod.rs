//! What every request passes on its way in and every answer on its way out.

pub mod body_limit;
pub mod compression;
pub mod csrf;
pub mod origin;
pub mod panic;
pub mod request_id;
pub mod security_headers;
pub mod timeout;
pub mod trace;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tower_http::sensitive_headers::{SetSensitiveRequestHeadersLayer, SetSensitiveResponseHeadersLayer};
use url::Url;

use crate::platform::{AppState, Rng};

pub use body_limit::limited;
pub use request_id::RequestId;

/// `router` with everything around it that holds for all its routes. The routes themselves bring their body limits,
/// by [`limited`].
pub fn wrap(router: Router, state: &AppState) -> Router {
    around(router, &state.rng, &state.config.public_url)
}

/// The same for a `router` that stands alone: what the middleware really needs is randomness for the request ids and
/// the address under which people reach the portal.
pub fn around(router: Router, rng: &Rng, public_url: &Url) -> Router {
    let headers = security_headers::Headers::new(public_url);
    // Each `layer` goes around those before it, so an answer passes them from top to bottom, a request upwards.
    router
        .layer(from_fn(timeout::timeout))
        // Refuse before the router's time is spent, but inside everything that makes an answer presentable.
        .layer(csrf::layer(public_url))
        .layer(compression::layer())
        .layer(from_fn(compression::leave_streams_alone))
        // All that runs inside may panic, and what is made of a panic needs headers and a log line too.
        .layer(from_fn(panic::catch))
        // All that was refused until here.
        .layer(from_fn(crate::rest::present))
        .layer(from_fn_with_state(headers, security_headers::set))
        .layer(from_fn(trace::trace))
        // Before anything could print a request or an answer.
        .layer(SetSensitiveRequestHeadersLayer::new(trace::SENSITIVE_REQUEST_HEADERS))
        .layer(SetSensitiveResponseHeadersLayer::new(trace::SENSITIVE_RESPONSE_HEADERS))
        .layer(from_fn(origin::note))
        // Outermost, for the log, the panic's answer and the header speak of the same id.
        .layer(from_fn_with_state(rng.clone(), request_id::identify))
}
