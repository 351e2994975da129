//! `GET /apis/{api}/operations.html`

use axum::Extension;
use axum::extract::{Path, RawQuery, State};
use axum::response::{Html, IntoResponse as _, Response};

use crate::catalog::server::service;
use crate::i18n::Locale;
use crate::identity::server::Caller;
use crate::paths::query_value;
use crate::platform::AppState;

/// The operations of one group, to be put into a page that is open already.
pub(super) async fn operation_group(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    RawQuery(parameters): RawQuery,
) -> Response {
    let value = |name| query_value(parameters.as_deref().unwrap_or_default(), name).unwrap_or_default();
    let locale = value("locale").parse().unwrap_or(Locale::en);
    match service::group_rows(&state, &caller, &api, &value("tag"), locale).await {
        Ok(html) => Html(html).into_response(),
        Err(error) => error.into_response(),
    }
}
