//! What documents say of operations, as their readers see it.

use std::fs;
use std::path::Path;

use loggia::catalog::draft::OperationDraft;
use loggia::catalog::server::service;
use loggia::identity::server::Administrator;
use loggia::openapi::server::{Options, Progress, import};
use serde_json::Value;

use crate::support::TestApp;

/// The most bytes of the largest page of a large, well-known API.
const PAGE: usize = 60_000;

/// A portal into which the document was imported, and the address of its API.
async fn with_document(document: &str) -> (TestApp, String) {
    let app = TestApp::new().await;
    let options = Options { update: None, name: None, suffix: None, published: true, dry_run: false };
    let bytes = document.as_bytes().to_vec();
    let report = import(&app.state, &Administrator::operator(), bytes, options, &Progress::default()).await.unwrap();
    (app, format!("/apis/{}", report.api))
}

/// The page of the operation `GET /` of a document with these members of it.
async fn page(operation: &str) -> String {
    let document = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "Api", "version": "1"}}, "servers": [{{"url": "https://a.test"}}],
            "paths": {{"/": {{"get": {{"operationId": "it", {operation}}}}}}}}}"#
    );
    let (app, api) = with_document(&document).await;
    app.get(&format!("{api}/operations/it")).await.text().to_owned()
}

/// Asserts that the page has all of `texts`, one behind the other.
fn assert_shows(page: &str, texts: &[&str]) {
    let mut rest = page;
    for text in texts {
        let at = rest.find(text).unwrap_or_else(|| panic!("{text} is not there, or not behind the others:\n{page}"));
        rest = &rest[at + text.len()..];
    }
}

#[tokio::test]
async fn a_body_shows_what_it_is_above_its_content_types() {
    let page =
        page(r#""requestBody": {"description": "A *pet*", "required": true, "content": {"text/plain": {}}}"#).await;
    assert_shows(&page, &["Request body</h2>", "required</p>", "A <em>pet</em>", "text/plain"]);
}

#[tokio::test]
async fn headers_of_responses_show_what_they_may_be() {
    let page = page(
        r#""responses": {"200": {"headers": {
            "X-Left": {"description": "Calls *left*", "required": true, "example": 7, "schema": {"type": "integer", "format": "int32", "minimum": 0}},
            "X-Old": {"deprecated": true, "schema": {"type": "string", "enum": ["a", "b"], "example": "a"}}, "X-None": {}}}}"#,
    )
    .await;
    assert_shows(
        &page,
        &[
            "<code>X-Left</code><i>integer (int32)</i><em>required</em>",
            "Calls <em>left</em>",
            "<small>minimum: 0 · example: 7</small>",
            "<code>X-Old</code><i>string</i><s>deprecated</s><small>One of: a, b</small><small>example: a</small>",
            "<code>X-None</code></li>",
        ],
    );
}

#[tokio::test]
async fn links_lead_to_the_pages_of_their_operations() {
    let page = page(
        r##""responses": {"200": {"links": {
            "again": {"operationId": "it", "description": "Once *more*", "parameters": {"id": "$response.body#/id"}, "requestBody": {"a": 1}},
            "away": {"operationRef": "https://b.test/o.json#/paths/~1a/get"}}}}"##,
    )
    .await;
    assert_shows(
        &page,
        &[
            r#"<code>again</code> <a href="/apis/api/operations/it">it</a>"#,
            "Once <em>more</em>",
            "<small>id = $response.body#/id</small>",
            "<small>Body: {",
            "<code>away</code> <i>https://b.test/o.json#/paths/~1a/get</i>",
        ],
    );
}

#[tokio::test]
async fn a_link_follows_its_operation_to_the_address_that_it_keeps() {
    let document = |id: &str| {
        let links = format!(r#"{{"next": {{"operationId": "{id}"}}}}"#);
        format!(
            r#"{{"openapi": "3.0.3", "info": {{"title": "Api", "version": "1"}}, "servers": [{{"url": "https://a.test"}}], "paths": {{
                "/a": {{"get": {{"operationId": "start", "responses": {{"200": {{"description": "", "links": {links}}}}}}}}},
                "/b": {{"get": {{"operationId": "{id}"}}}}}}}}"#
        )
    };
    let (app, api) = with_document(&document("before")).await;
    let options = Options { update: Some("api".to_owned()), name: None, suffix: None, published: true, dry_run: false };
    let bytes = document("after").into_bytes();
    import(&app.state, &Administrator::operator(), bytes, options, &Progress::default()).await.unwrap();
    let page = app.get(&format!("{api}/operations/start")).await;
    assert_shows(page.text(), &[r#"<a href="/apis/api/operations/before">after</a>"#]);
}

#[tokio::test]
async fn an_operation_shows_where_it_is_served() {
    let page = page(
        r#""servers": [{"url": "https://{host}/up", "description": "For *files*", "variables": {
            "host": {"default": "a.test", "enum": ["a.test", "b.test"], "description": "The host"}}}]"#,
    )
    .await;
    assert_shows(
        &page,
        &[
            "Served from</h2>",
            "<code>https://{host}/up</code>",
            "For <em>files</em>",
            "{host} – Default: a.test · One of: a.test, b.test · The host",
        ],
    );
}

