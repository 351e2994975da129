//! Somebody with an environment.

use axum::http::StatusCode;
use loggia::environments::model::Environment;
use loggia::identity::model::Role;

use crate::support::{Answer, TestApp};

/// Where environments are listed and added.
pub const LIST: &str = "/account/environments";
/// Ada, who has environments.
pub const ADA: &str = "ada@example.com";

/// A portal in which Ada is signed in.
pub async fn ada() -> TestApp {
    TestApp::new().await.signed_in_as(ADA, Role::Developer).await
}

/// Adds an environment by its form; the address of its page.
pub async fn add(app: &TestApp, name: &str) -> String {
    let answer = app.post(LIST, &[("name", name)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    answer.location().to_owned()
}

/// The environments of whoever is signed in, as the browser gets them.
pub async fn all(app: &TestApp) -> Vec<Environment> {
    let answer = app.get("/api/private/environments").await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    serde_json::from_slice(&answer.body).unwrap()
}

/// The environment whose page is at `address`, as the browser gets it.
pub async fn saved(app: &TestApp, address: &str) -> Environment {
    let environment = all(app).await.into_iter().find(|environment| address.ends_with(environment.id.as_str()));
    environment.unwrap()
}

/// The form of `environment` as it stands, for a test to change.
pub fn form(environment: &Environment) -> Vec<(String, String)> {
    let mut pairs =
        vec![("name".to_owned(), environment.name.clone()), ("revision".to_owned(), environment.revision.to_string())];
    for (row, variable) in environment.variables.iter().enumerate() {
        let mut push = |field: &str, value: &str| pairs.push((format!("variables.{row}.{field}"), value.to_owned()));
        push("id", &variable.id);
        push("name", &variable.name);
        push("value", variable.value.as_deref().unwrap_or_default());
        if variable.is_private {
            push("private", "on");
        }
    }
    pairs
}

/// Sends a form of `pairs`, in which `more` stand in place of those with the same names.
pub async fn send(app: &TestApp, address: &str, pairs: &[(String, String)], more: &[(&str, &str)]) -> Answer {
    let kept = pairs.iter().filter(|(name, _)| !more.iter().any(|(other, _)| other == name));
    let pairs: Vec<(&str, &str)> =
        kept.map(|(name, value)| (name.as_str(), value.as_str())).chain(more.iter().copied()).collect();
    app.post(address, &pairs).await
}
