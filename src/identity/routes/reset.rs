//! `POST /reset-password`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::reset;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Has a link sent to choose a new password by, and answers alike where there is no account.
pub(super) async fn ask(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    match reset::ask(&state, peer.ip(), form.value("email")).await {
        Ok(()) => Redirect::to(paths::MAIL_SENT).into_response(),
        Err(error) => state.refuse_form(form.head, form.pairs, error).await,
    }
}
