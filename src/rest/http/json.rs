//! Bodies.

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use serde::de::DeserializeOwned;

use super::Problem;
use crate::kernel::ApiError;
use crate::kernel::http::essence;

/// The media type of a request's body, in lower case and without parameters; empty for none.
pub fn media_type(headers: &HeaderMap) -> String {
    let value = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    essence(value.unwrap_or_default()).to_ascii_lowercase()
}

/// A body that was sent as one of `expected`.
///
/// # Errors
/// 415.
pub fn unsupported(expected: &str) -> Problem {
    Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, format!("Content-Type: {expected} was expected."))
}

/// What `body` says as JSON.
///
/// # Errors
/// 415 when it was not sent as JSON; 400 when it is none, or says something else than what is expected.
pub fn read<T: DeserializeOwned>(headers: &HeaderMap, body: &[u8]) -> Result<T, Problem> {
    if media_type(headers) != "application/json" {
        return Err(unsupported("application/json"));
    }
    object(body)
}

/// What `body` says as a JSON object.
///
/// # Errors
/// 400 when it is none, or says something else than what is expected.
pub fn object<T: DeserializeOwned>(body: &[u8]) -> Result<T, Problem> {
    // Serde would take a list of the fields' values, too.
    if body.trim_ascii_start().first() != Some(&b'{') {
        return Err(Problem::malformed("The body cannot be understood: an object was expected."));
    }
    serde_json::from_slice(body).map_err(|error| not_understood(&error))
}

/// A body that says something else than what is expected.
pub fn not_understood(error: &serde_json::Error) -> Problem {
    Problem::malformed(format!("The body cannot be understood: {error}."))
}

/// The whole of `body`. How large it may be, the route says.
///
/// # Errors
/// 400 when it breaks off.
pub async fn whole(body: Body) -> Result<Bytes, Problem> {
    to_bytes(body, usize::MAX).await.map_err(|_| ApiError::Malformed.into())
}
