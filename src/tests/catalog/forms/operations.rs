//! The form of an operation and its rows.

use axum::http::StatusCode;
use loggia::catalog::server::service;

use super::{RRS, complaint, filled, publisher, saved, value};
use crate::catalog::html;

#[tokio::test]
async fn an_operation_that_is_not_accepted_comes_back_with_its_rows() {
    let app = publisher().await;
    app.add_api("Demo", true).await;
    let form = [
        ("verb", "PURGE"),
        ("url_template", "/a/{one}"),
        ("display_name", ""),
        ("parameters.4.name", "X Trace"),
        ("parameters.4.in", "header"),
        ("parameters.4.type", "uuid"),
        ("parameters.4.allowed", "a, b\r\nc"),
        ("responses.9.status", "abc"),
        ("responses.9.representations.3.content_type", "json"),
        ("responses.9.representations.3.sample", "{\r\n  \"a\": 1\r\n}"),
    ];
    let answer = app.post("/admin/apis/demo/operations/new", &form).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let again = html::form(answer.text());
    for (name, typed) in [
        ("verb", "PURGE"),
        ("url_template", "/a/{one}"),
        ("parameters.0.name", "one"),
        ("parameters.0.in", "path"),
        ("parameters.1.name", "X Trace"),
        ("parameters.1.type", "uuid"),
        ("parameters.1.allowed", "a, b\nc"),
        ("responses.0.status", "abc"),
        ("responses.0.representations.0.content_type", "json"),
        ("responses.0.representations.0.sample", "{\n  \"a\": 1\n}"),
    ] {
        assert_eq!(value(&again, name), Some(typed), "{name}");
    }
    for field in [
        "display_name",
        "parameters.1.name",
        "parameters.1.type",
        "responses.0.status",
        "responses.0.representations.0.content_type",
    ] {
        assert_ne!(complaint(&answer, field), "", "{field}");
    }
    assert_eq!(complaint(&answer, "verb"), "");
    assert!(answer.text().contains("Request headers, row 1: Type: One of these is expected"));
}

#[tokio::test]
async fn rows_come_and_go_without_javascript_and_nothing_is_saved() {
    let app = publisher().await;
    app.add_api("Demo", true).await;
    let path = "/admin/apis/demo/operations/new";
    let mut form = html::form(app.get(path).await.text());
    let press = async |form: &[(String, String)], typed: &[(&str, &str)], action: &str| {
        let mut pairs = filled(form, typed);
        pairs.push(("action", action));
        let answer = app.post(path, &pairs).await;
        assert_eq!(answer.status, StatusCode::OK, "{action}");
        assert!(!answer.text().contains("aria-invalid=\"true\""), "{action} checks nothing");
        html::form(answer.text())
    };
    form = press(&form, &[("url_template", "/a/{one}?b={two}")], "add-response").await;
    assert_eq!(value(&form, "parameters.1.name"), Some("two"), "the template fills the table");
    assert_eq!(value(&form, "responses.0.status"), Some("200"));
    form = press(&form, &[("responses.0.description", "fine")], "add-response").await;
    form = press(&form, &[], "add-representation.1").await;
    form = press(&form, &[], "add-response-header.1").await;
    form = press(&form, &[], "add-header").await;
    form = press(&form, &[("parameters.2.name", "X-Trace")], "add-parameter").await;
    form = press(&form, &[], "add-body").await;
    assert_eq!(value(&form, "responses.1.representations.0.content_type"), Some("application/json"));
    assert_eq!(value(&form, "responses.1.headers.0.name"), Some(""));
    let header = form.iter().find(|(_, value)| value == "X-Trace").unwrap();
    let place = header.0.replace(".name", ".in");
    assert_eq!(value(&form, &place), Some("header"));
    assert_eq!(value(&form, "bodies.0.content_type"), Some("application/json"));
    form = press(&form, &[], "remove-response.0").await;
    assert_eq!((value(&form, "responses.0.status"), value(&form, "responses.1.status")), (Some("201"), None));
    form = press(&form, &[], "remove-representation.0.0").await;
    form = press(&form, &[], "remove-body.0").await;
    assert_eq!(value(&form, "bodies.0.content_type"), None);
    assert_eq!(value(&form, "responses.0.representations.0.content_type"), None);

    let page = loggia::kernel::PageRequest::new(1, 1);
    let operations = service::operations(&app.state, &Default::default(), "demo", "", "", page).await.unwrap();
    assert_eq!(operations.total, 0);
}

#[tokio::test]
async fn saving_a_form_as_it_was_shown_changes_nothing() {
    let app = publisher().await;
    app.add_api("Demo", true).await;
    let everything = [
        ("verb", "POST"),
        ("url_template", RRS),
        ("display_name", "Łódź & \"co\" <b>"),
        ("slug", "lodz"),
        ("description", "\n\n# Leading lines\n"),
        ("parameters.0.name", "details"),
        ("parameters.0.in", "query"),
        ("parameters.0.type", "boolean"),
        ("parameters.0.default", "true"),
        ("parameters.0.allowed", "true\r\nfalse"),
        ("parameters.1.name", "X-Trace"),
        ("parameters.1.in", "header"),
        ("parameters.1.type", "integer"),
        ("parameters.1.required", "on"),
        ("parameters.1.example", "7"),
        ("bodies.0.content_type", "application/json"),
        ("bodies.0.sample", "\n{\"a\": \"</textarea>&amp;\"}\n"),
        ("bodies.0.schema", "{\"type\": \"object\"}"),
        ("responses.0.status", "200"),
        ("responses.0.description", "fine"),
        ("responses.0.headers.0.name", "X-Rate"),
        ("responses.0.headers.0.description", "left"),
        ("responses.0.representations.0.content_type", "text/plain"),
        ("responses.0.representations.0.sample", "  indented"),
        ("responses.1.status", "404"),
    ];
    let answer = app.post("/admin/apis/demo/operations/new", &everything).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let before = saved(&app, "demo", "lodz").await;
    assert_eq!(before.input.bodies[0].sample, "\n{\"a\": \"</textarea>&amp;\"}\n");

    let path = "/admin/apis/demo/operations/lodz";
    let form = html::form(app.get(path).await.text());
    let answer = app.post(path, &filled(&form, &[])).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    let after = saved(&app, "demo", "lodz").await;
    assert_eq!(after.input, before.input);
    assert_eq!(after.revision, before.revision + 1);
}
