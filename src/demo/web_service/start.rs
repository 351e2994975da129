//! BES Start: a job that was submitted begins to run.

use axum::extract::State;
use axum::http::StatusCode;

use super::access::Access;
use crate::demo::arguments::Arguments;
use crate::demo::backend::Backend;
use crate::demo::error::ServiceError;

pub(super) async fn start(
    _: Access,
    State(backend): State<Backend>,
    arguments: Arguments,
) -> Result<StatusCode, ServiceError> {
    backend.jobs.start(arguments.path("jobid"))?;
    Ok(StatusCode::NO_CONTENT)
}
