//! `POST /console/authorization`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, Json, State};
use axum::http::HeaderMap;
use axum_extra::extract::CookieJar;

use crate::console::oauth::{Begun, TokenRequest};
use crate::console::server::oauth::{Stop, begin};
use crate::identity::server::{Caller, Token, cookie};
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

/// Begins to get a person's token, and has their browser remember that it was this one.
pub(super) async fn authorize(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    FromJson(request): FromJson<TokenRequest>,
) -> Result<(CookieJar, Json<Begun>), AppError> {
    let known = cookie::browser(&state.config, &headers);
    let browser = known.clone().unwrap_or_else(|| Token::new(&state.rng));
    let begun = match begin(&state, &caller, peer.ip(), &browser, &request).await {
        Ok((flow, url)) => Begun::Begun { flow, url },
        Err(Stop::Failed(failure)) => Begun::Failed(failure),
        Err(Stop::Refused(error)) => return Err(error),
    };
    let mut cookies = CookieJar::new();
    if known.is_none() {
        cookies = cookies.add(cookie::known_browser(&state.config, &browser));
    }
    Ok((cookies, Json(begun)))
}
