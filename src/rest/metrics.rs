//! What Prometheus reads. It cannot sign in, but it can show a token.

use axum::extract::State;
use axum::http::header;
use axum::response::IntoResponse as _;

use super::http::{Access, Answer};
use crate::analytics::server::metrics;
use crate::platform::AppState;

pub(super) async fn serve(State(state): State<AppState>, access: Access) -> Answer {
    let (kind, text) = metrics(&state, access.caller()).await?;
    Ok(([(header::CONTENT_TYPE, kind)], text).into_response())
}
