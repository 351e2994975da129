//! The publisher's forms, as a browser without JavaScript meets them.

use axum::http::StatusCode;
use loggia::catalog::model::{ApiInput, OperationInput};
use loggia::catalog::server::service as catalog;
use loggia::identity::model::Role;
use loggia::identity::server::Administrator;
use loggia::recipes::draft::{OutputDraft, ParameterDraft, RecipeDraft, StepDraft};

use super::support::{API, EDIT, IMPORT, NEW, RECIPE, demo_portal, details, details_of, form, send};

/// A recipe of one step, as it is typed.
fn small() -> RecipeDraft {
    let parameter = ParameterDraft {
        name: "workspace".to_owned(),
        location: "path".to_owned(),
        value: "322d52744e430fc3436dd420769f6916".to_owned(),
    };
    let step = StepDraft {
        id: "hash".to_owned(),
        operation: "rrs-execute".to_owned(),
        parameters: vec![parameter],
        body: "{}".to_owned(),
        outputs: vec![OutputDraft { name: "results".to_owned(), value: "$response.body#/Results".to_owned() }],
        ..StepDraft::default()
    };
    RecipeDraft {
        name: "small".to_owned(),
        title: "Small".to_owned(),
        published: true,
        steps: vec![step],
        ..RecipeDraft::default()
    }
}

