//! `POST /account/history/delete`

use axum::extract::{Extension, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::console::server::history::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;

/// Deletes all calls of one's own; the page at this address has asked.
pub(super) async fn delete_all_history(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    head: Parts,
) -> Response {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    match service::delete_all(&state, &caller).await {
        Ok(()) => Redirect::to(paths::HISTORY).into_response(),
        Err(error) => state.refuse_form(head, Vec::new(), error).await,
    }
}
