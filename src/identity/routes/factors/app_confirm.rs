//! `POST /account/security/app/confirm`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::Uri;
use axum::response::{IntoResponse as _, Redirect, Response};

use super::{Asker, shown};
use crate::identity::server::Caller;
use crate::identity::server::factors::setup;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Lets an app count whose first code is right. Recovery codes that were made with it are in the answer and nowhere else.
pub(super) async fn confirm(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    mut form: Form,
) -> Response {
    let asker = Asker::of(&state, caller, peer, &form);
    match setup::confirm(&state, asker.owner(), form.value("code")).await {
        Ok(codes) if codes.is_empty() => Redirect::to(&paths::security_after("app-on")).into_response(),
        Ok(codes) => {
            form.head.uri = Uri::from_static(paths::SECURITY_CODES);
            state.show_form(form.head, shown(codes)).await
        }
        Err(error) => state.refuse_at(form.head, paths::SECURITY_APP, error).await,
    }
}
