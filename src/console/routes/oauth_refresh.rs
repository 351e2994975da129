//! `POST /console/oauth/refresh`

use std::net::SocketAddr;

use axum::extract::rejection::JsonRejection;
use axum::extract::{ConnectInfo, Json, State};
use axum::http::HeaderMap;

use super::token::{told, understood};
use crate::console::oauth::{RefreshRequest, TokenOutcome};
use crate::console::server::oauth::refresh;
use crate::identity::server::cookie;
use crate::platform::{AppError, AppState};

/// Renews a token of this browser's.
pub(super) async fn renew(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    request: Result<Json<RefreshRequest>, JsonRejection>,
) -> Result<Json<TokenOutcome>, AppError> {
    let request = understood(request)?;
    let browser = cookie::browser(&state.config, &headers);
    told(refresh(&state, peer.ip(), browser.as_ref(), request).await)
}
