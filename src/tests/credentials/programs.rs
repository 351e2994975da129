//! Credentials by the management API.

use axum::body::Body;
use axum::http::{Method, StatusCode};
use loggia::identity::model::Role;
use loggia::identity::token::Scope;
use serde_json::{Value, json};

use crate::rest::support::{Program, fields, json as body_of, problem};
use crate::support::{Answer, TestApp};

const PATH: &str = "/apis/pets/backend-credential";

async fn put(program: &Program, credential: Value) -> Answer {
    program.send(Method::PUT, PATH, &[], &credential).await
}

async fn delete(program: &Program) -> Answer {
    program.app.send(program.request(Method::DELETE, PATH).body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn a_program_sets_it_and_is_told_all_but_the_secret() {
    let program = Program::of_administrator().await;
    program.app.add_api("Pets", true).await;
    problem(&program.get(PATH).await, StatusCode::NOT_FOUND);
    for (sent, told) in [
        (json!({"kind": "bearer", "token": "hunter2"}), json!({"kind": "bearer"})),
        (
            json!({"kind": "basic", "username": "ada", "password": "hunter2"}),
            json!({"kind": "basic", "username": "ada"}),
        ),
        (
            json!({"kind": "api_key", "name": "code", "in": "query", "value": "hunter2"}),
            json!({"kind": "api_key", "name": "code", "in": "query"}),
        ),
    ] {
        let answer = put(&program, sent).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
        assert!(!answer.text().contains("hunter2"));
        let mut expected = told;
        expected["origin"] = json!("http://127.0.0.1:9");
        expected["set_at"] = json!(program.app.state.clock.now().rfc3339());
        assert_eq!(body_of(&answer), expected);
        assert_eq!(program.read(PATH).await, expected);
    }
    assert_eq!(delete(&program).await.status, StatusCode::NO_CONTENT);
    problem(&delete(&program).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_cannot_be_accepted_is_told_at_its_place() {
    let program = Program::of_administrator().await;
    program.app.add_api("Pets", true).await;
    for (sent, expected) in [
        (json!({"kind": "bearer"}), "token"),
        (json!({"kind": "bearer", "token": "a b"}), "token"),
        (json!({"kind": "basic", "username": "a:b", "password": "x"}), "username"),
        (json!({"kind": "basic", "username": "ada"}), "password"),
        (json!({"kind": "api_key", "name": "Content-Length", "value": "x"}), "name"),
        (json!({"kind": "api_key", "name": "X-Key", "value": "a\nb"}), "value"),
    ] {
        let refused = put(&program, sent.clone()).await;
        assert_eq!(fields(&problem(&refused, StatusCode::UNPROCESSABLE_ENTITY)), [expected], "{sent}");
    }
    for sent in [json!({"kind": "moon"}), json!({}), json!({"kind": "bearer", "token": 7}), json!({"other": 1})] {
        problem(&put(&program, sent).await, StatusCode::BAD_REQUEST);
    }
    problem(&program.get(PATH).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_publisher_of_another_api_cannot_set_it() {
    let app = TestApp::new().await;
    let ada = Program::of(app.twin(), "ada@example.com", Role::Publisher, Scope::Write).await;
    let bob = Program::of(app.twin(), "bob@example.com", Role::Publisher, Scope::Write).await;
    let api = json!({ "name": "Pets", "service_url": "http://127.0.0.1:9", "suffix": "pets", "published": true });
    assert_eq!(ada.post("/apis", &api).await.status, StatusCode::CREATED);
    let credential = json!({"kind": "bearer", "token": "abc"});
    assert_eq!(put(&ada, credential.clone()).await.status, StatusCode::OK);
    for answer in [put(&bob, credential.clone()).await, delete(&bob).await, bob.get(PATH).await] {
        problem(&answer, StatusCode::FORBIDDEN);
    }
    let reader = ada.with_scope("ada@example.com", Scope::Read).await;
    problem(&put(&reader, credential).await, StatusCode::FORBIDDEN);
}
