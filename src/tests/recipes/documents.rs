//! Recipes as Arazzo documents.

use axum::http::{StatusCode, header};
use serde_json::Value;

use super::support::{API, IMPORT, RECIPE, demo_portal, details};
use crate::support::TestApp;

async fn exported(app: &TestApp) -> Value {
    let answer = app.get(&format!("{RECIPE}/arazzo.json")).await;
    assert_eq!(answer.status, StatusCode::OK);
    serde_json::from_slice(&answer.body).unwrap()
}

async fn import(app: &TestApp, text: &str, more: &[(&str, &str)]) -> (StatusCode, String, String) {
    let answer = app.post(IMPORT, &[&[("text", text), ("published", "on")][..], more].concat()).await;
    (answer.status, answer.location().to_owned(), answer.text().replace("<!>", ""))
}

#[tokio::test]
async fn a_recipe_is_exported_and_comes_back_under_other_names() {
    let app = demo_portal().await.with_administrator().await;
    let mut document = exported(&app).await;
    assert_eq!(document["arazzo"], "1.0.1");
    let mut second = document["workflows"][0].clone();
    document["workflows"][0]["workflowId"] = "first".into();
    second["workflowId"] = "second".into();
    document["workflows"].as_array_mut().unwrap().push(second);
    let (status, location, text) = import(&app, &document.to_string(), &[]).await;
    assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, API), "{text}");
    let original = details(&app, "batch-execution").await;
    for name in ["first", "second"] {
        let mut taken = details(&app, name).await;
        assert!(taken.is_whole() && taken.published);
        taken.recipe.name.clone_from(&original.recipe.name);
        assert_eq!(taken.recipe, original.recipe);
    }
    let (status, _, text) = import(&app, &document.to_string(), &[]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(text.contains("is there already"), "{text}");
}

#[tokio::test]
async fn yaml_is_written_and_read() {
    let app = demo_portal().await.with_administrator().await;
    let answer = app.get(&format!("{RECIPE}/arazzo.yaml")).await;
    assert_eq!(answer.headers.get(header::CONTENT_TYPE).unwrap(), "application/yaml");
    let yaml = answer.text().replace("batch-execution", "from-yaml");
    let (status, location, text) = import(&app, &yaml, &[]).await;
    assert_eq!((status, location.as_str()), (StatusCode::SEE_OTHER, API), "{text}");
    assert_eq!(details(&app, "from-yaml").await.recipe.steps, details(&app, "batch-execution").await.recipe.steps);
}

#[tokio::test]
async fn what_cannot_be_run_is_said_and_nothing_is_imported() {
    let app = demo_portal().await.with_administrator().await;
    let document = exported(&app).await;
    let changed = |change: &dyn Fn(&mut Value)| {
        let mut changed = document.clone();
        changed["workflows"][0]["workflowId"] = "changed".into();
        change(&mut changed["workflows"][0]);
        changed.to_string()
    };
    for (text, part) in [
        ("".to_owned(), "Please fill this in."),
        ("{".to_owned(), "Nothing was imported."),
        ("[]".to_owned(), "Nothing was imported."),
        ("openapi: 3.1.0".to_owned(), "not a document of Arazzo 1.0"),
        (changed(&|workflow| workflow["steps"][0]["operationPath"] = Value::Null), "is missing"),
        (
            changed(&|workflow| workflow["steps"][1] = serde_json::json!({"stepId": "x", "operationId": "none"})),
            "calls an operation that this API does not have",
        ),
        (
            changed(&|workflow| workflow["steps"][1]["workflowId"] = "other".into()),
            "a recipe calls operations, not other workflows",
        ),
        (
            changed(&|workflow| workflow["steps"][3]["parameters"][0]["value"] = "$steps.none.outputs.x".into()),
            "there is no step `none`",
        ),
    ] {
        let (status, _, page) = import(&app, &text, &[]).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(page.contains(part), "{part}: {page}");
    }
    assert_eq!(app.get("/apis/azureml-demo-api/recipes/changed").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_is_left_out_is_taken_once_it_is_known() {
    let app = demo_portal().await.with_administrator().await;
    let mut document = exported(&app).await;
    document["workflows"][0]["workflowId"] = "known".into();
    document["workflows"][0]["surprise"] = true.into();
    let (status, _, page) = import(&app, &document.to_string(), &[]).await;
    assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.contains("/workflows/0/surprise") && page.contains("Import all the same"), "{page}");
    let (status, ..) = import(&app, &document.to_string(), &[("action", "accept")]).await;
    assert_eq!(status, StatusCode::SEE_OTHER);
    assert!(details(&app, "known").await.is_whole());
}
