//! What all resources have in common: who asks, what is understood, and how it is answered.

pub(super) mod access;
pub(super) mod arguments;
pub(super) mod change;
pub(super) mod etag;
pub(super) mod idempotency;
pub(super) mod json;
pub(super) mod list;
pub(super) mod merge;
pub(super) mod moment;
pub(super) mod problem;
mod store;
pub(super) mod whole;

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde::Serialize;

pub(super) use access::{Access, OptionalAccess};
pub(super) use arguments::Arguments;
pub(super) use change::Change;
pub(super) use idempotency::once;
pub(super) use list::{List, Position};
pub(super) use problem::Problem;

/// What a handler answers.
pub(super) type Answer = Result<Response, Problem>;

/// A list, or anything else without a tag of its own.
pub(super) fn ok(value: &impl Serialize) -> Response {
    Json(value).into_response()
}

/// A single resource with its entity tag (RFC 9110 section 8.8.3).
pub(super) fn single(resource: &impl Serialize) -> Response {
    ([(header::ETAG, etag::of(resource))], Json(resource)).into_response()
}

/// A resource that was just made, at `address`.
pub(super) fn created(address: &str, resource: &impl Serialize) -> Response {
    let mut response = (StatusCode::CREATED, single(resource)).into_response();
    set(&mut response, header::LOCATION, address);
    response
}

/// Nothing more to say.
pub(super) fn gone() -> Response {
    StatusCode::NO_CONTENT.into_response()
}

fn set(response: &mut Response, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
