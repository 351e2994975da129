//! Rendering a page.

use axum::body::Body;
use axum::extract::{OriginalUri, State};
use axum::http::Request;
use axum::response::Response;
use leptos::prelude::provide_context;
use leptos_axum::render_app_async_with_context;

use super::page_tasks::with_its_tasks;
use super::shell::shell;
use crate::identity::server::Caller;
use crate::kernel::Submission;
use crate::platform::AppState;
use crate::site::server::frame;

/// Answers with the page of the request's address.
pub(super) async fn page(State(state): State<AppState>, request: Request<Body>) -> Response {
    render(state, request, Submission::default()).await
}

/// The page of the request's address, with the submission of its form in it.
pub(super) async fn render(state: AppState, request: Request<Body>, submission: Submission) -> Response {
    let caller = request.extensions().get::<Caller>().cloned().unwrap_or_default();
    let frame = frame(&state, &caller, request.headers()).await;
    let (theme, accent) = (frame.theme, frame.stylesheet.clone());
    let options = state.leptos.clone();
    let shown_at = shown_at(&request);
    let editor = state.assets.editor();
    let context = move || {
        provide_context(state.clone());
        provide_context(caller.clone());
        provide_context(frame.clone());
        provide_context(submission.clone());
    };
    let rendering = render_app_async_with_context(context, move || {
        shell(options.clone(), theme, accent.clone(), editor.clone(), shown_at.clone())
    })(request);
    with_its_tasks(rendering).await
}

/// The address of the page, where it answers a request for another one: that of a form which has no page of its own.
fn shown_at(request: &Request<Body>) -> Option<String> {
    let OriginalUri(asked) = request.extensions().get()?;
    (asked.path() != request.uri().path()).then(|| request.uri().to_string())
}