#[tokio::test]
async fn servers_among_which_calls_choose_stand_with_the_api_and_its_operations() {
    let document = |servers: &str| {
        format!(
            r#"{{"openapi": "3.1.0", "info": {{"title": "Api", "version": "1"}}, "servers": [{servers}],
                "paths": {{"/": {{"get": {{"operationId": "it"}}}}}}}}"#
        )
    };
    let several = r#"{"url": "https://a.test", "description": "*Live*"}, {"url": "https://{region}.b.test", "variables": {
        "region": {"default": "eu", "enum": ["eu", "us"], "description": "The region"}}}, {"url": "ftp://c.test"}"#;
    let (app, api) = with_document(&document(several)).await;
    for address in [api.clone(), format!("{api}/operations/it")] {
        let page = app.get(&address).await.text().to_owned();
        assert_shows(
            &page,
            &[
                "Served from</h",
                "<code>https://a.test</code>",
                "<em>Live</em>",
                "<code>https://{region}.b.test</code>",
                "{region} – Default: eu · One of: eu, us · The region",
            ],
        );
        assert!(!page.contains("ftp://c.test"), "calls cannot go there");
    }
    let (app, api) = with_document(&document(r#"{"url": "https://a.test"}"#)).await;
    for address in [api.clone(), format!("{api}/operations/it")] {
        assert!(!app.get(&address).await.text().contains("Served from"), "one is told as the API's base URL");
    }
}

#[tokio::test]
async fn an_api_shows_its_terms_its_contact_and_where_to_read_on() {
    let (app, api) = with_document(
        r#"{"openapi": "3.1.0", "info": {"title": "Api", "version": "1", "termsOfService": "https://t.test/terms",
                "contact": {"name": "Support", "url": "https://c.test", "email": "help@c.test"},
                "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"}},
            "servers": [{"url": "https://a.test"}], "externalDocs": {"url": "https://d.test", "description": "The book"},
            "tags": [{"name": "Pets", "externalDocs": {"url": "javascript:alert(1)"}}],
            "paths": {"/": {"get": {"tags": ["Pets"], "externalDocs": {"url": "https://o.test", "description": "The page"}}}}}"#,
    )
    .await;
    let page = app.get(&api).await;
    assert_shows(
        page.text(),
        &[
            "Terms of service</dt>",
            r#"href="https://t.test/terms""#,
            "Licence</dt>",
            "Apache 2.0 (Apache-2.0)",
            "Contact</dt>",
            r#"href="https://c.test""#,
            "Support</a>",
            r#"href="mailto:help@c.test""#,
            "Further documentation</dt>",
            r#"href="https://d.test""#,
            "The book</a>",
            "Pets: javascript:alert(1)</p>",
        ],
    );
    let operation = app.get(&format!("{api}/operations/get")).await;
    assert_shows(operation.text(), &[r#"href="https://o.test""#, "The page</a>"]);
    let (app, api) = with_document(
        r#"{"openapi": "3.1.0", "info": {"title": "Api", "version": "1"}, "servers": [{"url": "https://a.test"}], "paths": {"/": {"get": {}}}}"#,
    )
    .await;
    assert!(!app.get(&api).await.text().contains("Contact</dt>"));
}

#[tokio::test]
async fn bodies_of_xml_and_of_forms_have_samples() {
    let page = page(
        r#""requestBody": {"content": {
            "application/xml": {"schema": {"type": "object", "xml": {"name": "pet"}, "properties": {"id": {"type": "integer", "xml": {"attribute": true}}, "name": {"type": "string"}}}},
            "multipart/form-data": {"schema": {"type": "object", "properties": {"upload": {"type": "string", "format": "binary"}}}}}}"#,
    )
    .await;
    let plain = page.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    assert_shows(
        &plain,
        &[
            "application/xml",
            "<pet id=\"1\">",
            "<name>string</name>",
            "multipart/form-data",
            "name=\"upload\"; filename",
        ],
    );
}