#[tokio::test]
async fn only_administrators_write() {
    let app = demo_portal().await;
    let delete = format!("{}/delete", EDIT.trim_end_matches("/edit"));
    let before = details(&app, "batch-execution").await;
    for path in [NEW, EDIT, IMPORT, &delete] {
        assert_eq!(app.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
        assert_eq!(send(&app, path, &small(), &[("text", "{}")]).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    let app = app.signed_in_as("dev@example.com", Role::Developer).await;
    for path in [NEW, EDIT, IMPORT, &delete] {
        assert_eq!(app.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        assert_eq!(send(&app, path, &small(), &[("text", "{}")]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(details(&app, "batch-execution").await, before);
}

#[tokio::test]
async fn a_recipe_is_added_changed_and_deleted() {
    let app = demo_portal().await.with_administrator().await;
    assert!(app.get(API).await.text().contains("Add recipe"));
    assert!(app.get(NEW).await.text().contains("name=\"steps.0.operation\""));
    let answer = send(&app, NEW, &small(), &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/apis/azureml-demo-api/recipes/small"));
    let saved = details(&app, "small").await;
    assert_eq!(saved.recipe.steps[0].outputs[0].name, "results");
    assert_eq!(saved.operation(0).unwrap().operation.slug, "rrs-execute");

    let again = send(&app, NEW, &small(), &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.text().contains("value=\"Small\""), "{}", again.text());

    let edit = NEW.replace("/new", "/small/edit");
    let first = form(&app, "small").await;
    let renamed = RecipeDraft { name: "smaller".to_owned(), title: "Smaller".to_owned(), ..first.clone() };
    let answer = send(&app, &edit, &renamed, &[]).await;
    assert_eq!(answer.location(), "/apis/azureml-demo-api/recipes/smaller", "{}", answer.text());
    let edit = NEW.replace("/new", "/smaller/edit");
    let late = send(&app, &edit, &first, &[]).await;
    assert_eq!(late.status, StatusCode::CONFLICT);
    let taken = RecipeDraft { name: "batch-execution".to_owned(), ..form(&app, "smaller").await };
    assert_eq!(send(&app, &edit, &taken, &[]).await.status, StatusCode::UNPROCESSABLE_ENTITY);

    let delete = NEW.replace("/new", "/smaller/delete");
    assert!(app.get(&delete).await.text().contains("Smaller"));
    let answer = app.post(&delete, &[]).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, API));
    assert_eq!(app.post(&delete, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(&edit).await.status, StatusCode::NOT_FOUND);
    assert_eq!(send(&app, &edit, &first, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.get(RECIPE).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_accepted_comes_back_with_what_is_wrong() {
    let app = demo_portal().await.with_administrator().await;
    let mut draft = small();
    draft.title = "\"><script>alert(1)</script>".to_owned();
    draft.steps[0].operation.clear();
    draft.steps[0].outputs[0].value = "$response.nothing".to_owned();
    draft.steps[0].repeats = true;
    draft.steps[0].every = "soon".to_owned();
    draft.steps[0].until = "$steps.hash.outputs.results == 1".to_owned();
    let answer = send(&app, NEW, &draft, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text().replace("<!>", "");
    for part in [
        "href=\"#field-steps-0-operation\"",
        "id=\"field-steps-0-outputs-0-value-complaint\"",
        "Not understood at character",
        "id=\"field-steps-0-repeat-until-complaint\"",
        "Step hash has kept nothing yet.",
        "id=\"field-steps-0-repeat-every_milliseconds-complaint\"",
        "value=\"soon\"",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("<script>alert"), "{text}");
    let mut unknown = small();
    unknown.steps[0].operation = "none".to_owned();
    let answer = send(&app, NEW, &unknown, &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text().contains("field-steps-0-operation-complaint"), "{}", answer.text());
    assert_eq!(app.get("/apis/azureml-demo-api/recipes/small").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn buttons_change_rows_and_save_nothing() {
    let app = demo_portal().await.with_administrator().await;
    let draft = form(&app, "batch-execution").await;
    for (action, has, lacks) in [
        ("steps.add", "name=\"steps.4.id\"", "name=\"steps.5.id\""),
        ("steps.0.remove", "name=\"steps.2.id\"", "name=\"steps.3.id\""),
        ("steps.1.up", "Step 1: start", "Step 1: submit"),
        ("inputs.add", "name=\"inputs.6.name\"", "name=\"inputs.7.name\""),
        ("steps.0.parameters.fill", "value=\"Content-Type\"", "role=\"alert\""),
        ("steps.0.outputs.0.remove", "name=\"steps.2.outputs.0.name\"", "name=\"steps.0.outputs.0.name\""),
    ] {
        let answer = send(&app, EDIT, &draft, &[("action", action)]).await;
        let text = answer.text().replace("<!>", "");
        assert_eq!(answer.status, StatusCode::OK, "{action}");
        assert!(text.contains(has) && !text.contains(lacks), "{action}: {text}");
    }
    assert_eq!(form(&app, "batch-execution").await, draft);
    let app = app.signed_out();
    let answer = send(&app, EDIT, &draft, &[("action", "steps.0.parameters.fill")]).await;
    assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn copies_and_versions_of_an_api_have_its_recipes_and_a_new_address_keeps_them() {
    let app = demo_portal().await.with_administrator().await;
    send(&app, NEW, &RecipeDraft { published: false, ..small() }, &[]).await;
    let original = details(&app, "batch-execution").await;
    let copied = app.post("/admin/apis/azureml-demo-api/duplicate", &[]).await;
    assert_eq!(copied.location(), "/admin/apis/azureml-demo-api-2");
    let version = [("version", "v2"), ("version_scheme", "path")];
    let added = app.post("/admin/apis/azureml-demo-api/versions/new", &version).await;
    assert_eq!(added.location(), "/admin/apis/azureml-demo-api-v2");
    for api in ["azureml-demo-api-2", "azureml-demo-api-v2"] {
        let page = app.get(&format!("/apis/{api}")).await;
        assert!(page.text().contains(&original.recipe.title) && page.text().contains(">Small<"), "{api}");
        let copy = details_of(&app, api, "batch-execution").await;
        assert_eq!((&copy.recipe, copy.published), (&original.recipe, true));
        // It calls the copy's own operations.
        for place in 0..copy.recipe.steps.len() {
            let (called, model) = (copy.operation(place).unwrap(), original.operation(place).unwrap());
            assert_eq!(called.operation.slug, model.operation.slug);
            assert_ne!(called.id, model.id);
        }
        assert!(!details_of(&app, api, "small").await.published);
        let document = app.get(&format!("/apis/{api}/recipes/batch-execution/arazzo.json")).await;
        assert!(document.text().contains(api), "{}", document.text());
    }

    // What becomes of a copy is nothing to the original.
    app.post("/admin/apis/azureml-demo-api-2/recipes/small/delete", &[]).await;
    assert_eq!(details(&app, "small").await.recipe.title, "Small");

    let permit = Administrator::operator();
    let api = catalog::admin_api_by_slug(&app.state, &permit, "azureml-demo-api").await.unwrap();
    let input = ApiInput { slug: "batch".to_owned(), ..api.input };
    catalog::update_api(&app.state, &permit, &api.id, api.revision, input).await.unwrap();
    let moved = details_of(&app, "batch", "batch-execution").await;
    assert_eq!(moved.recipe, original.recipe);
    assert!((0..moved.recipe.steps.len()).all(|place| moved.operation(place).is_some()));
}

#[tokio::test]
async fn a_recipe_follows_its_operation_to_another_address() {
    let app = demo_portal().await.with_administrator().await;
    send(&app, NEW, &small(), &[]).await;
    let before = details(&app, "batch-execution").await;
    let permit = Administrator::operator();
    let (_, operation) =
        catalog::admin_operation_by_slug(&app.state, &permit, "azureml-demo-api", "rrs-execute").await.unwrap();
    let input = OperationInput { slug: "score".to_owned(), ..operation.input };
    catalog::update_operation(&app.state, &permit, &operation.id, operation.revision, input).await.unwrap();
    assert_eq!(details(&app, "small").await.operation(0).unwrap().operation.slug, "score");
    assert_eq!(details(&app, "batch-execution").await, before, "it calls other operations");
}
