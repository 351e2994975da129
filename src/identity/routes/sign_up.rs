//! `POST /sign-up`

use std::net::SocketAddr;

use axum::extract::{ConnectInfo, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::sign_up::{self, NewcomerForm};
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Creates an account that waits for its confirmation, and answers alike where there is one already.
pub(super) async fn sign_up(
    State(state): State<AppState>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    let value = |name: &str| form.value(name).to_owned();
    let newcomer = NewcomerForm {
        email: value("email"),
        name: value("name"),
        password: value("password"),
        terms: form.value("terms").parse().ok(),
    };
    match sign_up::sign_up(&state, peer.ip(), &newcomer).await {
        Ok(()) => Redirect::to(paths::MAIL_SENT).into_response(),
        Err(error) => {
            let terms = newcomer.terms.map(|version| version.to_string()).unwrap_or_default();
            let values = [("email", newcomer.email), ("name", newcomer.name), ("terms", terms)];
            let values = values.map(|(name, value)| (name.to_owned(), value)).to_vec();
            state.refuse_form(form.head, values, error).await
        }
    }
}
