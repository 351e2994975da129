//! The seeded documentation holds what the backend really does.

use axum::body::Body;
use axum::http::{Method, Request, header};
use loggia::catalog::model::{Location, OperationInput, Parameter, StatusKey};
use loggia::demo::SeededApi;
use loggia::demo::account::{KEY, SERVICE, WORKSPACE};
use serde_json::Value;

use super::client::{Answer, Client};

fn catalog() -> [SeededApi; 2] {
    loggia::demo::catalog("127.0.0.1:3002".parse().unwrap()).try_into().unwrap()
}

fn operation(display_name: &str) -> OperationInput {
    let mut operations = catalog().into_iter().flat_map(|seeded| seeded.operations);
    operations.find(|operation| operation.display_name == display_name).unwrap()
}

/// What the documentation promises for `status`: its sample as JSON.
fn sample(operation: &OperationInput, status: u16) -> Value {
    let response = operation.responses.iter().find(|response| response.status == StatusKey::Code(status)).unwrap();
    serde_json::from_str(&response.representations[0].sample).unwrap()
}

/// The request that the console makes of the defaults, where `replaced` does not say otherwise.
fn request(base: &str, operation: &OperationInput, replaced: &[(&str, &str)]) -> Request<Body> {
    let value = |parameter: &Parameter| {
        let replacement = replaced.iter().find(|(name, _)| *name == parameter.name);
        replacement.map_or_else(|| parameter.default.clone(), |(_, value)| (*value).to_owned())
    };
    let mut target = operation.url_template.clone();
    for parameter in operation.parameters.iter().filter(|parameter| parameter.location != Location::Header) {
        let place = format!("{{{}}}", parameter.name);
        assert!(target.contains(&place), "{} is not in {target}", parameter.name);
        target = target.replace(&place, &loggia::paths::encode(&value(parameter)));
    }
    assert!(!target.contains('{'), "{target}");
    let mut request = Request::builder().method(operation.verb.as_str()).uri(format!("{base}{target}"));
    for parameter in operation.parameters.iter().filter(|parameter| parameter.location == Location::Header) {
        request = request.header(&parameter.name, value(parameter));
    }
    let body = operation.bodies.first().map(|body| body.sample.clone()).unwrap_or_default();
    request.body(Body::from(body)).unwrap()
}

async fn submit(client: &Client) -> String {
    let answer = client.send(request("", &operation("BES Submit"), &[])).await;
    answer.json().as_str().unwrap().to_owned()
}