#[tokio::test]
async fn an_edit_by_hand_keeps_what_the_form_does_not_show() {
    let (app, api) = with_document(
        r##"{"openapi": "3.1.0", "info": {"title": "Api", "version": "1"}, "servers": [{"url": "https://a.test"}],
            "paths": {"/": {"post": {"operationId": "it", "servers": [{"url": "https://o.test"}],
                "requestBody": {"description": "The body", "required": true, "content": {"text/plain": {}}},
                "responses": {"200": {"description": "Fine",
                    "headers": {"X-Left": {"description": "Left", "required": true, "schema": {"type": "integer", "minimum": 3}}},
                    "links": {"again": {"operationId": "it", "parameters": {"n": 7}}}}}}}}}"##,
    )
    .await;
    let permit = Administrator::operator();
    let (_, operation) = service::admin_operation_by_slug(&app.state, &permit, "api", "it").await.unwrap();
    let mut draft = OperationDraft::from(&operation);
    draft.description = "Edited".to_owned();
    let input = draft.check().unwrap();
    service::update_operation(&app.state, &permit, &operation.id, operation.revision, input).await.unwrap();
    let page = app.get(&format!("{api}/operations/it")).await;
    assert_shows(
        page.text(),
        &[
            "Edited",
            "https://o.test",
            "required</p>",
            "The body",
            "<i>integer</i><em>required</em>",
            "minimum: 3",
            "n = 7",
        ],
    );
    let exported = app.get(&format!("{api}/openapi.json")).await;
    let exported: Value = serde_json::from_slice(&exported.body).unwrap();
    let post = &exported["paths"]["/"]["post"];
    assert_eq!(post["requestBody"]["required"], true);
    assert_eq!(post["servers"][0]["url"], "https://o.test");
    let response = &post["responses"]["200"];
    assert_eq!(response["headers"]["X-Left"]["schema"]["minimum"], 3);
    assert_eq!(response["links"]["again"]["parameters"]["n"], 7);
}

#[tokio::test]
async fn the_page_of_githubs_largest_answer_stays_small() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("end2end/node_modules/@octokit/openapi/generated");
    let mut document: Value = serde_json::from_slice(&fs::read(root.join("api.github.com.json")).unwrap()).unwrap();
    // Its other thousand operations have nothing to do with the page and take long to write.
    document["paths"].as_object_mut().unwrap().retain(|path, _| path == "/repos/{owner}/{repo}");
    let (app, api) = with_document(&document.to_string()).await;
    let page = app.get(&format!("{api}/operations/repos-get")).await;
    println!("repos-get: {} bytes", page.body.len());
    assert!(page.text().contains("Get a repository"));
    assert!(page.body.len() < PAGE, "{} bytes", page.body.len());
}

#[tokio::test]
async fn a_page_of_more_schemas_than_are_looked_at_is_the_same_every_time() {
    let schemas: Vec<String> =
        (0..400).map(|n| format!(r#""S{n}": {{"type": "object", "properties": {{"p{n}": {{}}}}}}"#)).collect();
    let members: Vec<String> =
        (0..400).map(|n| format!(r##""m{n}": {{"$ref": "#/components/schemas/S{n}"}}"##)).collect();
    let document = format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "Many", "version": "1"}}, "servers": [{{"url": "https://a.test"}}],
            "paths": {{"/": {{"get": {{"operationId": "all", "responses": {{"200": {{"description": "ok", "content":
            {{"application/json": {{"schema": {{"type": "object", "properties": {{{}}}}}}}}}}}}}}}}}}},
            "components": {{"schemas": {{{}}}}}}}"#,
        members.join(","),
        schemas.join(",")
    );
    let app = TestApp::new().await;
    let options = Options { update: None, name: None, suffix: None, published: true, dry_run: false };
    import(&app.state, &Administrator::operator(), document.into_bytes(), options, &Progress::default()).await.unwrap();
    let mut seen = Vec::new();
    for _ in 0..3 {
        let page = app.get("/apis/many/operations/all").await.text().to_owned();
        // Around it stands what belongs to the answer alone.
        let documentation = page.split_once("<section").unwrap().1.split_once("id=\"try-it\"").unwrap().0;
        seen.push(documentation.to_owned());
    }
    assert!(seen[0].contains("m1"));
    assert!(seen.iter().all(|page| *page == seen[0]), "{seen:#?}");
}

#[tokio::test]
async fn a_page_of_long_descriptions_stays_small() {
    let words = "It says what it is for, and when it is there. ".repeat(8);
    let inner = (0..60)
        .map(|n| format!(r#""p{n}": {{"type": "object", "description": "{words}", "properties": {{"q": {{}}}}}}"#));
    let inner = inner.collect::<Vec<_>>().join(",");
    let schema =
        format!(r#"{{"type": "object", "properties": {{"first": {{"type": "object", "properties": {{{inner}}}}}}}}}"#);
    let content = format!(r#""content": {{"application/json": {{"schema": {schema}}}}}"#);
    let page = page(&format!(r#""responses": {{"200": {{"description": "ok", {content}}}}}"#)).await;
    assert!(page.contains("first") && page.len() < PAGE, "{} bytes", page.len());
}
