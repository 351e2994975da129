//! `POST /account/close`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum_extra::extract::CookieJar;

use crate::identity::server::{Caller, cookie, profile};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Deletes the account of whoever knows its password, or has none and types its address; the page at this address has said what that loses.
pub(super) async fn close(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    let (password, email) = (form.value("password"), form.value("email"));
    match profile::close(&state, &caller, peer.ip(), password, email).await {
        Ok(()) => (CookieJar::new().add(cookie::no_session(&state.config)), Redirect::to(paths::HOME)).into_response(),
        Err(error) => state.refuse_form(form.head, Vec::new(), error).await,
    }
}
