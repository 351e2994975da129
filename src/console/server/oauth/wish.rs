//! What a person filled in to get a token.

use std::net::IpAddr;

use crate::console::oauth::TokenRequest;
use crate::kernel::{ApiError, Checks};
use crate::platform::AppState;
use crate::platform::throttle::origin;

/// How many characters the client's id may have.
const MOST_ID: usize = 1000;
/// How many characters the client's secret and the scopes may have.
const MOST: usize = 8000;

/// Checks what was filled in.
pub(super) fn check(request: &TokenRequest) -> Result<(), ApiError> {
    let mut checks = Checks::new();
    let scopes = scope(request);
    checks.text("client_id", &request.client_id, MOST_ID);
    checks.optional_text("client_secret", &request.client_secret, MOST);
    checks.optional_text("scopes", &scopes, MOST);
    for (field, text) in [("client_id", &request.client_id), ("client_secret", &request.client_secret)] {
        checks.one_line(field, text);
    }
    checks.one_line("scopes", &scopes);
    checks.finish()
}

/// The scopes as OAuth writes them (RFC 6749 section 3.3).
pub(super) fn scope(request: &TokenRequest) -> String {
    let mut scopes: Vec<&str> = request.scopes.iter().flat_map(|scope| scope.split(' ')).collect();
    scopes.retain(|scope| !scope.is_empty());
    let mut seen = std::collections::HashSet::new();
    scopes.retain(|scope| seen.insert(*scope));
    scopes.join(" ")
}

/// Counts a request that will be passed on to an authorization server: nobody shall guess at secrets from here.
pub(super) fn count(state: &AppState, peer: IpAddr) -> Result<(), ApiError> {
    let limited = |retry_after_seconds| ApiError::RateLimited { retry_after_seconds };
    state.oauth_requests.check(&origin(peer)).map_err(limited)
}
