//! The operation BES Start.

use super::{errors, parameters, text};
use crate::catalog::model::OperationInput;
use crate::demo::seed::parts::response;
use crate::demo::web_service::missing_version;

pub(super) fn operation() -> OperationInput {
    OperationInput {
        verb: "POST".to_owned(),
        url_template: "/workspaces/{workspace}/services/{service}/jobs/{jobid}/start?api-version={apiversion}"
            .to_owned(),
        display_name: "BES Start".to_owned(),
        slug: String::new(),
        description: text(include_str!("bes_start.md")),
        parameters: parameters::of_a_job(),
        bodies: Vec::new(),
        responses: vec![
            response(204, "The job has been started.", Vec::new()),
            errors::bad_request("The query does not name a supported version.", &missing_version()),
            errors::unauthorized(),
            errors::no_job(),
            errors::conflict(),
        ],
        ..OperationInput::default()
    }
}
