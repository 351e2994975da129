//! The parameters and headers that the operations share, filled in so that a first call succeeds.

use crate::catalog::model::{Parameter, ParameterType};
use crate::demo::account;
use crate::demo::seed::parts::{JSON, header, in_path, in_query};

pub(super) fn workspace() -> Parameter {
    let description = "The workspace that the experiment belongs to.";
    in_path("workspace", ParameterType::String, account::WORKSPACE, description)
}

pub(super) fn service() -> Parameter {
    in_path("service", ParameterType::String, account::SERVICE, "The web service that the experiment was published as.")
}

fn job() -> Parameter {
    let description = "The job id that BES Submit answered, without its quotation marks.";
    in_path("jobid", ParameterType::String, "", description)
}

pub(super) fn version() -> Parameter {
    in_query("apiversion", ParameterType::String, "2.0", "The version of the protocol. There is only 2.0.")
}

pub(super) fn details() -> Parameter {
    in_query("details", ParameterType::Boolean, "true", "Whether the answer tells the types of its columns.")
}

pub(super) fn content_type() -> Parameter {
    header("Content-Type", JSON, "The media type of the request body.")
}

pub(super) fn authorization() -> Parameter {
    let description = "Bearer, a space and the web service's API key.";
    header("Authorization", &format!("Bearer {}", account::KEY), description)
}

/// What every operation on one job takes.
pub(super) fn of_a_job() -> Vec<Parameter> {
    vec![workspace(), service(), job(), version(), authorization()]
}
