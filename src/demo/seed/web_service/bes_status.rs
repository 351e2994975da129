//! The operation BES Status.

use super::{errors, parameters, text};
use crate::catalog::model::OperationInput;
use crate::demo::seed::parts::{JSON, body, pretty, response};
use crate::demo::web_service::{JobStatus, missing_version};

pub(super) fn operation() -> OperationInput {
    let sample = pretty(JobStatus::sample());
    OperationInput {
        verb: "GET".to_owned(),
        url_template: "/workspaces/{workspace}/services/{service}/jobs/{jobid}?api-version={apiversion}".to_owned(),
        display_name: "BES Status".to_owned(),
        slug: String::new(),
        description: text(include_str!("bes_status.md")),
        parameters: parameters::of_a_job(),
        bodies: Vec::new(),
        responses: vec![
            response(
                200,
                "How far the job is, and what came of it.",
                vec![body(JSON, sample, include_str!("job_status.schema.json"))],
            ),
            errors::bad_request("The query does not name a supported version.", &missing_version()),
            errors::unauthorized(),
            errors::no_job(),
        ],
        ..OperationInput::default()
    }
}
