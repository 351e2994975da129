//! `POST /admin/imports/{import}/cancel`

use axum::Extension;
use axum::extract::{Path, State};
use axum::http::request::Parts;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::openapi::server::Job;
use crate::paths;
use crate::platform::AppState;

/// Stops an import, of which nothing is left then.
pub(super) async fn cancel(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    head: Parts,
) -> Response {
    let page = paths::admin_import(&id);
    match caller.publisher().and_then(|permit| Job::find(&state, &permit, &id)) {
        Ok(job) => {
            job.cancel();
            Redirect::to(&page).into_response()
        }
        Err(error) => state.refuse_at(head, &page, error.into()).await,
    }
}
