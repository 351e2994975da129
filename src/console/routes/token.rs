//! `POST /console/token`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, Json, State};
use axum::http::StatusCode;

use crate::console::oauth::{Token, TokenOutcome, TokenRequest};
use crate::console::server::oauth::{Stop, client_credentials};
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};

/// Gets a token for the application itself. What the authorization server refuses is a 200 that says so.
pub(super) async fn get_token(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(caller): Extension<Caller>,
    request: Result<Json<TokenRequest>, JsonRejection>,
) -> Result<Json<TokenOutcome>, AppError> {
    let request = understood(request)?;
    told(client_credentials(&state, &caller, peer.ip(), &request).await)
}

/// The request that the body is.
pub(super) fn understood<T>(request: Result<Json<T>, JsonRejection>) -> Result<T, ApiError> {
    request.map(|Json(request)| request).map_err(|rejection| match rejection.status() {
        StatusCode::PAYLOAD_TOO_LARGE => ApiError::TooLarge,
        _ => ApiError::Malformed,
    })
}

/// What became of the wish for a token, as the console is told.
pub(super) fn told(result: Result<Token, Stop>) -> Result<Json<TokenOutcome>, AppError> {
    match result {
        Ok(token) => Ok(Json(TokenOutcome::Token(token))),
        Err(Stop::Failed(failure)) => Ok(Json(TokenOutcome::Failed(failure))),
        Err(Stop::Refused(error)) => Err(error),
    }
}
