//! What publishers may do with the catalog.

use loggia::admin::server::copies;
use loggia::catalog::model::{ApiInput, OperationInput};
use loggia::catalog::server::service;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::ids::ApiId;
use loggia::kernel::{ApiError, Message, PageRequest};
use loggia::platform::AppError;

use crate::support::TestApp;

fn field(result: Result<impl Sized, AppError>) -> Vec<(String, Message)> {
    match result.map(|_| ()).unwrap_err().into_api() {
        ApiError::Invalid { fields } => fields.into_iter().map(|error| (error.field, error.message)).collect(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn suffixes_and_slugs_are_unique() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let first = app.add_api("Demo API", true).await;
    let again = ApiInput { name: "Other".into(), ..first.input.clone() };
    let taken = [("slug".to_owned(), Message::Taken), ("suffix".to_owned(), Message::Taken)];
    assert_eq!(field(service::create_api(&app.state, &permit, again).await), taken);
    let other = app.add_api("Other", true).await;
    let clash = ApiInput { suffix: first.input.suffix.clone(), ..other.input.clone() };
    let refused = service::update_api(&app.state, &permit, &other.id, other.revision, clash).await;
    assert_eq!(field(refused), [("suffix".to_owned(), Message::Taken)]);
    service::update_api(&app.state, &permit, &first.id, first.revision, first.input.clone()).await.unwrap();
}

#[tokio::test]
async fn verb_and_template_are_unique_within_an_api() {
    let app = TestApp::new().await;
    let api = app.add_api("Demo API", true).await;
    let other = app.add_api("Other", true).await;
    let operation = app.add_operation(&api, "GET", "/orders", "List").await;
    app.add_operation(&api, "POST", "/orders", "Add").await;
    app.add_operation(&other, "GET", "/orders", "List").await;
    let again = OperationInput { display_name: "Again".into(), slug: String::new(), ..operation.input };
    let refused = service::create_operation(&app.state, &Administrator::operator(), &api.id, again).await;
    assert_eq!(field(refused), [("url_template".to_owned(), Message::Taken)]);
}

#[tokio::test]
async fn the_second_of_two_editors_is_told() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Demo API", true).await;
    let operation = app.add_operation(&api, "GET", "/orders", "List").await;
    let renamed = ApiInput { display_name: "First".into(), ..api.input.clone() };
    let saved = service::update_api(&app.state, &permit, &api.id, api.revision, renamed).await.unwrap();
    let late = service::update_api(&app.state, &permit, &api.id, api.revision, api.input.clone()).await;
    assert_eq!(late.unwrap_err().into_api(), ApiError::Conflict);
    let kept = service::admin_api_by_slug(&app.state, &permit, &api.input.slug).await.unwrap();
    assert_eq!(kept, saved);

    let input = operation.input.clone();
    service::update_operation(&app.state, &permit, &operation.id, operation.revision, input.clone()).await.unwrap();
    let late = service::update_operation(&app.state, &permit, &operation.id, operation.revision, input).await;
    assert_eq!(late.unwrap_err().into_api(), ApiError::Conflict);
}

#[tokio::test]
async fn what_was_saved_is_what_is_read() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let input = ApiInput {
        name: "Żółć \"quoted\" \\ 日本".into(),
        slug: "demo".into(),
        description: "# Markdown\n\r\n<b>".into(),
        service_url: "https://a.example/base".into(),
        suffix: "a/b".into(),
        tags: vec!["z".into(), "a".into()],
        version: "v1".into(),
        ..ApiInput::default()
    };
    let api = service::create_api(&app.state, &permit, input.clone()).await.unwrap();
    assert_eq!(api.input, input);
    assert_eq!(service::admin_api_by_slug(&app.state, &permit, "demo").await.unwrap(), api);
}

#[tokio::test]
async fn a_duplicate_is_a_draft_with_all_operations() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Demo API", true).await;
    let operation = app.add_operation(&api, "GET", "/orders?page={page}", "List").await;
    let first = copies::duplicate_api(&app.state, &permit, &api.input.slug).await.unwrap();
    let second = copies::duplicate_api(&app.state, &permit, &api.input.slug).await.unwrap();
    assert_eq!((first.input.name.as_str(), second.input.name.as_str()), ("Demo API 2", "Demo API 3"));
    assert!(!first.input.published);
    let caller = Caller::guest();
    let hidden = service::api_by_slug(&app.state, &caller, &first.input.slug).await;
    assert_eq!(hidden.unwrap_err().into_api(), ApiError::NotFound);
    let page = PageRequest::new(1, 10);
    let copied = service::admin_operations(&app.state, &permit, &first.id, "", page).await.unwrap();
    assert_eq!(copied.items.len(), 1);
    let copy = service::duplicate_operation(&app.state, &permit, &operation.id).await.unwrap();
    assert_eq!(copy.input.url_template, "/orders/copy-2?page={page}");
}

#[tokio::test]
async fn deleting_takes_the_operations_along() {
    let app = TestApp::new().await;
    let permit = Administrator::operator();
    let api = app.add_api("Demo API", true).await;
    let operation = app.add_operation(&api, "GET", "/orders", "List").await;
    service::delete_api(&app.state, &permit, &api.id).await.unwrap();
    assert!(service::is_empty(&app.state).await.unwrap());
    let gone = service::operation_for_call(&app.state, &Caller::guest(), &operation.id).await;
    assert_eq!(gone.unwrap_err().into_api(), ApiError::NotFound);
    let again = service::delete_api(&app.state, &permit, &api.id).await;
    assert_eq!(again.unwrap_err().into_api(), ApiError::NotFound);
    let orphan = service::create_operation(&app.state, &permit, &ApiId::from("none".to_owned()), operation.input).await;
    assert_eq!(orphan.unwrap_err().into_api(), ApiError::NotFound);
}

#[tokio::test]
async fn the_list_of_operations_is_narrowed_by_every_word() {
    let app = TestApp::new().await;
    let api = app.add_api("Shop", true).await;
    app.add_operation(&api, "GET", "/orders/{id}", "Get an order").await;
    app.add_operation(&api, "POST", "/orders", "Place an order").await;
    app.add_operation(&api, "GET", "/100%25_sure", "Łódź").await;
    for (query, expected) in [
        ("", 3),
        ("order", 2),
        ("get order", 1),
        ("ORDER  get", 1),
        ("place get", 0),
        ("%", 1),
        ("_", 1),
        ("lodz", 1),
        ("rders/{", 1),
        ("a b c d e f", 0),
        ("get an order orders {id}", 0),
    ] {
        let page = PageRequest::new(1, 1);
        let found = service::operations(&app.state, &Caller::guest(), "shop", query, "", page).await.unwrap();
        assert_eq!(found.total, expected, "{query}");
        assert_eq!(found.items.len() as u64, expected.min(1), "{query}");
    }
    let none = service::operations(&app.state, &Caller::guest(), "shop", "", "Nothing", PageRequest::new(1, 9)).await;
    assert_eq!(none.unwrap().total, 0);
}
