//! BES Status: how far a job is, and what came of it.

use axum::{Json, extract};
use serde::Serialize;
use serde_json::Value;

use super::access::Access;
use super::jobs::State;
use crate::demo::arguments::Arguments;
use crate::demo::backend::Backend;
use crate::demo::error::ServiceError;

/// Why a job fails, in this version always.
const NO_BLOBS: &str = "Reading and writing blobs is not available in this version yet. \
                        The request/response service (RRS Execute) computes the same features.";

/// The state of a job as it is sent.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::demo) struct JobStatus {
    status_code: State,
    /// Where the outputs of a finished job lie; null for any other.
    results: Value,
    details: Option<&'static str>,
}

impl JobStatus {
    /// What is said of a job in `state`.
    pub(in crate::demo) fn new(state: State) -> Self {
        Self { status_code: state, results: Value::Null, details: (state == State::Failed).then_some(NO_BLOBS) }
    }
}

pub(super) async fn status(
    _: Access,
    extract::State(backend): extract::State<Backend>,
    arguments: Arguments,
) -> Result<Json<JobStatus>, ServiceError> {
    backend.jobs.state(arguments.path("jobid")).map(JobStatus::new).map(Json)
}
