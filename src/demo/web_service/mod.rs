//! The guide's web service (its appendix A): a text becomes the numbers that feature hashing makes of it, at once
//! through RRS, or in jobs through BES.

mod access;
mod body;
mod data_table;
mod delete;
mod execute;
mod jobs;
mod start;
mod status;
mod storage;
mod submit;
mod table;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

pub(super) use access::{missing_version, unknown_service, wrong_key};
pub(super) use data_table::Answer;
pub(super) use execute::column_not_found;
pub(super) use jobs::{Jobs, already_started, unknown_job};
pub(super) use status::JobStatus;
pub(super) use storage::CONNECTION;
pub(super) use submit::no_outputs;

use super::backend::Backend;

/// How many bytes a request body may have.
const BODY_LIMIT: usize = 1024 * 1024;

/// The routes of both protocols.
pub(super) fn router() -> Router<Backend> {
    Router::new()
        .route("/workspaces/{workspace}/services/{service}/execute", post(execute::execute))
        .route("/workspaces/{workspace}/services/{service}/jobs", post(submit::submit))
        .route("/workspaces/{workspace}/services/{service}/jobs/{jobid}", get(status::status).delete(delete::delete))
        .route("/workspaces/{workspace}/services/{service}/jobs/{jobid}/start", post(start::start))
        .route("/devstoreaccount1/{container}/{blob}", get(storage::blob))
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
}
