//! `GET /apis/{api}/operations.html`

use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;

use super::part::{answer, wanted};
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::platform::AppState;

/// The operations of one group, to be put into a page that is open already.
pub(super) async fn operation_group(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let (tag, locale) = wanted(query.as_deref(), "tag");
    answer(service::group_rows(&state, &caller, &api, &tag, locale).await)
}
