//! BES Status: how far a job is, and what came of it.

use axum::http::{HeaderMap, header};
use axum::{Json, extract};
use serde::Serialize;
use serde_json::{Value, json};

use super::access::Access;
use super::jobs::{State, Written};
use super::storage::{base_location, sas_token};
use crate::demo::arguments::Arguments;
use crate::demo::backend::Backend;
use crate::demo::error::ServiceError;

/// The state of a job as it is sent.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "PascalCase")]
pub(in crate::demo) struct JobStatus {
    status_code: State,
    /// Where the outputs of a finished job lie; null for any other.
    results: Value,
    details: Option<String>,
}

impl JobStatus {
    /// What is said of a job in `state`, which came to `result` if it has ended, at the `host` that was called.
    fn new(state: State, result: Result<Written, String>, host: &str) -> Self {
        let (results, details) = match (state, result) {
            (State::Finished, Ok(written)) => (results(host, &written.path, &written.signature), None),
            (State::Failed, Err(why)) => (Value::Null, Some(why)),
            _ => (Value::Null, None),
        };
        Self { status_code: state, results, details }
    }

    /// What is said of a finished job, for the documentation.
    pub(in crate::demo) fn sample() -> Self {
        let results = results("127.0.0.1:3002", "/mycontainer/myresultsblob.csv", "0c9f7a41d2b34e60a1885f2d7c36e9b4");
        Self { status_code: State::Finished, results, details: None }
    }
}

fn results(host: &str, path: &str, signature: &str) -> Value {
    json!({ "output1": {
        "BaseLocation": base_location(host),
        "RelativeLocation": path,
        "SasBlobToken": sas_token(signature),
    } })
}

pub(super) async fn status(
    _: Access,
    extract::State(backend): extract::State<Backend>,
    headers: HeaderMap,
    arguments: Arguments,
) -> Result<Json<JobStatus>, ServiceError> {
    let (state, result) = backend.jobs.state(arguments.path("jobid"))?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    Ok(Json(JobStatus::new(state, result, host)))
}
