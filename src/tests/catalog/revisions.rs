//! Documents as revisions: shown at once or not at all, compared, and taken back.

use axum::http::StatusCode;
use loggia::catalog::model::{ApiInput, OperationInput};
use loggia::catalog::server::service::{self, NewSchema, RevisionWriter, Source, Target};
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::{ApiError, PageRequest};
use loggia::openapi::import::Report;
use loggia::openapi::server::{ImportError, Options, Progress, import};
use loggia::paths;
use loggia::platform::{AppError, Db};

use super::html;
use crate::support::TestApp;

const FIRST: &str = r##"{
  "openapi": "3.1.0",
  "info": { "title": "Pets", "version": "1" },
  "servers": [{ "url": "https://pets.example" }],
  "tags": [{ "name": "Animals", "description": "All of **them**" }],
  "paths": {
    "/pets": { "get": { "summary": "List pets", "tags": ["Animals"], "parameters": [{ "name": "limit", "in": "query", "schema": { "type": "integer" } }],
      "responses": { "200": { "description": "ok", "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Pet" } } } }, "default": { "description": "otherwise" } } } },
    "/pets/{id}": { "delete": { "summary": "Remove a pet", "deprecated": true, "responses": { "4XX": { "description": "no" } } } }
  },
  "components": { "schemas": { "Pet": { "type": "object", "required": ["name"], "properties": {
    "name": { "type": "string", "minLength": 1 }, "parent": { "$ref": "#/components/schemas/Pet" } } } } }
}"##;

const NEW: Options = Options { update: None, name: None, suffix: None, published: true, dry_run: false };

async fn run(app: &TestApp, document: &str, options: Options) -> Result<Report, ImportError> {
    let permit = Administrator::operator();
    import(&app.state, &permit, document.as_bytes().to_vec(), options, &Progress::default()).await
}

fn update() -> Options {
    Options { update: Some("pets".to_owned()), ..NEW }
}

/// The verbs and templates of the API's operations as a guest sees them.
async fn operations(app: &TestApp) -> Vec<String> {
    let page = PageRequest::new(1, 50);
    let page = service::operations(&app.state, &Caller::guest(), "pets", "", "", page).await.unwrap();
    page.items.into_iter().map(|operation| format!("{} {}", operation.verb, operation.url_template)).collect()
}

