//! The addresses of what programs use: tokens and the management API.

use super::encode;
use crate::kernel::ids::TokenId;

/// The tokens of somebody's programs, and where the form for a new one is sent.
pub const TOKENS: &str = "/account/tokens";
/// What all addresses of the management API begin with.
pub const REST: &str = "/api/v1";
/// The management API's OpenAPI document.
pub const REST_DOCUMENT: &str = "/api/v1/openapi.json";
/// Where documents are imported.
pub const REST_IMPORTS: &str = "/api/v1/imports";

/// Where the button to revoke a token is sent.
#[must_use]
pub fn revoke_token(id: &TokenId) -> String {
    format!("{TOKENS}/{}/revoke", encode(id.as_str()))
}

/// Whether `path` is one of the management API, or another that is for programs with a token.
#[must_use]
pub fn is_rest(path: &str) -> bool {
    path == super::METRICS || path.strip_prefix(REST).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A resource of the management API: `segments` below [`REST`], each percent-encoded.
#[must_use]
pub fn rest(segments: &[&str]) -> String {
    segments.iter().fold(REST.to_owned(), |path, segment| format!("{path}/{}", encode(segment)))
}
