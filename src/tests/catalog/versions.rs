//! Versions of an API: one suffix, and calls that say which one they mean.

use axum::http::StatusCode;
use loggia::catalog::model::{Api, ApiInput, VersionScheme};
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;
use loggia::kernel::{ApiError, Message};
use loggia::openapi::server::{Options, Progress, import};

use crate::support::TestApp;

async fn api(app: &TestApp, slug: &str) -> Api {
    service::admin_api_by_slug(&app.state, &Administrator::operator(), slug).await.unwrap()
}

/// Saves an API with a change; the fields that were not accepted.
async fn save(app: &TestApp, slug: &str, change: impl FnOnce(&mut ApiInput)) -> Vec<(String, Message)> {
    let Api { id, revision, mut input, .. } = api(app, slug).await;
    change(&mut input);
    match service::update_api(&app.state, &Administrator::operator(), &id, revision, input).await {
        Ok(_) => Vec::new(),
        Err(error) => match error.into_api() {
            ApiError::Invalid { fields } => fields.into_iter().map(|error| (error.field, error.message)).collect(),
            other => panic!("{other:?}"),
        },
    }
}

/// The portal with the API `pets` and its version `pets-v2`, which calls name by a header.
async fn with_two_versions() -> TestApp {
    let app = TestApp::new().await.with_administrator().await;
    let pets = app.add_api("Pets", true).await;
    app.add_operation(&pets, "GET", "/pets", "List pets").await;
    let form = [("version", "v2"), ("version_scheme", "header"), ("version_parameter", "Api-Version")];
    let answer = app.post("/admin/apis/pets/versions/new", &form).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, "/admin/apis/pets-v2"));
    app
}

#[tokio::test]
async fn a_version_begins_as_a_draft_with_everything_under_the_same_suffix() {
    let app = with_two_versions().await;
    let (first, second) = (api(&app, "pets").await.input, api(&app, "pets-v2").await.input);
    assert_eq!((first.version.as_str(), second.version.as_str()), ("", "v2"));
    assert_eq!(first.suffix, second.suffix);
    for input in [&first, &second] {
        assert_eq!((input.version_scheme, input.version_parameter.as_str()), (VersionScheme::Header, "Api-Version"));
    }
    assert!(first.published && !second.published);
    assert!(app.get("/apis/pets-v2").await.text().contains("List pets"));

    let app = app.signed_out();
    let page = app.get("/apis/pets").await;
    assert!(page.text().contains("Original") && !page.text().contains("/apis/pets-v2"), "a draft is not given away");
    save(&app, "pets-v2", |input| input.published = true).await;
    assert!(app.get("/apis/pets").await.text().contains("/apis/pets-v2"));
    let page = app.get("/apis/pets-v2").await;
    assert!(page.text().contains("Api-Version: v2") && page.text().contains("href=\"/apis/pets\""));
}

#[tokio::test]
async fn a_version_that_is_not_accepted_comes_back_as_it_was_typed() {
    let app = with_two_versions().await;
    for (form, field) in [
        ([("version", ""), ("version_scheme", "header"), ("version_parameter", "Api-Version")], "version"),
        ([("version", "V2"), ("version_scheme", "header"), ("version_parameter", "Api-Version")], "version"),
        ([("version", "v/3"), ("version_scheme", "path"), ("version_parameter", "")], "version"),
        ([("version", "v3"), ("version_scheme", "header"), ("version_parameter", "no header")], "version_parameter"),
        ([("version", "v3"), ("version_scheme", "none"), ("version_parameter", "kept")], "version_scheme"),
        ([("version", "v3"), ("version_scheme", "moon"), ("version_parameter", "kept")], "version_scheme"),
    ] {
        let answer = app.post("/admin/apis/pets/versions/new", &form).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{form:?}");
        assert!(answer.text().contains("aria-invalid=\"true\""), "{form:?}");
        assert!(answer.text().contains(&format!("field-{field}-complaint")), "{form:?}");
        assert!(answer.text().contains(&format!("value=\"{}\"", form[0].1)), "{form:?}");
    }
    let nobody = app.post("/admin/apis/nowhere/versions/new", &[("version", "v1"), ("version_scheme", "path")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
    let app = app.signed_out();
    let guest = app.post("/admin/apis/pets/versions/new", &[("version", "v9"), ("version_scheme", "path")]).await;
    assert_eq!(guest.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_suffix_is_shared_by_versions_only() {
    let app = with_two_versions().await;
    app.add_api("Cats", true).await;
    let taken = |field: &str| vec![(field.to_owned(), Message::Taken)];
    assert_eq!(save(&app, "cats", |input| input.suffix = "pets".to_owned()).await, taken("suffix"));
    assert_eq!(save(&app, "pets-v2", |input| input.version = String::new()).await, taken("version"));
    let no_scheme = save(&app, "pets", |input| input.version_scheme = VersionScheme::None).await;
    assert_eq!(no_scheme[0].0, "version_scheme");
    assert_eq!(save(&app, "pets", |input| input.suffix = "cats".to_owned()).await, taken("suffix"));

    // What one version says of how calls name it holds for all.
    let path = |input: &mut ApiInput| input.version_scheme = VersionScheme::Path;
    assert_eq!(save(&app, "pets", path).await, []);
    let second = api(&app, "pets-v2").await.input;
    assert_eq!((second.version_scheme, second.version_parameter.as_str()), (VersionScheme::Path, ""));

    // An API becomes a version by taking the suffix with a label of its own.
    let join = |input: &mut ApiInput| {
        input.suffix = "pets".to_owned();
        input.version = "v3".to_owned();
        input.version_scheme = VersionScheme::Path;
    };
    assert_eq!(save(&app, "cats", join).await, []);
    assert_eq!(save(&app, "cats", |input| input.suffix = "cats".to_owned()).await, []);
    assert_eq!(save(&app, "cats", |input| input.version_scheme = VersionScheme::None).await, []);
}

#[tokio::test]
async fn a_new_revision_leaves_the_label_of_a_version_alone() {
    let app = with_two_versions().await;
    let document = r#"{"openapi": "3.1.0", "info": {"title": "Pets", "version": "9.9"}, "paths": {}}"#;
    for (slug, version) in [("pets-v2", "v2"), ("pets", "")] {
        let options =
            Options { update: Some(slug.to_owned()), name: None, suffix: None, published: true, dry_run: false };
        let permit = Administrator::operator();
        import(&app.state, &permit, document.as_bytes().to_vec(), options, &Progress::default()).await.unwrap();
        assert_eq!(api(&app, slug).await.input.version, version);
    }
}
