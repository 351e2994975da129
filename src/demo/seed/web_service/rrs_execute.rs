//! The operation RRS Execute.

use super::{errors, parameters, text};
use crate::catalog::model::OperationInput;
use crate::demo::seed::parts::{JSON, body, pretty, response};
use crate::demo::web_service::{Answer, column_not_found};

pub(super) fn operation() -> OperationInput {
    let answer = Answer::new(vec!["This is a good day".to_owned()], true);
    OperationInput {
        verb: "POST".to_owned(),
        url_template: "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}"
            .to_owned(),
        display_name: "RRS Execute".to_owned(),
        slug: String::new(),
        description: text(include_str!("rrs_execute.md")),
        parameters: vec![
            parameters::workspace(),
            parameters::service(),
            parameters::version(),
            parameters::details(),
            parameters::content_type(),
            parameters::authorization(),
        ],
        bodies: vec![body(JSON, include_str!("rrs_request.json").trim_end(), include_str!("rrs_request.schema.json"))],
        responses: vec![
            response(
                200,
                "The table with the hashed features of every row.",
                vec![body(JSON, pretty(answer), include_str!("rrs_response.schema.json"))],
            ),
            errors::bad_request("The query or the request body is not what it must be.", &column_not_found()),
            errors::unauthorized(),
            errors::unknown_place(),
        ],
        ..OperationInput::default()
    }
}
