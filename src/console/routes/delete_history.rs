//! `POST /console/history/{id}/delete`

use axum::extract::{Extension, Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::console::server::history::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;

/// Deletes a call of one's own and leads back to the list as it was; where that fails, the list says why.
pub(super) async fn delete_history(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    Path(id): Path<String>,
    head: Parts,
) -> Response {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    let value = |name| head.uri.query().and_then(|query| paths::query_value(query, name)).unwrap_or_default();
    let list = paths::history(&value("q"), value("page").parse().unwrap_or(1));
    match service::delete(&state, &caller, &id.into()).await {
        Ok(()) => Redirect::to(&list).into_response(),
        Err(error) => state.refuse_at(head, &list, error).await,
    }
}