#[test]
fn the_demo_api_is_the_guides() {
    let [SeededApi { api, operations, .. }, _] = catalog();
    assert_eq!((api.name.as_str(), api.suffix.as_str()), ("AzureML Demo API", "azureml-demo"));
    let rows: Vec<_> = operations
        .iter()
        .map(|operation| (&*operation.display_name, &*operation.verb, &*operation.url_template))
        .collect();
    let service = "/workspaces/{workspace}/services/{service}";
    assert_eq!(
        rows,
        [
            ("RRS Execute", "POST", &*format!("{service}/execute?api-version={{apiversion}}&details={{details}}")),
            ("BES Submit", "POST", &format!("{service}/jobs?api-version={{apiversion}}")),
            ("BES Start", "POST", &format!("{service}/jobs/{{jobid}}/start?api-version={{apiversion}}")),
            ("BES Status", "GET", &format!("{service}/jobs/{{jobid}}?api-version={{apiversion}}")),
            ("BES Delete", "DELETE", &format!("{service}/jobs/{{jobid}}?api-version={{apiversion}}")),
        ]
    );
    for text in [&api.description, &operations[0].description, &operations[1].description] {
        for value in [WORKSPACE, SERVICE, KEY] {
            assert!(text.contains(value), "{value} is not in {text}");
        }
        assert!(!text.contains("{{"), "{text}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_first_send_of_every_operation_answers_as_documented() {
    for SeededApi { api, operations, .. } in catalog() {
        let base = api.service_url.strip_prefix("http://127.0.0.1:3002").unwrap();
        for operation in operations {
            let client = Client::new();
            let job = submit(&client).await;
            // It cannot be collected whole: `serving` looks at it.
            if operation.display_name == "Break off" {
                continue;
            }
            let answer = client.send(request(base, &operation, &[("jobid", &job)])).await;
            let name = &operation.display_name;
            assert!(answer.status.as_u16() < 400 || name == "Choose a status", "{name}: {answer:?}");
            assert_documented(&operation, &answer);
        }
    }
}

/// Checks that the documentation of `operation` knows the answer's status, content type and headers.
fn assert_documented(operation: &OperationInput, answer: &Answer) {
    let name = &operation.display_name;
    let responses = &operation.responses;
    let response =
        responses.iter().find(|response| response.status == StatusKey::Code(answer.status.as_u16())).unwrap();
    let documented: Vec<_> = response.representations.iter().map(|body| body.content_type.as_str()).collect();
    let content_type = answer.headers.get(header::CONTENT_TYPE).map(|value| value.to_str().unwrap());
    assert_eq!(documented, content_type.into_iter().collect::<Vec<_>>(), "{name}");
    for header in &response.headers {
        assert!(answer.headers.contains_key(&header.name), "{name}: {}", header.name);
    }
}

#[tokio::test(start_paused = true)]
async fn samples_are_what_the_backend_answers() {
    let execute = operation("RRS Execute");
    let answer = Client::new().send(request("", &execute, &[])).await;
    assert_eq!(answer.json(), sample(&execute, 200));

    let status = operation("BES Status");
    let client = Client::new();
    let job = submit(&client).await;
    client.send(request("", &operation("BES Start"), &[("jobid", &job)])).await;
    client.clock.advance(1_000);
    let answer = client.send(request("", &status, &[("jobid", &job)])).await.json();
    let mut expected = sample(&status, 200);
    // The host is the one that was called, the signature is new each time.
    for part in ["BaseLocation", "SasBlobToken"] {
        expected["Results"]["output1"][part] = answer["Results"]["output1"][part].clone();
    }
    assert_eq!(answer, expected);

    for name in ["Choose a status", "Wait", "Repeated headers"] {
        let operation = operation(name);
        let answer = Client::new().send(request("/toolbox", &operation, &[])).await;
        assert_eq!(answer.json(), sample(&operation, answer.status.as_u16()), "{name}");
    }
}

#[tokio::test]
async fn samples_of_errors_are_what_the_backend_answers() {
    let client = Client::new();
    let started = submit(&client).await;
    client.send(request("", &operation("BES Start"), &[("jobid", &started)])).await;
    for operation in catalog()[0].operations.iter() {
        let known = [("jobid", &*started)];
        let with = |name, value| [known[0], (name, value)];
        let mut cases = vec![
            (401, request("", operation, &with("Authorization", "Bearer wrong"))),
            match operation.url_template.contains("{jobid}") {
                true => (404, request("", operation, &[("jobid", "0")])),
                false => (404, request("", operation, &with("service", "0"))),
            },
        ];
        if operation.display_name == "BES Start" {
            cases.push((409, request("", operation, &known)));
        }
        for (status, request) in cases {
            let answer = client.send(request).await;
            assert_eq!(answer.status, status, "{}", operation.display_name);
            assert_eq!(answer.json(), sample(operation, status), "{}", operation.display_name);
            assert_documented(operation, &answer);
        }
    }
}

#[tokio::test]
async fn samples_of_bad_requests_are_what_the_backend_answers() {
    let client = Client::new();
    let call = |method: Method, path: &'static str, body: &'static str| client.call(method, path, body);
    let no_column = r#"{"Inputs":{"input1":{"ColumnNames":["Col1"],"Values":[]}}}"#;
    let no_outputs = r#"{"Input":{"ConnectionString":"c","RelativeLocation":"r"}}"#;
    let cases = [
        ("RRS Execute", call(Method::POST, "/execute?api-version=2.0", no_column).await),
        ("BES Submit", call(Method::POST, "/jobs?api-version=2.0", no_outputs).await),
        ("BES Start", call(Method::POST, "/jobs/0/start", "").await),
        ("BES Status", call(Method::GET, "/jobs/0", "").await),
        ("BES Delete", call(Method::DELETE, "/jobs/0", "").await),
    ];
    for (name, answer) in cases {
        assert_eq!(answer.json(), sample(&operation(name), 400), "{name}");
        assert_documented(&operation(name), &answer);
    }
}

#[test]
fn every_sample_and_schema_in_json_is_json() {
    for operation in catalog().into_iter().flat_map(|seeded| seeded.operations) {
        let answers = operation.responses.iter().flat_map(|response| &response.representations);
        for body in operation.bodies.iter().chain(answers) {
            for text in [&body.sample, &body.schema] {
                if body.content_type == "application/json" && !text.is_empty() {
                    assert!(serde_json::from_str::<Value>(text).is_ok(), "{}: {text}", operation.display_name);
                }
            }
        }
    }
}
