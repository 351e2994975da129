//! Operations at the Web service URL itself.

use axum::http::StatusCode;
use loggia::catalog::server::service;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::{ApiError, FieldError, Message};
use loggia::openapi::model::Format;
use loggia::openapi::server::published;
use serde_json::Value;

use super::support::{Backend, Portal, Then, answer_with, get};

#[tokio::test]
async fn a_slash_is_a_whole_template_and_nothing_is_none() {
    let backend = Backend::answering(answer_with("", b"ok"), Then::Close).await;
    let portal = Portal::with(backend.address, get("/"), |_| ()).await;
    let state = &portal.app.state;
    let (api, operation) = service::operation_for_call(state, &Caller::guest(), &portal.operation).await.unwrap();

    let page = portal.app.get(&format!("/apis/backend/operations/{}", operation.input.slug)).await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.text().contains("/base/"), "{}", page.text());
    portal.call().await;
    assert_eq!(backend.head()[0], "get /base/ http/1.1");
    let exported = published(state, &Caller::guest(), "backend", Format::Json).await.unwrap();
    let exported: Value = serde_json::from_slice(&exported).unwrap();
    assert!(exported["paths"]["/"]["get"].is_object(), "{exported}");

    for (template, message) in
        [("", Message::Required), ("  ", Message::Required), ("?page={page}", Message::TemplateWithoutSlash)]
    {
        let mut input = operation.input.clone();
        template.clone_into(&mut input.url_template);
        "other".clone_into(&mut input.slug);
        let refused = service::create_operation(state, &Administrator::operator(), &api.id, input).await.unwrap_err();
        let fields = vec![FieldError { field: "url_template".to_owned(), message }];
        assert_eq!(refused.into_api(), ApiError::Invalid { fields }, "{template:?}");
    }
}
