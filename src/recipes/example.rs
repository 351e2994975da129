//! The guide's batch execution (BES) as a recipe, which the demo seeds: a job is submitted, started, watched until it
//! has ended, and deleted.

use super::model::{Input, OperationRef, Output, Recipe, Repeat, Step, StepBody, StepParameter};
use crate::catalog::model::Location;

const JOBS: &str = "/workspaces/{workspace}/services/{service}/jobs";
const JOB: &str = "/workspaces/{workspace}/services/{service}/jobs/{jobid}";

/// What Submit sends. The blob to read and the one to write lie in the same storage account.
const BODY: &str = r#"{
  "Input": {
    "ConnectionString": "{$inputs.connection_string}",
    "RelativeLocation": "{$inputs.input_blob}"
  },
  "Outputs": {
    "output1": {
      "ConnectionString": "{$inputs.connection_string}",
      "RelativeLocation": "{$inputs.output_blob}"
    }
  },
  "GlobalParameters": {}
}"#;

/// The recipe for the web service `service` of `workspace`, opened by `key`. The states are also accepted as the numbers
/// 0 to 4, in the order NotStarted, Running, Failed, Cancelled, Finished, as the guide's clients do.
#[must_use]
pub fn batch_execution(workspace: &str, service: &str, key: &str) -> Recipe {
    let state = |states: [(&str, u8); 2]| {
        let one = |(word, number)| {
            format!("$response.body#/StatusCode == '{word}' || $response.body#/StatusCode == {number}")
        };
        states.map(one).join(" || ")
    };
    Recipe {
        name: "batch-execution".to_owned(),
        title: "Run a batch job (BES)".to_owned(),
        description: "Submits a job, starts it, asks how far it is until it has ended, and deletes it.".to_owned(),
        inputs: vec![
            input("workspace", "The workspace that the experiment belongs to.", workspace, false),
            input("service", "The web service that the experiment was published as.", service, false),
            input("api_key", "The web service's API key.", key, true),
            input(
                "connection_string",
                "How the storage account is reached.",
                "DefaultEndpointsProtocol=https;AccountName=mystorage;AccountKey=<your storage key>",
                true,
            ),
            input("input_blob", "The CSV blob to read: container and name.", "/mycontainer/mydatablob.csv", false),
            input("output_blob", "The CSV blob to write.", "/mycontainer/myresultsblob.csv", false),
        ],
        steps: vec![
            Step {
                description: "Makes the job and answers its id.".to_owned(),
                body: Some(StepBody { content_type: "application/json".to_owned(), text: BODY.to_owned() }),
                outputs: vec![output("job", "$response.body")],
                ..step("submit", "POST", JOBS.to_owned())
            },
            Step {
                description: "Lets the job begin.".to_owned(),
                ..on_the_job("start", "POST", format!("{JOB}/start"))
            },
            Step {
                description: "Asks how far the job is.".to_owned(),
                outputs: vec![output("state", "$response.body#/StatusCode")],
                repeat: Some(Repeat {
                    until: vec![
                        "$response.body#/StatusCode == 'Finished' || $response.body#/StatusCode == 4".to_owned(),
                    ],
                    failed_if: vec![state([("Failed", 2), ("Cancelled", 3)])],
                    every_milliseconds: 5_000,
                    most_times: 120,
                }),
                ..on_the_job("status", "GET", JOB.to_owned())
            },
            Step { description: "Clears the job away.".to_owned(), ..on_the_job("delete", "DELETE", JOB.to_owned()) },
        ],
        outputs: vec![output("job", "$steps.submit.outputs.job"), output("state", "$steps.status.outputs.state")],
    }
}

fn input(name: &str, description: &str, default: &str, secret: bool) -> Input {
    let default = Some(default.to_owned());
    Input { name: name.to_owned(), description: description.to_owned(), default, secret, ..Input::default() }
}

fn output(name: &str, value: &str) -> Output {
    Output { name: name.to_owned(), value: value.to_owned() }
}

fn step(id: &str, method: &str, path: String) -> Step {
    let parameter =
        |name: &str, location, value: &str| StepParameter { name: name.to_owned(), location, value: value.to_owned() };
    Step {
        id: id.to_owned(),
        operation: OperationRef::Path { method: method.to_owned(), path },
        parameters: vec![
            parameter("workspace", Location::Path, "$inputs.workspace"),
            parameter("service", Location::Path, "$inputs.service"),
            parameter("apiversion", Location::Query, "2.0"),
            parameter("Authorization", Location::Header, "Bearer {$inputs.api_key}"),
        ],
        ..Step::default()
    }
}

/// A step with the job that `submit` made.
fn on_the_job(id: &str, method: &str, path: String) -> Step {
    let mut step = step(id, method, path);
    let value = "$steps.submit.outputs.job".to_owned();
    step.parameters.insert(2, StepParameter { name: "jobid".to_owned(), location: Location::Path, value });
    step
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recipes::rules::check;

    #[test]
    fn it_is_in_order_and_crosses_the_wire() {
        let recipe = batch_execution("w", "s", "k");
        assert!(check(&recipe).is_ok());
        let sent = serde_json::to_string(&recipe).unwrap();
        assert_eq!(serde_json::from_str::<Recipe>(&sent).unwrap(), recipe);
        assert!(serde_json::from_str::<Recipe>(&sent.replacen("title", "titel", 1)).is_err());
    }
}
