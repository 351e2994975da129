//! `POST /account/security/app/off`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::Asker;
use crate::identity::server::Caller;
use crate::identity::server::factors::setup;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Switches an app off.
pub(super) async fn switch_off(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    let asker = Asker::of(&state, caller, peer, &form);
    match setup::switch_off(&state, asker.owner(), form.value("proof")).await {
        Ok(()) => Redirect::to(&paths::security_after("app-off")).into_response(),
        Err(error) => state.refuse_at(form.head, paths::SECURITY, error).await,
    }
}
