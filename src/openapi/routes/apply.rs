//! `POST /admin/imports/{import}/apply`

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::openapi::server::Job;
use crate::paths;
use crate::platform::AppState;

/// Does what was previewed, and leads back to where its progress is shown.
pub(super) async fn apply(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    head: Parts,
) -> Response {
    let page = paths::admin_import(&id);
    match caller.publisher().and_then(|permit| Ok((Job::find(&state, &permit, &id)?, permit))) {
        Ok((job, permit)) => {
            job.apply(&state, permit);
            Redirect::to(&page).into_response()
        }
        Err(error) => state.refuse_at(head, &page, error.into()).await,
    }
}
