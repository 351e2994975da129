//! `POST /account/security/passkeys/{passkey}/rename` and `POST /account/security/passkeys/{passkey}/remove`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Asker;
use crate::identity::server::Caller;
use crate::identity::server::factors::passkeys;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Gives a passkey another name.
pub(super) async fn rename(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match passkeys::rename(&state, &caller, &id, form.value("name")).await {
        Ok(()) => Redirect::to(&paths::security_after("passkey-renamed")).into_response(),
        Err(error) => state.refuse_at(form.head, paths::SECURITY, error).await,
    }
}

/// Removes a passkey.
pub(super) async fn remove(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let asker = Asker::of(&state, caller, peer, &form);
    match passkeys::remove(&state, asker.owner(), &id, form.value("password")).await {
        Ok(()) => Redirect::to(&paths::security_after("passkey-removed")).into_response(),
        Err(error) => state.refuse_at(form.head, paths::SECURITY, error).await,
    }
}
