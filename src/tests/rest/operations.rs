//! Operations of an API.

use axum::http::{Method, StatusCode, header};
use serde_json::json;

use super::support::{Program, fields, json as body_of, problem, tag};

#[tokio::test]
async fn an_operation_is_added_read_changed_and_removed() {
    let program = Program::of_administrator().await;
    program.app.add_api("Gems", true).await;
    let mut body = json!({
        "verb": "post",
        "url_template": "/gems/{gem}?cut={cut}",
        "display_name": "Cut a gem",
        "parameters": [{ "name": "X-Trace", "in": "header" }],
        "bodies": [{ "content_type": "application/json", "schema": "{\"type\":\"object\"}" }],
        "responses": [{ "status": "4xx", "description": "No" }, { "status": "200", "headers": [{ "name": "ETag" }] }],
    });
    let made = program.post("/apis/gems/operations", &body).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(made.headers[header::LOCATION], "/api/v1/apis/gems/operations/cut-a-gem");
    let path = "/apis/gems/operations/cut-a-gem";
    let read = program.read(path).await;
    assert_eq!(read, body_of(&made));
    let names: Vec<_> = read["parameters"].as_array().unwrap().iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!((names, read["verb"].as_str()), (vec!["gem", "cut", "X-Trace"], Some("POST")));
    assert_eq!(program.read("/apis/gems/operations?q=cut").await["items"][0]["slug"], "cut-a-gem");

    problem(&program.send(Method::PUT, path, &[], &body).await, StatusCode::PRECONDITION_REQUIRED);
    body["display_name"] = json!("Polish a gem");
    let saved = program.send(Method::PUT, path, &[("if-match", &tag(&made))], &body).await;
    assert_eq!((saved.status, body_of(&saved)["slug"].as_str()), (StatusCode::OK, Some("polish-a-gem")));
    let path = "/apis/gems/operations/polish-a-gem";
    problem(&program.delete(path, &tag(&made)).await, StatusCode::PRECONDITION_FAILED);
    assert_eq!(program.delete(path, &tag(&saved)).await.status, StatusCode::NO_CONTENT);
    problem(&program.get(path).await, StatusCode::NOT_FOUND);
    problem(&program.post("/apis/none/operations", &body).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let program = Program::of_administrator().await;
    program.app.add_api("Gems", true).await;
    for (change, field) in [
        (json!({ "verb": "CONNECT" }), "verb"),
        (json!({ "url_template": "gems" }), "url_template"),
        (json!({ "display_name": "" }), "display_name"),
        (json!({ "parameters": [{ "name": "a b", "in": "header" }] }), "parameters.0.name"),
        (json!({ "bodies": [{ "content_type": "json" }] }), "bodies.0.content_type"),
        (json!({ "responses": [{ "status": "42" }] }), "responses.0.status"),
    ] {
        let mut body = json!({ "verb": "GET", "url_template": "/gems", "display_name": "List" });
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let refused = problem(&program.post("/apis/gems/operations", &body).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(fields(&refused), [field], "{change}: {refused}");
    }
}
