//! `POST /sign-out`

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Redirect;
use axum_extra::extract::CookieJar;

use crate::identity::server::{cookie, service};
use crate::paths;
use crate::platform::{AppError, AppState};

/// Ends the browser's session.
pub(super) async fn sign_out(
    State(state): State<AppState>,
    headers: HeaderMap,
) -> Result<(CookieJar, Redirect), AppError> {
    if let Some(token) = cookie::token(&state.config, &headers) {
        service::sign_out(&state, &token).await?;
    }
    Ok((CookieJar::new().add(cookie::no_session(&state.config)), Redirect::to(paths::HOME)))
}
