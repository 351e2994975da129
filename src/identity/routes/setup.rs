//! `POST /setup`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::setup::{self, FirstAdministrator, Visit};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Makes the first administrator, who then signs in.
pub(super) async fn set_up(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    let value = |name: &str| form.value(name).to_owned();
    let first = FirstAdministrator { email: value("email"), name: value("name"), password: value("password") };
    let host = form.head.headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let visit = Visit { peer: peer.ip(), host };
    match setup::set_up(&state, visit, form.value("token"), &first).await {
        Ok(_) => Redirect::to(&paths::sign_in_after("set-up")).into_response(),
        Err(error) => {
            let values = form.pairs.into_iter().filter(|(name, _)| name != "password").collect();
            state.refuse_form(form.head, values, error).await
        }
    }
}
