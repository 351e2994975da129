//! APIs: lists, entity tags, bodies that cannot be understood.

use axum::body::Body;
use axum::http::{Method, StatusCode, header};
use loggia::identity::model::Role;
use loggia::identity::token::Scope;
use serde_json::{Value, json};

use super::support::{Program, fields, json as body_of, problem, tag};
use crate::support::TestApp;

fn api(name: &str) -> Value {
    let suffix = name.to_lowercase().replace(' ', "-");
    json!({ "name": name, "service_url": "https://a.example", "suffix": suffix, "published": true })
}

#[tokio::test]
async fn an_api_is_registered_read_changed_and_removed() {
    let program = Program::of_administrator().await;
    let mut fields = api("Gems");
    fields["servers"] =
        json!([{ "url": "https://{region}.a.example", "variables": [{ "name": "region", "default": "eu" }] }]);
    fields["tags"] = json!(["stones"]);
    let made = program.post("/apis", &fields).await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    assert_eq!(made.headers[header::LOCATION], "/api/v1/apis/gems");
    let read = program.get("/apis/gems").await;
    assert_eq!((tag(&made), body_of(&made)), (tag(&read), body_of(&read)));
    let read = body_of(&read);
    assert_eq!(read["visibility"], json!({ "guests": true, "developers": true, "groups": [] }));
    assert_eq!(
        read["servers"][0]["variables"][0],
        json!({ "name": "region", "default": "eu", "allowed": [], "description": "" })
    );

    problem(&program.send(Method::PUT, "/apis/gems", &[], &fields).await, StatusCode::PRECONDITION_REQUIRED);
    let stale = program.send(Method::PUT, "/apis/gems", &[("if-match", "\"stale\"")], &fields).await;
    problem(&stale, StatusCode::PRECONDITION_FAILED);
    fields["name"] = json!("Precious Gems");
    fields["slug"] = json!("precious-gems");
    let saved = program.send(Method::PUT, "/apis/gems", &[("if-match", &tag(&made))], &fields).await;
    assert_eq!((saved.status, &body_of(&saved)["revision"]), (StatusCode::OK, &json!(2)));
    let again = program.send(Method::PUT, "/apis/precious-gems", &[("if-match", &tag(&made))], &fields).await;
    problem(&again, StatusCode::PRECONDITION_FAILED);
    problem(&program.get("/apis/gems").await, StatusCode::NOT_FOUND);

    let without = program.request(Method::DELETE, "/apis/precious-gems").body(Body::empty()).unwrap();
    problem(&program.app.send(without).await, StatusCode::PRECONDITION_REQUIRED);
    problem(&program.delete("/apis/precious-gems", &tag(&made)).await, StatusCode::PRECONDITION_FAILED);
    assert_eq!(program.delete("/apis/precious-gems", &tag(&saved)).await.status, StatusCode::NO_CONTENT);
    problem(&program.delete("/apis/precious-gems", "*").await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_list_is_given_in_parts() {
    let program = Program::of_administrator().await;
    for number in 0..5 {
        assert_eq!(program.post("/apis", &api(&format!("Api {number}"))).await.status, StatusCode::CREATED);
    }
    let (mut path, mut slugs) = ("/apis?limit=2".to_owned(), Vec::new());
    for _ in 0..3 {
        let part = program.read(&path).await;
        slugs.extend(part["items"].as_array().unwrap().iter().map(|api| api["slug"].as_str().unwrap().to_owned()));
        match part["next"].as_str() {
            Some(next) => path = format!("/apis?cursor={next}"),
            None => path.clear(),
        }
    }
    assert_eq!((path.as_str(), slugs), ("", (0..5).map(|number| format!("api-{number}")).collect()));
    assert_eq!(program.read("/apis?q=api+3").await["items"].as_array().unwrap().len(), 1);
    for (query, field) in [
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=99999999999999999999", "limit"),
        ("limit=%2B1", "limit"),
        ("limit=1&limit=1", "limit"),
        ("cursor=x", "cursor"),
        ("cursor=%00", "cursor"),
        ("cursor=%FF", "cursor"),
    ] {
        let refused = problem(&program.get(&format!("/apis?{query}")).await, StatusCode::BAD_REQUEST);
        assert_eq!(fields(&refused), [field], "{query}");
    }
    for query in ["q=%00", "q=%FF%FE", "q=%ED%A0%80", "tag=%00", "other=1", "q=%25"] {
        program.read(&format!("/apis?{query}")).await;
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field() {
    let program = Program::of_administrator().await;
    program.post("/apis", &api("Gems")).await;
    for (change, field) in [
        (json!({ "name": " " }), "name"),
        (json!({ "name": "a\u{0}b" }), "name"),
        (json!({ "slug": "Not a slug" }), "slug"),
        (json!({ "slug": "new" }), "slug"),
        (json!({ "slug": "gems" }), "slug"),
        (json!({ "service_url": "ftp://a" }), "service_url"),
        (json!({ "suffix": "gems" }), "suffix"),
        (json!({ "version_scheme": "header" }), "version_parameter"),
        (json!({ "servers": [{ "url": "nowhere" }] }), "servers.0.url"),
    ] {
        let mut body = api("Other");
        body.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        let refused = problem(&program.post("/apis", &body).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(fields(&refused), [field], "{change}: {refused}");
    }
}

#[tokio::test]
async fn what_cannot_be_understood_is_refused() {
    let program = Program::of_administrator().await;
    let send = |kind: &'static str, body: Vec<u8>| {
        let request = program.request(Method::POST, "/apis").header(header::CONTENT_TYPE, kind);
        program.app.send(request.body(Body::from(body)).unwrap())
    };
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"name\":1}",
        "{\"name\":\"\\ud800\"}",
        "{\"name\":\"a\",\"name\":\"b\"}",
        "{\"name\":\"a\",\"service_url\":\"b\",\"suffix\":\"c\",\"nmae\":1}",
        "{\"name\":\"a\",\"service_url\":\"b\",\"suffix\":\"c\",\"published\":1e999}",
    ] {
        problem(&send("application/json", body.into()).await, StatusCode::BAD_REQUEST);
    }
    problem(&send("application/json", vec![b'[', 0xff, b']']).await, StatusCode::BAD_REQUEST);
    problem(&send("application/json", "[".repeat(100_000).into()).await, StatusCode::BAD_REQUEST);
    for kind in ["text/plain", "application/x-www-form-urlencoded", "x"] {
        problem(&send(kind, api("Gems").to_string().into()).await, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    }
    problem(&send("application/json", vec![b' '; 5 * 1024 * 1024]).await, StatusCode::PAYLOAD_TOO_LARGE);
    let charset = send("Application/JSON; charset=utf-8", api("Gems").to_string().into()).await;
    assert_eq!(charset.status, StatusCode::CREATED);
}

#[tokio::test]
async fn drafts_and_groups_are_not_for_everybody() {
    let program = Program::of_administrator().await;
    let developer = Program::of(program.app.twin(), "dev@example.com", Role::Developer, Scope::Admin).await;
    let support = Program::of(program.app.twin(), "support@example.com", Role::Support, Scope::Read).await;
    let mut draft = api("Draft");
    draft["published"] = json!(false);
    let mut hidden = api("Hidden");
    hidden["visibility"] = json!({ "guests": false, "developers": true, "groups": [] });
    for api in [&draft, &hidden] {
        assert_eq!(program.post("/apis", api).await.status, StatusCode::CREATED);
    }
    problem(&developer.get("/apis/draft").await, StatusCode::NOT_FOUND);
    problem(&developer.get("/apis/draft/operations").await, StatusCode::NOT_FOUND);
    problem(&developer.get("/apis/draft/document").await, StatusCode::NOT_FOUND);
    assert_eq!(developer.read("/apis").await["items"].as_array().unwrap().len(), 1);
    assert_eq!(developer.read("/search?q=draft").await["total"], 0);
    assert_eq!(developer.read("/apis/hidden").await["visibility"]["guests"], true, "it is not told");
    assert_eq!(support.read("/apis/hidden").await["visibility"]["guests"], false);
    assert_eq!(support.read("/search?q=draft").await["results"][0]["title"], "Draft");
    let app = TestApp::new().await;
    assert_eq!(app.get("/api/v1/openapi.json").await.status, StatusCode::OK, "the document is for everybody");
}
