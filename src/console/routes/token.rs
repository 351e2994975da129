//! `POST /console/token`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, Json, State};

use crate::console::oauth::{Token, TokenOutcome, TokenRequest};
use crate::console::server::oauth::{Stop, client_credentials};
use crate::identity::server::Caller;
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

/// Gets a token for the application itself. What the authorization server refuses is a 200 that says so.
pub(super) async fn get_token(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(caller): Extension<Caller>,
    FromJson(request): FromJson<TokenRequest>,
) -> Result<Json<TokenOutcome>, AppError> {
    told(client_credentials(&state, &caller, peer.ip(), &request).await)
}

/// What became of the wish for a token, as the console is told.
pub(super) fn told(result: Result<Token, Stop>) -> Result<Json<TokenOutcome>, AppError> {
    match result {
        Ok(token) => Ok(Json(TokenOutcome::Token(token))),
        Err(Stop::Failed(failure)) => Ok(Json(TokenOutcome::Failed(failure))),
        Err(Stop::Refused(error)) => Err(error),
    }
}
