//! `POST /sign-in/passkey/options` and `POST /sign-in/passkey`

use std::net::SocketAddr;

use axum::Json;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, header};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::identity::rules;
use crate::identity::server::factors::passkeys;
use crate::identity::server::service::Visitor;
use crate::identity::server::{Token, cookie};
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

#[derive(Deserialize)]
pub(super) struct Wish {
    step: bool,
}

#[derive(Deserialize)]
pub(super) struct Given {
    /// Whether it follows the password.
    step: bool,
    #[serde(default)]
    next: String,
    credential: Value,
}

/// Says what the browser is to ask its authenticator for.
pub(super) async fn options(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    FromJson(wish): FromJson<Wish>,
) -> Result<Json<Value>, AppError> {
    let step = step(&state, &headers, wish.step)?;
    passkeys::begin(&state, visitor(peer, &headers), step.as_ref()).await.map(Json)
}

/// Signs somebody in with what it answered, and says where to go on.
pub(super) async fn sign_in(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    FromJson(given): FromJson<Given>,
) -> Result<(CookieJar, Json<Value>), AppError> {
    let (old, step) = (cookie::token(&state.config, &headers), step(&state, &headers, given.step)?);
    let visitor = visitor(peer, &headers);
    let signed_in = passkeys::finish(&state, visitor, step.as_ref(), &given.credential, old.as_ref()).await?;
    let next = rules::local_path(&given.next).unwrap_or(paths::HOME);
    let cookies =
        CookieJar::new().add(cookie::session(&state.config, &signed_in.token)).add(cookie::no_step(&state.config));
    Ok((cookies, Json(json!({ "next": next }))))
}

/// The token of the second step, where one is wanted. Without one this is no sign-in by passkey alone instead.
fn step(state: &AppState, headers: &HeaderMap, wanted: bool) -> Result<Option<Token>, ApiError> {
    if !wanted {
        return Ok(None);
    }
    cookie::step(&state.config, headers).map(Some).ok_or(ApiError::Unauthenticated)
}

fn visitor(peer: SocketAddr, headers: &HeaderMap) -> Visitor<'_> {
    let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Visitor { peer: peer.ip(), user_agent }
}
