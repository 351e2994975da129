//! `GET /apis/{api}/schema.html`

use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::Response;

use super::part::{answer, wanted};
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::platform::AppState;

/// The next levels of a schema, to be put into a page that is open already.
pub(super) async fn schema_part(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let (at, locale) = wanted(query.as_deref(), "at");
    answer(service::schema_part(&state, &caller, &api, &at, locale).await)
}
