//! The guide's `AzureML Demo API`.

mod bes_delete;
mod bes_start;
mod bes_status;
mod bes_submit;
mod errors;
mod parameters;
mod recipe;
mod rrs_execute;

use super::SeededApi;
use crate::catalog::model::{ApiInput, Scheme};
use crate::demo::account;

/// The API with its five operations; the backend is at `address`.
pub(super) fn seeded(address: &str) -> SeededApi {
    let api = ApiInput {
        name: "AzureML Demo API".to_owned(),
        description: text(include_str!("api.md")),
        service_url: address.to_owned(),
        suffix: "azureml-demo".to_owned(),
        scheme: Scheme::Both,
        tags: vec!["machine-learning".to_owned(), "demo".to_owned()],
        version: "v1".to_owned(),
        published: true,
        ..ApiInput::default()
    };
    let operations = vec![
        rrs_execute::operation(),
        bes_submit::operation(),
        bes_start::operation(),
        bes_status::operation(),
        bes_delete::operation(),
    ];
    SeededApi { api, operations, recipes: vec![recipe::batch()] }
}

/// A text of the documentation with the account's values filled in.
fn text(markdown: &str) -> String {
    markdown
        .replace("{{workspace}}", account::WORKSPACE)
        .replace("{{service}}", account::SERVICE)
        .replace("{{key}}", account::KEY)
}
