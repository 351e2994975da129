//! BES: the life of a job.

use axum::body::Body;
use axum::http::{Method, Request};
use serde_json::{Value, json};

use super::client::{Answer, Client};

fn submission() -> Value {
    let blob = |name: &str| json!({ "ConnectionString": "AccountName=a;AccountKey=k", "RelativeLocation": name });
    json!({ "Input": blob("/c/in.csv"), "Outputs": { "output1": blob("/c/out.csv") }, "GlobalParameters": {} })
}

async fn submit(client: &Client) -> String {
    let answer = client.call(Method::POST, "/jobs?api-version=2.0", submission().to_string()).await;
    assert_eq!(answer.status, 200);
    // As the guide's client does it: the body without its first and last byte.
    let body = str::from_utf8(&answer.body).unwrap();
    let id = &body[1..body.len() - 1];
    assert_eq!(answer.json(), id);
    id.to_owned()
}

async fn start(client: &Client, id: &str) -> Answer {
    client.call(Method::POST, &format!("/jobs/{id}/start?api-version=2.0"), Body::empty()).await
}

async fn status(client: &Client, id: &str) -> Answer {
    client.call(Method::GET, &format!("/jobs/{id}?api-version=2.0"), Body::empty()).await
}

async fn delete(client: &Client, id: &str) -> Answer {
    client.call(Method::DELETE, &format!("/jobs/{id}?api-version=2.0"), Body::empty()).await
}

async fn state(client: &Client, id: &str) -> String {
    let answer = status(client, id).await;
    assert_eq!(answer.status, 200);
    answer.json()["StatusCode"].as_str().unwrap().to_owned()
}

fn assert_done(answer: &Answer) {
    assert_eq!(answer.status, 204);
    assert!(answer.body.is_empty());
}

#[tokio::test]
async fn a_job_is_submitted_started_and_fails_for_a_reason_that_it_tells() {
    let client = Client::new();
    let id = submit(&client).await;
    assert_eq!(id.len(), 32);
    assert_eq!(
        status(&client, &id).await.json(),
        json!({ "StatusCode": "NotStarted", "Results": null, "Details": null })
    );
    client.clock.advance(60_000);
    assert_eq!(state(&client, &id).await, "NotStarted");

    assert_done(&start(&client, &id).await);
    assert_eq!(status(&client, &id).await.json(), json!({ "StatusCode": "Running", "Results": null, "Details": null }));
    client.clock.advance(999);
    assert_eq!(state(&client, &id).await, "Running");
    client.clock.advance(1);
    let failed = status(&client, &id).await.json();
    assert_eq!(failed["StatusCode"], "Failed");
    let details = failed["Details"].as_str().unwrap();
    assert!(details.contains("UseDevelopmentStorage=true"), "{details}");
}

#[tokio::test]
async fn a_job_on_the_development_storage_finishes_and_leaves_its_output() {
    let client = Client::new();
    let run = async |input: &str| {
        let blob = |name: &str| json!({ "ConnectionString": "UseDevelopmentStorage=true", "RelativeLocation": name });
        let outputs = json!({ "output1": blob("mycontainer/out.csv") });
        let body = json!({ "Input": blob(input), "Outputs": outputs, "GlobalParameters": {} });
        let id = client.call(Method::POST, "/jobs?api-version=2.0", body.to_string()).await.json();
        let id = id.as_str().unwrap().to_owned();
        assert_done(&start(&client, &id).await);
        assert_eq!(state(&client, &id).await, "Running");
        client.clock.advance(1_000);
        (status(&client, &id).await.json(), id)
    };
    let (missing, _) = run("/mycontainer/none.csv").await;
    assert_eq!(missing["StatusCode"], "Failed");
    assert!(missing["Details"].as_str().unwrap().contains("/mycontainer/none.csv"), "{missing}");

    let (finished, id) = run("/mycontainer/mydatablob.csv").await;
    assert_eq!((&finished["StatusCode"], &finished["Details"]), (&json!("Finished"), &Value::Null));
    let output = &finished["Results"]["output1"];
    let part = |name: &str| output[name].as_str().unwrap().to_owned();
    assert_eq!(part("RelativeLocation"), "/mycontainer/out.csv");
    let address = part("BaseLocation") + &part("RelativeLocation") + &part("SasBlobToken");
    let path = address.split_once("/devstoreaccount1").unwrap().1;
    let read =
        |path: String| client.send(Request::get(format!("/devstoreaccount1{path}")).body(Body::empty()).unwrap());
    let blob = read(path.to_owned()).await;
    let text = str::from_utf8(&blob.body).unwrap();
    assert_eq!((blob.status.as_u16(), text.lines().nth(1)), (200, Some("This is a good day,1,1,2,2,0,2,0,1")));
    assert_eq!(read(path.replace("sig=", "sig=0")).await.status, 404);
    assert_eq!(read("/mycontainer/mydatablob.csv".to_owned()).await.status, 404);
    assert_done(&delete(&client, &id).await);
    assert_eq!(status(&client, &id).await.status, 404);
}

