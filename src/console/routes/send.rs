//! `POST /console/send`

use std::convert::Infallible;

use axum::body::Body;
use axum::extract::{Extension, State};
use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use futures_util::StreamExt as _;

use crate::console::model::ConsoleRequest;
use crate::console::server::{self, Files};
use crate::identity::server::Caller;
use crate::platform::body::FromJson;
use crate::platform::{AppError, AppState};

/// Makes the call that the JSON body asks for and answers with the frames of its answer. Whatever the backend answers,
/// this is a 200 with nothing of it in the headers.
pub(super) async fn send_call(
    State(state): State<AppState>,
    caller: Option<Extension<Caller>>,
    FromJson(request): FromJson<ConsoleRequest>,
) -> Result<Response, AppError> {
    let caller = caller.map(|Extension(caller)| caller).unwrap_or_default();
    answer(&state, &caller, &request, None).await
}

/// The frames of the answer to a call with these files.
pub(super) async fn answer(
    state: &AppState,
    caller: &Caller,
    request: &ConsoleRequest,
    files: Option<Files>,
) -> Result<Response, AppError> {
    let frames = server::send(state, caller, request, files).await?;
    let headers = [(header::CONTENT_TYPE, "application/octet-stream"), (header::CACHE_CONTROL, "no-store")];
    Ok((headers, Body::from_stream(frames.map(Ok::<_, Infallible>))).into_response())
}
