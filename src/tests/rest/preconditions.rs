//! Entity tags where two programs change the same: one wins, the other is told.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use super::support::{Program, json as body_of, problem, tag};
use crate::support::Answer;

/// A resource, and the bodies of two changes of it.
struct Contested {
    path: String,
    one: Value,
    other: Value,
}

/// One of each kind.
async fn contested(program: &Program) -> Vec<Contested> {
    let api = json!({ "name": "Gems", "service_url": "https://a.example", "suffix": "gems", "slug": "gems" });
    let operation = json!({ "verb": "GET", "url_template": "/a", "display_name": "List", "slug": "list" });
    program.post("/apis", &api).await;
    program.post("/apis/gems/operations", &operation).await;
    let group = program.post("/groups", &json!({ "name": "Partners" })).await;
    let user = program.post("/users", &json!({ "email": "ada@example.com", "role": "developer" })).await;
    let id = |answer: &Answer| body_of(answer)["id"].as_str().unwrap().to_owned();
    let with = |body: &Value, field: &str, value: &str| {
        let mut body = body.clone();
        body[field] = json!(value);
        body
    };
    let standing = |role: &str| json!({ "role": role, "state": "unconfirmed" });
    vec![
        Contested {
            path: "/apis/gems/operations/list".to_owned(),
            one: with(&operation, "description", "One"),
            other: with(&operation, "description", "Other"),
        },
        Contested {
            path: "/apis/gems".to_owned(),
            one: with(&api, "description", "One"),
            other: with(&api, "description", "Other"),
        },
        Contested {
            path: format!("/groups/{}", id(&group)),
            one: json!({ "name": "One" }),
            other: json!({ "name": "Other" }),
        },
        Contested { path: format!("/users/{}", id(&user)), one: standing("support"), other: standing("administrator") },
    ]
}

async fn patch(program: &Program, path: &str, tag: &str, patch: &Value) -> Answer {
    let request = program.request(Method::PATCH, path).header("if-match", tag);
    let request = request.header("content-type", "application/merge-patch+json");
    program.app.send(request.body(patch.to_string().into()).unwrap()).await
}

/// Checks that one of two answers is a success and the other 412.
fn one_wins(path: &str, answers: [&Answer; 2]) {
    let mut statuses = answers.map(|answer| answer.status);
    statuses.sort_unstable();
    assert!(statuses[0].is_success() && statuses[1] == StatusCode::PRECONDITION_FAILED, "{path}: {statuses:?}");
}

#[tokio::test]
async fn of_two_that_write_at_once_one_wins() {
    let program = Program::of_administrator().await;
    for Contested { path, one, other } in contested(&program).await {
        let seen = program.tag(&path).await;
        let headers = [("if-match", seen.as_str())];
        let (one, other) = tokio::join!(
            program.send(Method::PUT, &path, &headers, &one),
            program.send(Method::PUT, &path, &headers, &other)
        );
        one_wins(&path, [&one, &other]);
    }
}

