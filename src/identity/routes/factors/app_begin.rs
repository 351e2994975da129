//! `POST /account/security/app`

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

/// Begins to set an app up, and leads to the page that shows its secret.
pub(super) async fn begin(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    let asker = Asker::of(&state, caller, peer, &form);
    match setup::begin(&state, asker.owner(), form.value("password")).await {
        Ok(()) => Redirect::to(paths::SECURITY_APP).into_response(),
        Err(error) => state.refuse_at(form.head, paths::SECURITY, error).await,
    }
}
