//! Reading recipes.

use axum::http::StatusCode;
use loggia::catalog::server::service as catalog;
use loggia::identity::model::Role;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::PageRequest;

use super::support::{API, EDIT, RECIPE, demo_portal, details, form, send};

#[tokio::test]
async fn everybody_reads_a_published_recipe_and_its_programs() {
    let app = demo_portal().await;
    let page = app.get(API).await;
    assert!(page.text().contains("Run a batch job (BES)") && page.text().contains(RECIPE), "{}", page.text());
    let page = app.get(RECIPE).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text().replace("<!>", "").replace("<!---->", "");
    for part in [
        "Step 1: submit",
        "BES Submit",
        "/apis/azureml-demo-api/operations/bes-start",
        "job of step submit",
        "Repeated every 1 s, at most 120 times,",
        "until StatusCode of the answer is Finished or StatusCode of the answer is 4.",
        "It fails if StatusCode of the answer is Failed",
        "import requests",
        "library(httr2)",
        "HttpClient",
        "UseDevelopmentStorage=true",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("Edit recipe"));
    let details = details(&app, "batch-execution").await;
    assert!(details.is_whole() && details.operations.len() == 4);
    let languages: Vec<_> = details.samples.iter().map(|sample| sample.language.as_str()).collect();
    assert_eq!(languages, ["python", "csharp", "r"]);
    for sample in &details.samples {
        assert!(sample.whole.contains("http://127.0.0.1:9/workspaces/"), "{}", sample.whole);
        assert!(!sample.masked.contains(loggia::demo::account::KEY));
    }
    let older = app.get("/apis/azureml-demo-api;rev=1/recipes/batch-execution").await;
    assert_eq!(older.status, StatusCode::OK);
    assert_eq!(app.get("/apis/azureml-demo-api/recipes/none").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get("/apis/none/recipes/batch-execution").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn drafts_are_for_administrators() {
    let app = demo_portal().await.with_administrator().await;
    let mut draft = form(&app, "batch-execution").await;
    draft.published = false;
    assert_eq!(send(&app, EDIT, &draft, &[]).await.status, StatusCode::SEE_OTHER);
    assert!(app.get(RECIPE).await.text().contains("Draft"));
    let app = app.signed_in_as("dev@example.com", Role::Developer).await;
    for path in [RECIPE.to_owned(), format!("{RECIPE}/arazzo.json"), format!("{RECIPE}/arazzo.yaml")] {
        assert_eq!(app.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!app.get(API).await.text().contains(&format!("href=\"{RECIPE}\"")));
}

#[tokio::test]
async fn a_recipe_says_when_an_operation_is_gone() {
    let app = demo_portal().await;
    let guest = Caller::guest();
    let page = PageRequest::new(1, 9);
    let operations = catalog::operations(&app.state, &guest, "azureml-demo-api", "bes-start", "", page).await;
    let id = operations.unwrap().items.remove(0).id;
    catalog::delete_operation(&app.state, &Administrator::operator(), &id).await.unwrap();
    let page = app.get(RECIPE).await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text().replace("<!>", "");
    assert!(text.contains("cannot be run") && text.contains("is no longer there"), "{text}");
    assert!(details(&app, "batch-execution").await.samples.is_empty());
}
