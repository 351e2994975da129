//! The `Toolbox` API.

mod answers;
mod failures;
mod requests;

use super::SeededApi;
use super::parts::response;
use crate::catalog::model::{ApiInput, OperationInput, Parameter, Representation, Scheme};

/// The API with its operations; the backend is at `address`.
pub(super) fn seeded(address: &str) -> SeededApi {
    let api = ApiInput {
        name: "Toolbox".to_owned(),
        description: include_str!("api.md").to_owned(),
        service_url: format!("{address}/toolbox"),
        suffix: "toolbox".to_owned(),
        scheme: Scheme::Https,
        tags: vec!["demo".to_owned(), "testing".to_owned()],
        version: "v1".to_owned(),
        published: true,
        ..ApiInput::default()
    };
    let operations = [requests::operations(), failures::operations(), answers::operations()].concat();
    SeededApi { api, operations, recipes: Vec::new() }
}

/// An operation without a request body that answers 200 in one content type.
fn get(
    template: &str,
    display_name: &str,
    description: &str,
    parameters: Vec<Parameter>,
    answer: (&str, Representation),
) -> OperationInput {
    let (meaning, representation) = answer;
    OperationInput {
        verb: "GET".to_owned(),
        url_template: template.to_owned(),
        display_name: display_name.to_owned(),
        description: description.to_owned(),
        parameters,
        responses: vec![response(200, meaning, vec![representation])],
        ..OperationInput::default()
    }
}