#[tokio::test]
async fn nobody_deletes_what_was_changed_meanwhile() {
    let program = Program::of_administrator().await;
    for Contested { path, one, .. } in contested(&program).await {
        let seen = program.tag(&path).await;
        let headers = [("if-match", seen.as_str())];
        let (changed, deleted) =
            tokio::join!(program.send(Method::PUT, &path, &headers, &one), program.delete(&path, &seen));
        if deleted.status == StatusCode::NO_CONTENT {
            assert!([StatusCode::NOT_FOUND, StatusCode::PRECONDITION_FAILED].contains(&changed.status), "{path}");
            continue;
        }
        assert_eq!(changed.status, StatusCode::OK, "{path}: {}", changed.text());
        problem(&deleted, StatusCode::PRECONDITION_FAILED);
        problem(&program.delete(&path, &seen).await, StatusCode::PRECONDITION_FAILED);
        assert_eq!(program.delete(&path, "*").await.status, StatusCode::NO_CONTENT, "{path}");
    }
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_nothing_else() {
    let program = Program::of_administrator().await;
    for (Contested { path, .. }, change) in contested(&program).await.into_iter().zip([
        json!({ "description": "Shiny" }),
        json!({ "description": "Shiny", "visibility": { "guests": false } }),
        json!({ "description": "Shiny" }),
        json!({ "role": "support" }),
    ]) {
        let before = program.get(&path).await;
        let saved = patch(&program, &path, &tag(&before), &change).await;
        assert_eq!(saved.status, StatusCode::OK, "{path}: {}", saved.text());
        let mut expected = body_of(&before);
        for (name, value) in change.as_object().unwrap() {
            match value {
                Value::Object(parts) => expected[name].as_object_mut().unwrap().extend(parts.clone()),
                value => expected[name] = value.clone(),
            }
        }
        let saved_body = body_of(&saved);
        if saved_body["revision"].is_i64() {
            expected["revision"] = json!(expected["revision"].as_i64().unwrap() + 1);
        }
        assert_eq!(saved_body, expected, "{path}");
        assert_eq!(program.read(&path).await, saved_body);

        problem(&patch(&program, &path, &tag(&before), &change).await, StatusCode::PRECONDITION_FAILED);
        let again = patch(&program, &path, &tag(&saved), &change).await;
        assert_eq!(again.status, StatusCode::OK, "{path}: to say it again is no mistake");
        let sent = program.send(Method::PATCH, &path, &[("if-match", "*")], &change).await;
        problem(&sent, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        for wrong in [json!({ "id": "other" }), json!({ "nonsense": 1 }), json!([change]), json!("x")] {
            problem(&patch(&program, &path, "*", &wrong).await, StatusCode::BAD_REQUEST);
        }
    }
}

#[tokio::test]
async fn null_takes_away_what_need_not_be_there() {
    let program = Program::of_administrator().await;
    let paths: Vec<_> = contested(&program).await.into_iter().map(|it| it.path).collect();
    let api = &paths[1];
    let said = json!({ "description": "Shiny", "tags": ["a"], "published": true });
    assert_eq!(patch(&program, api, "*", &said).await.status, StatusCode::OK);
    let saved = patch(&program, api, "*", &json!({ "description": null, "tags": null, "published": null })).await;
    let saved = body_of(&saved);
    assert_eq!((&saved["description"], &saved["tags"], &saved["published"]), (&json!(""), &json!([]), &json!(false)));
    problem(&patch(&program, api, "*", &json!({ "name": null })).await, StatusCode::BAD_REQUEST);
    let refused = patch(&program, api, "*", &json!({ "name": " " })).await;
    problem(&refused, StatusCode::UNPROCESSABLE_ENTITY);
    let request = program.request(Method::PATCH, api).header("content-type", "application/merge-patch+json");
    let without = program.app.send(request.body("{}".into()).unwrap()).await;
    problem(&without, StatusCode::PRECONDITION_REQUIRED);
}

#[tokio::test]
async fn a_change_of_somebodys_account_is_made_as_a_whole() {
    let program = Program::of_administrator().await;
    let ada = json!({ "email": "ada@example.com", "role": "support", "password": "correct horse battery" });
    let path = format!("/users/{}", body_of(&program.post("/users", &ada).await)["id"].as_str().unwrap());
    let wrong = json!({ "role": "developer", "state": "unconfirmed" });
    let refused = program.send(Method::PUT, &path, &[("if-match", "*")], &wrong).await;
    problem(&refused, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(program.read(&path).await["role"], "support");
    let own = format!("/users/{}", program.owner);
    for change in [json!({ "role": "developer" }), json!({ "state": "suspended" })] {
        problem(&patch(&program, &own, "*", &change).await, StatusCode::CONFLICT);
    }
    let both = json!({ "role": "developer", "state": "suspended" });
    assert_eq!(patch(&program, &path, "*", &both).await.status, StatusCode::OK);
    let actions: Vec<_> = program.read("/audit?limit=2").await["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["action"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(actions, ["user.change_role", "user.suspend"]);
}
