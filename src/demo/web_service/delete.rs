//! BES Delete: a job goes; a running one is cancelled.

use axum::extract::State;
use axum::http::StatusCode;

use super::access::Access;
use crate::demo::arguments::Arguments;
use crate::demo::backend::Backend;
use crate::demo::error::ServiceError;

pub(super) async fn delete(
    _: Access,
    State(backend): State<Backend>,
    arguments: Arguments,
) -> Result<StatusCode, ServiceError> {
    backend.jobs.delete(arguments.path("jobid"))?;
    Ok(StatusCode::NO_CONTENT)
}