#[tokio::test]
async fn a_job_starts_once() {
    let client = Client::new();
    let id = submit(&client).await;
    assert_done(&start(&client, &id).await);
    start(&client, &id).await.assert_error(409, "Conflict", ("JobAlreadyStarted", "jobid"));
    client.clock.advance(1_000);
    start(&client, &id).await.assert_error(409, "Conflict", ("JobAlreadyStarted", "jobid"));
    assert_eq!(state(&client, &id).await, "Failed");
}

#[tokio::test]
async fn deleting_a_running_job_cancels_it_and_deleting_any_other_removes_it() {
    let client = Client::new();
    let (waiting, running, failed) = (submit(&client).await, submit(&client).await, submit(&client).await);
    assert_done(&start(&client, &failed).await);
    client.clock.advance(1_000);
    assert_done(&start(&client, &running).await);

    for id in [&waiting, &running, &failed] {
        assert_done(&delete(&client, id).await);
    }
    for id in [&waiting, &failed] {
        status(&client, id).await.assert_error(404, "NotFound", ("JobNotFound", "jobid"));
        delete(&client, id).await.assert_error(404, "NotFound", ("JobNotFound", "jobid"));
    }
    assert_eq!(state(&client, &running).await, "Cancelled");
    client.clock.advance(1_000);
    assert_eq!(state(&client, &running).await, "Cancelled");
    start(&client, &running).await.assert_error(409, "Conflict", ("JobAlreadyStarted", "jobid"));
    assert_done(&delete(&client, &running).await);
    status(&client, &running).await.assert_error(404, "NotFound", ("JobNotFound", "jobid"));
}

#[tokio::test]
async fn unknown_jobs_are_not_found() {
    let client = Client::new();
    for id in ["0", "6f1c0e52b9d84b0f9a3d7c2e41f58a60", "%22", "%20"] {
        for answer in [start(&client, id).await, status(&client, id).await, delete(&client, id).await] {
            answer.assert_error(404, "NotFound", ("JobNotFound", "jobid"));
        }
    }
}

#[tokio::test]
async fn a_submission_must_name_its_blobs_and_is_told_all_that_is_wrong() {
    let cases = [
        ("/Input", json!(null), vec!["Input"]),
        ("/Input", json!({}), vec!["Input.ConnectionString", "Input.RelativeLocation"]),
        ("/Input/ConnectionString", json!(""), vec!["Input.ConnectionString"]),
        ("/Input/RelativeLocation", json!(7), vec!["Input.RelativeLocation"]),
        ("/Outputs", json!([]), vec!["Outputs"]),
        ("/Outputs", json!({}), vec!["Outputs.output1"]),
        ("/Outputs/output1/ConnectionString", json!(" "), vec!["Outputs.output1.ConnectionString"]),
        ("/Outputs/output1/RelativeLocation", json!(null), vec!["Outputs.output1.RelativeLocation"]),
        ("/GlobalParameters", json!("x"), vec!["GlobalParameters"]),
        ("", json!({}), vec!["Input", "Outputs"]),
        ("", json!([]), vec!["body"]),
    ];
    let client = Client::new();
    for (place, value, targets) in cases {
        let mut body = submission();
        *body.pointer_mut(place).unwrap() = value;
        let answer = client.call(Method::POST, "/jobs?api-version=2.0", body.to_string()).await;
        let complaints = answer.complaints(400, "BadArgument");
        assert!(complaints.iter().all(|(code, _)| code == "RequestBodyInvalid"), "{complaints:?}");
        assert_eq!(complaints.into_iter().map(|(_, target)| target).collect::<Vec<_>>(), targets, "{body}");
    }
    let mut body = submission();
    body.as_object_mut().unwrap().remove("GlobalParameters");
    assert_eq!(client.call(Method::POST, "/jobs?api-version=2.0", body.to_string()).await.status, 200);
}

#[tokio::test]
async fn a_full_store_gives_up_the_oldest_job_that_has_ended() {
    let client = Client::new();
    let (first, second) = (submit(&client).await, submit(&client).await);
    assert_done(&start(&client, &second).await);
    client.clock.advance(1_000);
    for _ in 2..1_000 {
        submit(&client).await;
    }
    assert_eq!(state(&client, &second).await, "Failed");

    submit(&client).await;
    assert_eq!(status(&client, &second).await.status, 404);
    assert_eq!(state(&client, &first).await, "NotStarted");

    // When none has ended, the oldest one goes.
    submit(&client).await;
    assert_eq!(status(&client, &first).await.status, 404);
}
