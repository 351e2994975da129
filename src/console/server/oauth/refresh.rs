//! Renewing a token (RFC 6749 section 6).

use std::net::IpAddr;

use super::endpoint::ask;
use super::flow::Grant;
use super::stop::Stop;
use super::wish::count;
use crate::console::oauth::{self, RefreshRequest, TokenStep};
use crate::identity::server::Token;
use crate::kernel::ApiError;
use crate::platform::AppState;

/// Renews the token that was given to `browser` under this name.
///
/// # Errors
/// [`Stop`]: `NotFound` when there is none, or no longer; `RateLimited`; or whatever the authorization server did.
pub async fn refresh(
    state: &AppState,
    peer: IpAddr,
    browser: Option<&Token>,
    request: RefreshRequest,
) -> Result<oauth::Token, Stop> {
    let grant = Grant::find(state, &request.refresh, browser).ok_or(ApiError::NotFound)?;
    count(state, peer)?;
    let fields = [("grant_type", "refresh_token"), ("refresh_token", grant.refresh_token.as_str())];
    let given = ask(state, &grant.refresh, &grant.client, &fields).await;
    let given = given.map_err(|problem| Stop::at(TokenStep::Refresh, problem))?;
    Ok(grant.hand_out(state, request.refresh, given))
}
