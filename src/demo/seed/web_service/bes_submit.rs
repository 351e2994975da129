//! The operation BES Submit.

use super::{errors, parameters, text};
use crate::catalog::model::OperationInput;
use crate::demo::seed::parts::{JSON, body, pretty, response};
use crate::demo::web_service::no_outputs;

/// A job id.
const JOB: &str = "6f1c0e52b9d84b0f9a3d7c2e41f58a60";

pub(super) fn operation() -> OperationInput {
    OperationInput {
        verb: "POST".to_owned(),
        url_template: "/workspaces/{workspace}/services/{service}/jobs?api-version={apiversion}".to_owned(),
        display_name: "BES Submit".to_owned(),
        slug: String::new(),
        description: text(include_str!("bes_submit.md")),
        parameters: vec![
            parameters::workspace(),
            parameters::service(),
            parameters::version(),
            parameters::content_type(),
            parameters::authorization(),
        ],
        bodies: vec![body(JSON, include_str!("bes_request.json").trim_end(), include_str!("bes_request.schema.json"))],
        responses: vec![
            response(
                200,
                "The id of the new job, as a JSON string.",
                vec![body(JSON, pretty(JOB), include_str!("job_id.schema.json"))],
            ),
            errors::bad_request("The query or the request body is not what it must be.", &no_outputs()),
            errors::unauthorized(),
            errors::unknown_place(),
        ],
        ..OperationInput::default()
    }
}
