//! The publisher's forms, as a browser without JavaScript meets them.

mod apis;
mod operations;
mod servers;

use loggia::catalog::model::Operation;
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;

use super::html;
use crate::support::{Answer, TestApp};

const RRS: &str = "/workspaces/{workspace}/services/{service}/execute?api-version={apiversion}&details={details}";

const GUIDES_API: [(&str, &str); 6] = [
    ("name", "AzureML Demo API"),
    ("service_url", "https://ussouthcentral.services.azureml.net"),
    ("suffix", "azureml-demo"),
    ("scheme", "https"),
    ("published", "on"),
    ("revision", ""),
];

const GUIDES_OPERATION: [(&str, &str); 4] =
    [("verb", "POST"), ("url_template", RRS), ("display_name", "RRS Execute"), ("responses.0.status", "200")];

async fn publisher() -> TestApp {
    TestApp::new().await.with_administrator().await
}

async fn saved(app: &TestApp, api: &str, operation: &str) -> Operation {
    service::admin_operation_by_slug(&app.state, &Administrator::operator(), api, operation).await.unwrap().1
}

async fn number_of_apis(app: &TestApp) -> u64 {
    let page = loggia::kernel::PageRequest::new(1, 1);
    service::admin_apis(&app.state, &Administrator::operator(), "", page).await.unwrap().total
}

/// The form with `changes`, as it would be sent back; a field that is not in it yet is added.
fn filled<'a>(form: &'a [(String, String)], changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut pairs: Vec<(&str, &str)> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    for (name, value) in changes {
        match pairs.iter_mut().find(|(known, _)| known == name) {
            Some(pair) => pair.1 = value,
            None => pairs.push((name, value)),
        }
    }
    pairs
}

fn value<'f>(form: &'f [(String, String)], name: &str) -> Option<&'f str> {
    form.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
}

/// The complaint that the page shows at a field; empty where there is none.
fn complaint(answer: &Answer, field: &str) -> String {
    html::text_of(answer.text(), &format!("field-{}-complaint", field.replace('.', "-")))
}