#[tokio::test]
async fn an_imported_operation_is_documented_in_full() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let api = app.get("/apis/pets").await;
    for text in ["Animals", "<strong>them</strong>", "List pets", "/apis/pets/openapi.json"] {
        assert!(api.text().contains(text), "{text} is not on the API's page");
    }
    let page = app.get("/apis/pets/operations/list-pets").await;
    assert_eq!(page.status, StatusCode::OK);
    for text in ["minLength: 1", "otherwise", "Sample, made of the schema", "data-part"] {
        assert!(page.text().contains(text), "{text} is not on the operation's page");
    }
    assert!(app.get("/apis/pets/operations/remove-a-pet").await.text().contains("deprecated"));
    let schema = app.get("/apis/pets/schemas/Pet").await;
    assert!(schema.text().contains("<code>parent</code>"));
    assert_eq!(app.get("/apis/pets/schemas/None").await.status, StatusCode::NOT_FOUND);
    for nowhere in ["", "x", "request%1F%1Fnamed%1F%23/none"] {
        assert_eq!(app.get(&format!("/apis/pets/schema.html?at={nowhere}")).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn every_part_that_a_page_leaves_closed_can_be_opened() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let mut waiting = vec!["/apis/pets/operations/list-pets".to_owned()];
    for round in 0..300 {
        let address = waiting.pop().unwrap();
        assert!(address.len() < 500, "addresses stay short: {address}");
        let page = app.get(&address).await;
        assert_eq!(page.status, StatusCode::OK, "{round}");
        let text = page.text().to_owned();
        let links = text.split("<a ").skip(1).filter(|link| link.contains(r#"data-part="schema.html""#));
        let hrefs = links.filter_map(|link| link.split("href=\"").nth(1)?.split('"').next());
        waiting.extend(hrefs.map(|href| paths::part(&href.replace("&amp;", "&"), paths::SCHEMA_PART, "en")));
        assert!(!waiting.is_empty(), "a pet's parent is a pet, without end");
    }
}

#[tokio::test]
async fn a_revision_keeps_addresses_names_what_breaks_and_can_be_taken_back() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let second = FIRST
        .replace(r#""/pets/{id}": { "delete""#, r#""/cats": { "post""#)
        .replace(r#""in": "query","#, r#""in": "query", "required": true,"#)
        .replace("List pets", "All pets");
    let preview = run(&app, &second, Options { dry_run: true, ..update() }).await.unwrap();
    assert_eq!((preview.added, preview.changed, preview.removed), (1, 1, 1));
    assert_eq!(operations(&app).await, ["GET /pets", "DELETE /pets/{id}"], "a preview changes nothing");

    let report = run(&app, &second, update()).await.unwrap();
    let breaking: Vec<_> = report.changes.iter().filter(|change| !change.breaking.is_empty()).collect();
    assert_eq!(breaking.len(), 2, "{breaking:?}");
    assert_eq!(operations(&app).await, ["GET /pets", "POST /cats"]);
    assert_eq!(app.get("/apis/pets/operations/list-pets").await.status, StatusCode::OK, "its address is kept");
    let log = app.get("/apis/pets/changes").await;
    assert!(log.text().contains("operation-removed") && log.text().contains("parameter-required"));

    let app = app.with_administrator().await;
    let restored = app.post("/admin/apis/pets/revisions/1/restore", &[]).await;
    assert_eq!(restored.status, StatusCode::SEE_OTHER);
    assert_eq!(operations(&app).await, ["GET /pets", "DELETE /pets/{id}"]);
    let found = service::search(&app.state, &Caller::guest(), "Remove a pet", 10).await.unwrap();
    assert_eq!(found.total, 1, "the search follows");
    assert_eq!(service::search(&app.state, &Caller::guest(), "cats", 10).await.unwrap().total, 0);
    assert_eq!(app.post("/admin/apis/pets/revisions/9/restore", &[]).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn an_older_revision_can_be_read_but_not_called() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let second = FIRST.replace(r#""/pets/{id}": { "delete""#, r#""/cats": { "post""#).replace("minLength", "maxLength");
    run(&app, &second, update()).await.unwrap();

    let older = app.get("/apis/pets;rev=1").await;
    assert_eq!(older.status, StatusCode::OK);
    assert!(
        older.text().contains("This is revision") && older.text().contains("/apis/pets;rev=1/operations/remove-a-pet")
    );
    assert!(!older.text().contains("/cats"));
    let operation = app.get("/apis/pets;rev=1/operations/list-pets").await;
    assert!(operation.text().contains("minLength: 1") && !operation.text().contains("maxLength"));
    assert!(!operation.text().contains("try-it"), "an older revision has no console");
    assert!(operation.text().contains("/apis/pets;rev=1/schema"), "what lies deeper is of the same revision");
    assert_eq!(app.get("/apis/pets;rev=1/schemas/Pet").await.status, StatusCode::OK);
    assert!(app.get("/apis/pets;rev=1/openapi.json").await.text().contains("/pets/{id}"));
    assert_eq!(app.get("/apis/pets;rev=1/openapi.json?original").await.text(), FIRST);

    assert!(!app.get("/apis/pets;rev=2").await.text().contains("This is revision"), "it is the one that is shown");
    for nowhere in ["/apis/pets;rev=3", "/apis/pets;rev=0", "/apis/pets;rev=x", "/apis/cats;rev=1"] {
        assert_eq!(app.get(nowhere).await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
    let permit = Administrator::operator();
    let pets = service::admin_api_by_slug(&app.state, &permit, "pets").await.unwrap();
    let draft = ApiInput { published: false, ..pets.input };
    service::update_api(&app.state, &permit, &pets.id, pets.revision, draft).await.unwrap();
    for hidden in ["/apis/pets;rev=1", "/apis/pets;rev=1/openapi.json", "/apis/pets;rev=1/operations/list-pets"] {
        assert_eq!(app.get(hidden).await.status, StatusCode::NOT_FOUND, "{hidden}");
    }
}

#[tokio::test]
async fn a_cancelled_import_leaves_nothing() {
    let app = TestApp::new().await;
    let progress = Progress::default();
    progress.cancel();
    let permit = Administrator::operator();
    let cancelled = import(&app.state, &permit, FIRST.as_bytes().to_vec(), NEW, &progress).await;
    assert!(matches!(cancelled, Err(ImportError::Cancelled)));
    assert!(service::is_empty(&app.state).await.unwrap());
    assert_eq!(service::search(&app.state, &Caller::operator(), "pets", 10).await.unwrap().total, 0);
}

/// A revision that is being written, with an operation and a schema in it.
async fn half_written(app: &TestApp, target: Target) -> RevisionWriter {
    let source = Source { documented: "{}", format: "json", bytes: Some(b"{}") };
    let writer = RevisionWriter::begin(&app.state, &Administrator::operator(), target, source).await.unwrap();
    let name = "Unseen".to_owned();
    let pointer = "#/components/schemas/Unseen".to_owned();
    let operation = OperationInput {
        verb: "GET".to_owned(),
        url_template: "/unseen".to_owned(),
        display_name: name.clone(),
        slug: "unseen".to_owned(),
        ..OperationInput::default()
    };
    writer.add_operations(&app.state, vec![operation], &Default::default()).await.unwrap();
    writer.add_schemas(&app.state, &[NewSchema { pointer, name, schema: "{}".to_owned() }]).await.unwrap();
    writer
}

/// How much of a half-written revision everybody, or an administrator, gets to see.
async fn found(app: &TestApp, caller: &Caller) -> u64 {
    service::search(&app.state, caller, "Unseen", 10).await.unwrap().total
}

#[tokio::test]
async fn a_revision_that_is_being_written_is_seen_by_nobody() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let permit = Administrator::operator();
    let pets = service::admin_api_by_slug(&app.state, &permit, "pets").await.unwrap();
    let input = ApiInput { name: "Cats".to_owned(), slug: "cats".to_owned(), ..pets.input.clone() };
    let new = Target::New { input: Box::new(input), suffix_is_fixed: false };

    let writers = [
        half_written(&app, Target::Existing { id: pets.id.clone(), revision: None }).await,
        half_written(&app, new).await,
    ];
    assert_eq!(found(&app, &Caller::operator()).await, 0);
    assert_eq!(operations(&app).await, ["GET /pets", "DELETE /pets/{id}"]);
    for unseen in ["/apis/pets/operations/unseen", "/apis/pets/schemas/Unseen", "/apis/cats"] {
        assert_eq!(app.get(unseen).await.status, StatusCode::NOT_FOUND, "{unseen}");
    }
    for writer in writers {
        writer.discard(&app.state).await.unwrap();
    }
    assert_eq!(service::remove_abandoned(&app.state).await.unwrap(), 0, "nothing is left to be removed");
    assert!(service::admin_api_by_slug(&app.state, &permit, "cats").await.is_err());
}

#[tokio::test]
async fn what_a_lost_process_left_is_removed_after_a_minute_and_not_before() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let pets = service::admin_api_by_slug(&app.state, &Administrator::operator(), "pets").await.unwrap();
    let writer = half_written(&app, Target::Existing { id: pets.id, revision: None }).await;
    assert_eq!(service::remove_abandoned(&app.state).await.unwrap(), 0);
    app.state.clock.advance(61_000);
    assert_eq!(service::remove_abandoned(&app.state).await.unwrap(), 1);
    let late = writer.publish(&app.state, writer.api.input.clone(), "[]").await;
    assert!(matches!(late, Err(AppError::Api(ApiError::NotFound))), "{late:?}");
    assert_eq!(operations(&app).await, ["GET /pets", "DELETE /pets/{id}"]);
}

#[tokio::test]
async fn what_a_lost_process_left_is_removed_at_once_when_nobody_else_writes() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let pets = service::admin_api_by_slug(&app.state, &Administrator::operator(), "pets").await.unwrap();
    drop(half_written(&app, Target::Existing { id: pets.id, revision: None }).await);
    assert_eq!(service::remove_abandoned(&app.state).await.unwrap(), 1);
    assert_eq!(operations(&app).await, ["GET /pets", "DELETE /pets/{id}"]);
}

#[tokio::test]
async fn a_revision_is_compared_with_what_it_follows() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let pets = service::admin_api_by_slug(&app.state, &Administrator::operator(), "pets").await.unwrap();
    run(&app, FIRST, Options { update: Some("pets".to_owned()), ..NEW }).await.unwrap();
    let stale = Target::Existing { id: pets.id, revision: Some(pets.revision) };
    let source = Source { documented: "{}", format: "json", bytes: Some(b"{}") };
    let late = RevisionWriter::begin(&app.state, &Administrator::operator(), stale, source).await;
    assert!(matches!(late, Err(AppError::Api(ApiError::Conflict))), "{late:?}");
}

#[tokio::test]
async fn several_may_be_the_first_to_open_a_database() {
    let data = tempfile::tempdir().unwrap();
    let opened = futures_util::future::join_all((0..6).map(|_| Db::open(data.path()))).await;
    for db in opened {
        db.unwrap().close().await;
    }
}

#[tokio::test]
async fn a_change_meanwhile_stops_the_import_and_leaves_nothing_of_it() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let permit = Administrator::operator();
    let pets = service::admin_api_by_slug(&app.state, &permit, "pets").await.unwrap();
    let writer = half_written(&app, Target::Existing { id: pets.id.clone(), revision: None }).await;
    let edited = ApiInput { description: "Edited".to_owned(), ..pets.input.clone() };
    service::update_api(&app.state, &permit, &pets.id, pets.revision, edited).await.unwrap();
    let published = writer.publish(&app.state, pets.input, "[]").await;
    assert!(matches!(published, Err(AppError::Api(ApiError::Conflict))), "{published:?}");
    assert_eq!(found(&app, &Caller::operator()).await, 0);
}

#[tokio::test]
async fn blocked_servers_of_operations_are_named_once() {
    let app = TestApp::new().await;
    let document = r#"{"openapi": "3.1.0", "info": {"title": "Own", "version": "1"}, "servers": [{"url": "https://a.test"}],
        "paths": {"/a~b": {"servers": [{"url": "http://10.1.2.3"}], "get": {}, "put": {}}}}"#;
    let warnings = run(&app, document, NEW).await.unwrap().warnings;
    let [warning] = &warnings[..] else { panic!("{warnings:?}") };
    assert_eq!(warning.pointer, "#/paths/~1a~0b/get");
    assert!(warning.message.contains("LOGGIA_OUTBOUND_ALLOW") && warning.message.contains("10.1.2.3"), "{warning:?}");
}

#[tokio::test]
async fn a_blocked_server_is_named_with_the_setting_that_allows_it() {
    let app = TestApp::new().await;
    let document = FIRST.replace("https://pets.example", "http://10.1.2.3:8080");
    let of_server = |report: Report| report.warnings.into_iter().find(|warning| warning.pointer == "#/servers/0");
    let warning = of_server(run(&app, &document, NEW).await.unwrap()).unwrap();
    assert!(warning.message.contains("LOGGIA_OUTBOUND_ALLOW") && warning.message.contains("10.1.2.3"), "{warning:?}");
    let allowed = TestApp::configured(|config| config.outbound_allow = vec!["10.0.0.0/8".parse().unwrap()]).await;
    assert_eq!(of_server(run(&allowed, &document, NEW).await.unwrap()), None);
}

#[tokio::test]
async fn an_edit_by_hand_keeps_what_only_the_document_says_and_shows_in_the_export() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let permit = Administrator::operator();
    let (_, operation) = service::admin_operation_by_slug(&app.state, &permit, "pets", "list-pets").await.unwrap();
    let mut input = operation.input.clone();
    input.description = "By hand".to_owned();
    input.documented = Default::default();
    input.parameters[0].schema.clear();
    let saved = service::update_operation(&app.state, &permit, &operation.id, 1, input).await.unwrap();
    assert_eq!(saved.input.documented, operation.input.documented);
    assert_eq!(saved.input.parameters, operation.input.parameters);
    let export = app.get("/apis/pets/openapi.json").await;
    let export: serde_json::Value = serde_json::from_str(export.text()).unwrap();
    assert_eq!(export["paths"]["/pets"]["get"]["description"], "By hand");
    assert_eq!(export["paths"]["/pets"]["get"]["tags"][0], "Animals");
    assert_eq!(app.get("/apis/pets/openapi.json?original").await.text(), FIRST);
}

#[tokio::test]
async fn a_form_from_before_an_import_does_not_undo_it() {
    let app = TestApp::new().await.with_administrator().await;
    run(&app, FIRST, NEW).await.unwrap();
    let address = "/admin/apis/pets/operations/list-pets";
    let form = html::form(app.get(address).await.text());
    run(&app, &FIRST.replace("minLength", "maxLength"), update()).await.unwrap();
    let pairs: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = app.post(address, &pairs).await;
    assert_eq!(saved.status, StatusCode::CONFLICT);
    let again = html::form(saved.text());
    let pairs: Vec<_> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(
        app.post(address, &pairs).await.status,
        StatusCode::SEE_OTHER,
        "told of it, whoever saves again means to"
    );
}

#[tokio::test]
async fn an_export_follows_every_change() {
    let app = TestApp::new().await;
    run(&app, FIRST, NEW).await.unwrap();
    let permit = Administrator::operator();
    let mut seen = Vec::new();
    let mut look = async |what: &str| {
        let export = app.get("/apis/pets/openapi.json").await.text().to_owned();
        assert_eq!(app.get("/apis/pets/openapi.json").await.text(), export);
        assert!(!seen.contains(&export), "{what} does not show");
        seen.push(export);
    };
    look("the import").await;
    let pets = service::admin_api_by_slug(&app.state, &permit, "pets").await.unwrap();
    let renamed = ApiInput { name: "Animals".to_owned(), ..pets.input.clone() };
    service::update_api(&app.state, &permit, &pets.id, pets.revision, renamed).await.unwrap();
    look("another name").await;
    let added = app.add_operation(&pets, "PUT", "/pets", "Replace them").await;
    look("another operation").await;
    let input = OperationInput { description: "All".to_owned(), ..added.input.clone() };
    service::update_operation(&app.state, &permit, &added.id, 1, input).await.unwrap();
    look("another description").await;
    service::duplicate_operation(&app.state, &permit, &added.id).await.unwrap();
    look("a copy").await;
    service::delete_operation(&app.state, &permit, &added.id).await.unwrap();
    look("a removal").await;
    run(&app, &FIRST.replace("minLength", "maxLength"), update()).await.unwrap();
    look("a revision").await;
    assert!(app.get("/apis/pets;rev=1/openapi.json").await.text().contains("minLength"));
}
