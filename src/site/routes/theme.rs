//! `GET /site/theme.css`

use axum::extract::{Query, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse as _, Response};

use super::logo::{Version, kept};
use crate::kernel::ApiError;
use crate::platform::{AppError, AppState};
use crate::site::server::theme;

/// Answers with the stylesheet of the chosen accent colour.
pub(super) async fn show(State(state): State<AppState>, Query(Version { v }): Query<Version>) -> Response {
    match chosen(&state).await {
        Ok(accent) => {
            let css = (header::CONTENT_TYPE, HeaderValue::from_static("text/css; charset=utf-8"));
            let is_this = accent.strip_prefix('#') == Some(v.as_str());
            ([css, (header::CACHE_CONTROL, kept(is_this))], theme::stylesheet(&accent)).into_response()
        }
        Err(error) => error.into_response(),
    }
}

async fn chosen(state: &AppState) -> Result<String, AppError> {
    Ok(state.settings().await?.choices.accent.ok_or(ApiError::NotFound)?)
}
