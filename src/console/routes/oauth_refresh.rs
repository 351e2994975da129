//! `POST /console/oauth/refresh`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, Json, State};
use axum::http::HeaderMap;

use super::token::told;
use crate::console::oauth::{RefreshRequest, TokenOutcome};
use crate::console::server::oauth::refresh;
use crate::identity::server::cookie;
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

/// Renews a token of this browser's.
pub(super) async fn renew(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    FromJson(request): FromJson<RefreshRequest>,
) -> Result<Json<TokenOutcome>, AppError> {
    let browser = cookie::browser(&state.config, &headers);
    told(refresh(&state, peer.ip(), browser.as_ref(), request).await)
}
