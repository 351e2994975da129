//! `POST /admin/imports/{import}/cancel`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::openapi::server::Job;
use crate::paths;
use crate::platform::{AppError, AppState};

/// Stops an import, of which nothing is left then.
pub(super) async fn cancel(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
) -> Response {
    match caller.administrator().and_then(|permit| Job::find(&state, &permit, &id)) {
        Ok(job) => {
            job.cancel();
            Redirect::to(&paths::admin_import(&id)).into_response()
        }
        Err(error) => AppError::from(error).into_response(),
    }
}
