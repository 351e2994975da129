//! People, groups and tokens.

use axum::http::{Method, StatusCode};
use serde_json::json;

use super::support::{Program, fields, json as body_of, problem, tag};

#[tokio::test]
async fn people_get_accounts_and_lose_them() {
    let program = Program::of_administrator().await;
    let made = program
        .post(
            "/users",
            &json!({ "email": "ada@example.com", "role": "developer", "password": "correct horse battery" }),
        )
        .await;
    assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
    let path = format!("/users/{}", body_of(&made)["id"].as_str().unwrap());
    assert_eq!((body_of(&made), tag(&made)), (program.read(&path).await, program.tag(&path).await));
    let invited = program.post("/users", &json!({ "email": "bob@example.com", "role": "support" })).await;
    assert_eq!(body_of(&invited)["state"], "unconfirmed");
    let list = program.read("/users?q=ADA").await;
    assert_eq!(list["items"], json!([body_of(&made)]));

    for (body, field) in [
        (json!({ "email": "ada@EXAMPLE.com", "role": "developer" }), "email"),
        (json!({ "email": "nobody", "role": "developer" }), "email"),
        (json!({ "email": "eve@example.com", "role": "developer", "password": "short" }), "password"),
    ] {
        let refused = problem(&program.post("/users", &body).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(fields(&refused), [field], "{body}");
    }
    let refused = program.post("/users", &json!({ "email": "eve@example.com", "role": "king" })).await;
    problem(&refused, StatusCode::BAD_REQUEST);

    let change = json!({ "role": "support", "state": "suspended" });
    problem(&program.send(Method::PUT, &path, &[], &change).await, StatusCode::PRECONDITION_REQUIRED);
    let saved = program.send(Method::PUT, &path, &[("if-match", &tag(&made))], &change).await;
    assert_eq!((&body_of(&saved)["role"], &body_of(&saved)["state"]), (&json!("support"), &json!("suspended")));
    problem(&program.delete(&path, &tag(&made)).await, StatusCode::PRECONDITION_FAILED);
    assert_eq!(program.delete(&path, &tag(&saved)).await.status, StatusCode::NO_CONTENT);
    problem(&program.get(&path).await, StatusCode::NOT_FOUND);
    let unconfirmed = format!("/users/{}", body_of(&invited)["id"].as_str().unwrap());
    let confirm = json!({ "role": "support", "state": "active" });
    let refused = program.send(Method::PUT, &unconfirmed, &[("if-match", "*")], &confirm).await;
    assert_eq!(fields(&problem(&refused, StatusCode::UNPROCESSABLE_ENTITY)), ["state"]);
}

#[tokio::test]
async fn a_program_cannot_lock_itself_out() {
    let program = Program::of_administrator().await;
    let path = format!("/users/{}", program.owner);
    for change in
        [json!({ "role": "developer", "state": "active" }), json!({ "role": "administrator", "state": "suspended" })]
    {
        let refused = program.send(Method::PUT, &path, &[("if-match", "*")], &change).await;
        problem(&refused, StatusCode::CONFLICT);
    }
    problem(&program.delete(&path, "*").await, StatusCode::CONFLICT);
    let same = json!({ "role": "administrator", "state": "active" });
    assert_eq!(program.send(Method::PUT, &path, &[("if-match", "*")], &same).await.status, StatusCode::OK);
}

#[tokio::test]
async fn groups_are_made_and_people_put_into_them() {
    let program = Program::of_administrator().await;
    let made = program.post("/groups", &json!({ "name": "Partners" })).await;
    assert_eq!(made.status, StatusCode::CREATED);
    let path = format!("/groups/{}", body_of(&made)["id"].as_str().unwrap());
    for name in ["partners", "Guests", "a\nb"] {
        let refused =
            problem(&program.post("/groups", &json!({ "name": name })).await, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(fields(&refused), ["name"], "{name}");
    }
    let members = format!("{path}/members");
    for _ in 0..2 {
        let added = program.post(&members, &json!({ "email": "root@example.com" })).await;
        assert_eq!(added.status, StatusCode::NO_CONTENT, "twice is as good as once");
    }
    let unknown =
        problem(&program.post(&members, &json!({ "email": "no@example.com" })).await, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(fields(&unknown), ["email"]);
    assert_eq!(
        program.read(&members).await["items"],
        json!([{ "id": program.owner.as_str(), "email": "root@example.com" }])
    );
    assert_eq!(program.tag(&path).await, tag(&made), "its people are no part of it");
    let member = format!("{members}/{}", program.owner);
    assert_eq!(program.delete(&member, "*").await.status, StatusCode::NO_CONTENT);
    problem(&program.delete(&member, "*").await, StatusCode::NOT_FOUND);

    let renamed = json!({ "name": "Friends", "description": "Outside" });
    let saved = program.send(Method::PUT, &path, &[("if-match", &tag(&made))], &renamed).await;
    assert_eq!((saved.status, &body_of(&saved)["name"]), (StatusCode::OK, &json!("Friends")));
    problem(&program.delete(&path, &tag(&made)).await, StatusCode::PRECONDITION_FAILED);
    assert_eq!(program.delete(&path, &tag(&saved)).await.status, StatusCode::NO_CONTENT);
    problem(&program.get(&path).await, StatusCode::NOT_FOUND);
    problem(&program.get(&members).await, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn tokens_are_listed_without_themselves() {
    let program = Program::of_administrator().await;
    for body in [
        json!({ "name": "", "scope": "read" }),
        json!({ "name": "CI", "scope": "read", "expires_in_days": 0 }),
        json!({ "name": "CI", "scope": "read", "expires_in_days": 366 }),
    ] {
        problem(&program.post("/tokens", &body).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let made =
        body_of(&program.post("/tokens", &json!({ "name": "CI", "scope": "write", "expires_in_days": 365 })).await);
    let list = program.get("/tokens").await;
    assert!(!list.text().contains(made["secret"].as_str().unwrap()) && !list.text().contains(&program.token));
    let list = body_of(&list);
    assert_eq!((list["items"][0]["name"].as_str(), list["items"].as_array().unwrap().len()), (Some("CI"), 2));
}
