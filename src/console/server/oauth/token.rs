//! A token for the application itself (RFC 6749 section 4.4).

use std::net::IpAddr;

use super::endpoint::{Client, ask};
use super::scheme::server;
use super::stop::Stop;
use super::wish::{check, count, scope};
use crate::console::oauth::{Flow, Token, TokenRequest, TokenStep};
use crate::identity::server::Caller;
use crate::kernel::{ApiError, Message};
use crate::platform::AppState;

/// Gets the token that `request` asks for.
///
/// # Errors
/// [`Stop`]: `NotFound` when the operation is none that `caller` may see, or does not use such a scheme; `Invalid` for what
/// was filled in; `RateLimited`; or whatever the authorization server did.
pub async fn client_credentials(
    state: &AppState,
    caller: &Caller,
    peer: IpAddr,
    request: &TokenRequest,
) -> Result<Token, Stop> {
    if request.flow != Flow::ClientCredentials {
        let allowed = Flow::ClientCredentials.as_str().to_owned();
        return Err(ApiError::field("flow", Message::NotOneOf { allowed }).into());
    }
    check(request)?;
    count(state, peer)?;
    let server = server(state, caller, request).await?;
    let scope = scope(request);
    let fields = [("grant_type", "client_credentials"), ("scope", scope.as_str())];
    let given = ask(state, &server.token, &Client::of(request), &fields).await;
    let given = given.map_err(|problem| Stop::at(TokenStep::Token, problem))?;
    Ok(Token {
        access_token: given.access_token,
        token_type: given.token_type,
        expires_in: given.expires_in,
        scope: given.scope.unwrap_or(scope),
        has_id_token: given.has_id_token,
        // Section 4.4.3 wants none here: who has the secret gets another token as easily.
        refresh: None,
    })
}
