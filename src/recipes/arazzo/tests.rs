//! Tests of reading and writing documents.

mod components;
mod refused;
mod repeat;
mod round_trip;

use serde_json::{Value, json};

use super::*;
use crate::recipes::example::batch_execution;

fn header() -> Header {
    Header {
        title: "AzureML Demo API".to_owned(),
        version: "1.0.0".to_owned(),
        source: "azureml-demo".to_owned(),
        url: "./openapi.json".to_owned(),
    }
}

/// A document with one workflow of one step, to which `change` was made.
fn document(change: impl FnOnce(&mut Value)) -> Value {
    let mut document = json!({
        "arazzo": "1.0.0",
        "info": {"title": "t", "version": "1"},
        "sourceDescriptions": [{"name": "api", "url": "https://example.com/openapi.json"}],
        "workflows": [{"workflowId": "w", "steps": [{"stepId": "a", "operationId": "op"}, {"stepId": "b", "operationId": "op"}]}],
    });
    change(&mut document);
    document
}

fn recipe_of(document: &Value) -> (Recipe, Vec<String>) {
    let imported = import(document).unwrap_or_else(|refused| panic!("{refused:?}"));
    let warnings = imported.warnings.iter().map(|warning| format!("{}: {}", warning.pointer, warning.doubt)).collect();
    (imported.recipes.into_iter().next().unwrap(), warnings)
}

fn refused(change: impl FnOnce(&mut Value)) -> String {
    let refused = import(&document(change)).err().unwrap_or_default();
    refused.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ")
}

fn step(members: Value) -> impl FnOnce(&mut Value) {
    move |document| {
        for (name, value) in members.as_object().unwrap() {
            document["workflows"][0]["steps"][0][name] = value.clone();
        }
    }
}

#[test]
fn the_example_is_written_as_arazzo_means_it() {
    let written = export(&header(), &[batch_execution("w", "s", "k")]);
    let workflow = &written["workflows"][0];
    assert_eq!(workflow["inputs"]["properties"]["api_key"]["format"], "password");
    let status = json!({
        "stepId": "status",
        "description": "Asks how far the job is.",
        "operationPath": "{$sourceDescriptions.azureml-demo.url}#/paths/~1workspaces~1{workspace}~1services~1{service}~1jobs~1{jobid}/get",
        "parameters": [
            {"name": "workspace", "in": "path", "value": "$inputs.workspace"},
            {"name": "service", "in": "path", "value": "$inputs.service"},
            {"name": "jobid", "in": "path", "value": "$steps.submit.outputs.job"},
            {"name": "apiversion", "in": "query", "value": "2.0"},
            {"name": "Authorization", "in": "header", "value": "Bearer {$inputs.api_key}"},
        ],
        "successCriteria": [
            {"condition": "$statusCode >= 200 && $statusCode < 300"},
            {"condition": "$response.body#/StatusCode == 'Finished' || $response.body#/StatusCode == 4"},
        ],
        "onFailure": [
            {"name": "status-failed", "type": "end", "criteria": [{"condition":
                "$response.body#/StatusCode == 'Failed' || $response.body#/StatusCode == 2 || \
                 $response.body#/StatusCode == 'Cancelled' || $response.body#/StatusCode == 3"}]},
            {"name": "status-again", "type": "retry", "retryAfter": 5, "retryLimit": 119,
             "criteria": [{"condition": "$statusCode >= 200 && $statusCode < 300"}]},
        ],
        "outputs": {"state": "$response.body#/StatusCode"},
    });
    assert_eq!(workflow["steps"][2], status);
    assert_eq!(recipe_of(&written), (batch_execution("w", "s", "k"), Vec::new()));
}
