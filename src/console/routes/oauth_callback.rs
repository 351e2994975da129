//! `GET /console/oauth/callback`

use axum::extract::{RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;

use crate::console::server::oauth::{Returned, come_back, page};
use crate::identity::server::cookie;
use crate::platform::{AppError, AppState};

/// Takes a person back from the authorization server. What they brought counts once, and only together with the cookie that
/// the browser has of the beginning: nobody can be made to bring another one's.
pub(super) async fn callback(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let browser = cookie::browser(&state.config, &headers);
    let landing = come_back(&state, browser.as_ref(), Returned::read(&query.unwrap_or_default())).await?;
    Ok(page(&state, &headers, &landing))
}
