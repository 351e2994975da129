//! `POST /account/security/passkeys/options` and `POST /account/security/passkeys`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::HeaderMap;
use axum::{Extension, Json};
use serde::Deserialize;
use serde_json::{Value, json};

use super::Asker;
use crate::identity::server::Caller;
use crate::identity::server::factors::passkeys;
use crate::paths;
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

#[derive(Deserialize)]
pub(super) struct Wish {
    name: String,
    #[serde(default)]
    password: String,
}

#[derive(Deserialize)]
pub(super) struct Made {
    name: String,
    credential: Value,
}

/// Says what the browser is to ask its authenticator for.
pub(super) async fn options(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    headers: HeaderMap,
    FromJson(wish): FromJson<Wish>,
) -> Result<Json<Value>, AppError> {
    let asker = Asker::with(&state, caller, peer, &headers);
    passkeys::begin_adding(&state, asker.owner(), &wish.name, &wish.password).await.map(Json)
}

/// Adds the passkey that it made, and says where to go on.
pub(super) async fn add(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    FromJson(made): FromJson<Made>,
) -> Result<Json<Value>, AppError> {
    let wants_codes = passkeys::add(&state, &caller, &made.name, &made.credential).await?;
    let next = if wants_codes { paths::SECURITY_CODES.to_owned() } else { paths::security_after("passkey-added") };
    Ok(Json(json!({ "next": next })))
}
