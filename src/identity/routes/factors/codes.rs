//! `POST /account/security/codes`

use std::net::SocketAddr;

use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::response::Response;

use super::{Asker, shown};
use crate::identity::server::Caller;
use crate::identity::server::factors::setup;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Makes new recovery codes. They are in the answer and nowhere else.
pub(super) async fn make(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    form: Form,
) -> Response {
    let asker = Asker::of(&state, caller, peer, &form);
    match setup::new_codes(&state, asker.owner(), form.value("password")).await {
        Ok(codes) => state.show_form(form.head, shown(codes)).await,
        Err(error) => state.refuse_at(form.head, paths::SECURITY_CODES, error).await,
    }
}
