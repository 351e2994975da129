//! `POST /account/password`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::{Caller, cookie, profile};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Changes the password of whoever knows the present one, and ends their other sessions.
pub(super) async fn change_password(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut form: Form,
) -> Response {
    let kept = cookie::token(&state.config, &form.head.headers);
    let (present, new) = (form.value("present"), form.value("new"));
    match profile::change_password(&state, &caller, peer.ip(), kept.as_ref(), present, new).await {
        Ok(()) => Redirect::to(&paths::account_after("password")).into_response(),
        Err(error) => {
            form.head.uri = Uri::from_static(paths::ACCOUNT);
            // Neither password goes back.
            state.refuse_form(form.head, Vec::new(), error).await
        }
    }
}
