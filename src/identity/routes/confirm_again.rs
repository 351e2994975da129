//! `POST /confirm/again`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::sign_up;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Has the mail sent again by which an e-mail address is confirmed, and answers alike where there is nothing to confirm.
pub(super) async fn confirm_again(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut form: Form,
) -> Response {
    match sign_up::confirm_again(&state, peer.ip(), form.value("email")).await {
        Ok(()) => Redirect::to(paths::MAIL_SENT).into_response(),
        Err(error) => {
            // The page with this form has another address.
            form.head.uri = Uri::from_static(paths::CONFIRM);
            state.refuse_form(form.head, form.pairs, error).await
        }
    }
}
