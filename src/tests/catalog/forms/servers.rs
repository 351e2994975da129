//! Further servers in the form of an API.

use axum::http::StatusCode;
use loggia::catalog::server::service;
use loggia::identity::server::{Administrator, Caller};
use loggia::openapi::server::{Options, Progress, import};

use super::{complaint, filled, publisher, value};
use crate::catalog::html;
use crate::support::TestApp;

const NAMED: [(&str, &str); 5] = [
    ("name", "Birds"),
    ("service_url", "https://live.test"),
    ("suffix", "birds"),
    ("scheme", "https"),
    ("published", "on"),
];

/// A new API's form with these fields besides.
fn form<'f>(more: &[(&'f str, &'f str)]) -> Vec<(&'f str, &'f str)> {
    NAMED.iter().chain(more).copied().collect()
}

async fn is_asked(app: &TestApp, path: &str) -> bool {
    app.get(path).await.text().contains("name=\"servers.0.url\"")
}

#[tokio::test]
async fn the_variables_of_an_address_are_asked_for_once_it_is_submitted() {
    let app = publisher().await;
    assert!(is_asked(&app, "/admin/apis/new").await);
    let new = form(&[("servers.0.url", "https://{region}.test"), ("servers.0.description", "For *tests*")]);
    let answer = app.post("/admin/apis/new", &new).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(complaint(&answer, "servers.0.variables.0.default"), "Please fill this in.");
    let again = html::form(answer.text());
    assert_eq!(value(&again, "servers.0.variables.0.name"), Some("region"));

    let wrong = [("servers.0.variables.0.default", "us"), ("servers.0.variables.0.allowed", "eu, us-2")];
    let answer = app.post("/admin/apis/new", &filled(&again, &wrong)).await;
    assert_eq!(complaint(&answer, "servers.0.variables.0.default"), "One of these is expected: eu, us-2.");

    let again = html::form(answer.text());
    let answer = app.post("/admin/apis/new", &filled(&again, &[("servers.0.variables.0.default", "eu")])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let api = service::admin_api_by_slug(&app.state, &Administrator::operator(), "birds").await.unwrap();
    let [server] = &api.input.servers[..] else { panic!("{:?}", api.input.servers) };
    assert_eq!((server.url.as_str(), server.template.as_str()), ("https://eu.test", "https://{region}.test"));
    assert_eq!(server.variables[0].allowed, ["eu", "us-2"]);

    let operation = [("verb", "GET"), ("url_template", "/call"), ("display_name", "Call"), ("slug", "call")];
    assert_eq!(app.post("/admin/apis/birds/operations/new", &operation).await.status, StatusCode::SEE_OTHER);
    let details = service::operation_by_slug(&app.state, &Caller::default(), "birds", "call").await.unwrap();
    let offered: Vec<_> = details.servers.iter().map(|one| (one.number, one.template.as_str())).collect();
    assert_eq!(offered, [(0, "https://live.test"), (1, "https://{region}.test")]);
    let page = app.get("/apis/birds").await;
    assert!(page.text().contains("<code>https://{region}.test</code>") && page.text().contains("For <em>tests</em>"));
    let exported = app.get("/apis/birds/openapi.json").await;
    let exported: serde_json::Value = serde_json::from_slice(&exported.body).unwrap();
    assert_eq!(exported["servers"][1]["url"], "https://{region}.test");
    assert_eq!(exported["servers"][1]["variables"]["region"]["enum"][1], "us-2");

    let saved = html::form(app.get("/admin/apis/birds").await.text());
    let answer =
        app.post("/admin/apis/birds", &filled(&saved, &[("servers.0.url", ""), ("servers.0.description", "")])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let api = service::admin_api_by_slug(&app.state, &Administrator::operator(), "birds").await.unwrap();
    assert_eq!(api.input.servers, [], "a row without an address is removed");
}

#[tokio::test]
async fn addresses_that_calls_cannot_go_to_are_refused() {
    let app = publisher().await;
    for url in ["ftp://a.test", "https://a.test?x=1", "https://u:p@a.test", "a.test", "https://a b.test", "https://[x]"]
    {
        let answer = app.post("/admin/apis/new", &form(&[("servers.0.url", url)])).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{url}");
        assert_ne!(complaint(&answer, "servers.0.url"), "", "{url}");
    }
    let answer = app.post("/admin/apis/new", &form(&[("servers.0.description", "What?")])).await;
    assert_eq!(complaint(&answer, "servers.0.url"), "Please fill this in.");
}

#[tokio::test]
async fn a_document_that_names_servers_is_not_contradicted() {
    let app = publisher().await;
    let document = r#"{"openapi": "3.1.0", "info": {"title": "Own", "version": "1"}, "servers": [{"url": "https://a.test"}],
        "paths": {"/a": {"get": {}}}}"#;
    let options = Options { update: None, name: None, suffix: None, published: true, dry_run: false };
    let bytes = document.as_bytes().to_vec();
    import(&app.state, &Administrator::operator(), bytes, options, &Progress::default()).await.unwrap();
    assert!(!is_asked(&app, "/admin/apis/own").await);
}
