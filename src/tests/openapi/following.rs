//! References to other addresses, fetched from a server of our own when that was asked for.

use std::net::SocketAddr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use loggia::identity::server::Administrator;
use loggia::openapi::import::Report;
use loggia::openapi::server::{File, ImportError, Options, Order, Origin, Progress, gather, import};
use parking_lot::Mutex;
use tokio::net::TcpListener;
use tokio::sync::Notify;

use super::files::zip;
use crate::support::TestApp;

const NEW: Options = Options { update: None, name: None, suffix: None, published: true, dry_run: false };

/// A server with documents, which keeps what it is asked for.
struct Server {
    address: SocketAddr,
    log: Arc<Log>,
}

#[derive(Default)]
struct Log {
    requests: Mutex<Vec<String>>,
    secrets: Mutex<Vec<String>>,
    asked: Notify,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
        let address = listener.local_addr().unwrap();
        let log = Arc::<Log>::default();
        let router = Router::new().fallback(answer).with_state(log.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        Self { address, log }
    }

    /// What it was asked for, in this order.
    fn requests(&self) -> Vec<String> {
        assert_eq!(*self.log.secrets.lock(), Vec::<String>::new());
        self.log.requests.lock().clone()
    }

    fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// A portal that may call it.
    async fn app(&self) -> TestApp {
        TestApp::configured(|config| config.outbound_allow = vec![self.address.to_string().parse().unwrap()]).await
    }
}

async fn answer(State(log): State<Arc<Log>>, request: Request) -> Response {
    let path = request.uri().path().to_owned();
    let credentials = ["authorization", "cookie", "proxy-authorization", "referer"];
    log.secrets.lock().extend(
        credentials.iter().filter(|name| request.headers().contains_key(**name)).map(|name| (*name).to_owned()),
    );
    log.requests.lock().push(path.clone());
    log.asked.notify_one();
    let chain = path.strip_prefix("/chain/").and_then(|number| number.parse::<usize>().ok());
    match (path.as_str(), chain) {
        // The document refers to a file beside it, which refers back, to a third one and to what is not there.
        ("/api/openapi.json", _) => document(r##"{"get": {"responses": {"200": {"description": "ok", "content": {
            "application/json": {"schema": {"$ref": "schemas/pet.yaml#/Pet"}}}}}}}"##)
            .into_response(),
        ("/api/schemas/pet.yaml", _) => "Pet:\n  properties:\n    owner: {$ref: owner.yaml#/Owner}\n    self: {$ref: '#/Pet'}\n    \
             same: {$ref: '../openapi.json#/components/schemas/Own'}\n    gone: {$ref: gone.yaml}\n    broken: {$ref: /broken}\n"
            .into_response(),
        ("/api/schemas/owner.yaml", _) => {
            "Owner:\n  properties:\n    pets: {items: {$ref: pet.yaml#/Pet}}\n    moved: {$ref: /moved/a.json#/A}\n".into_response()
        }
        ("/moved/a.json", _) => Redirect::temporary("/elsewhere/a.json").into_response(),
        ("/elsewhere/a.json", _) => r#"{"A": {"$ref": "b.json"}}"#.into_response(),
        ("/elsewhere/b.json", _) => r#"{"type": "string"}"#.into_response(),
        ("/broken", _) => "<html>".into_response(),
        ("/repo.zip", _) => {
            let root = document(r#"{"$ref": "paths.json"}"#);
            let paths = br#"{"get": {"responses": {"default": {"$ref": "https://127.0.0.1/gone.json"}}}}"#;
            zip(&[("repo-1/openapi.json", root.as_bytes()), ("repo-1/paths.json", paths)]).into_response()
        }
        ("/hang", _) => std::future::pending().await,
        (_, Some(number)) => format!(r#"{{"$ref": "{}"}}"#, number + 1).into_response(),
        _ => StatusCode::NOT_FOUND.into_response(),
    }
}

/// A document with this path item.
fn document(item: &str) -> String {
    format!(
        r#"{{"openapi": "3.1.0", "info": {{"title": "Pets", "version": "1"}}, "servers": [{{"url": "https://pets.test"}}],
        "paths": {{"/pets": {item}}},
        "components": {{"schemas": {{"Own": {{"type": "object"}}}}}}}}"#
    )
}

/// A document whose only schema refers to `reference`.
fn referring(reference: &str) -> Vec<u8> {
    let content = format!(r#"{{"application/json": {{"schema": {{"$ref": "{reference}"}}}}}}"#);
    let responses = format!(r#"{{"200": {{"description": "ok", "content": {content}}}}}"#);
    document(&format!(r#"{{"get": {{"responses": {responses}}}}}"#)).into_bytes()
}

const PLACE: &str = "#/paths/~1pets/get/responses/200/content/application~1json/schema/$ref";

async fn run(app: &TestApp, origin: Origin, follow_references: bool) -> Result<Report, ImportError> {
    let progress = Progress::default();
    let gathered = gather(&app.state, Order { origin, follow_references }, &progress).await?;
    import(&app.state, &Administrator::operator(), gathered, NEW, &progress).await
}

fn file(bytes: Vec<u8>) -> Origin {
    Origin::Files(vec![File { name: "openapi.json".to_owned(), bytes }])
}

fn said(report: &Report) -> Vec<String> {
    report.warnings.iter().map(|warning| format!("{} {}", warning.pointer, warning.message)).collect()
}

#[tokio::test]
async fn what_a_document_refers_to_is_fetched_once_and_becomes_a_part_of_it() {
    let server = Server::start().await;
    let app = server.app().await;
    let report = run(&app, Origin::Address(server.url("/api/openapi.json")), true).await.unwrap();
    let mut requests = server.requests();
    requests.sort();
    let expected = [
        "/api/openapi.json",
        "/api/schemas/gone.yaml",
        "/api/schemas/owner.yaml",
        "/api/schemas/pet.yaml",
        "/broken",
        "/elsewhere/a.json",
        "/elsewhere/b.json",
        "/moved/a.json",
    ];
    assert_eq!(requests, expected, "each once, although they lead to each other in a circle");
    let place = format!("#/x-files/{}/Pet/properties", server.url("/api/schemas/pet.yaml").replace('/', "~1"));
    let mut said = said(&report);
    said.sort();
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(
        said[0].starts_with(&format!("{place}/broken/$ref The reference /broken could not be followed: ")),
        "{said:?}"
    );
    assert_eq!(
        said[1],
        format!(
            "{place}/gone/$ref The reference gone.yaml could not be followed: the server answered 404 instead of the document."
        )
    );
    let published = app.get("/apis/pets/openapi.json").await;
    let published: serde_json::Value = serde_json::from_slice(&published.body).unwrap();
    let pet = &published["x-files"][server.url("/api/schemas/pet.yaml")]["Pet"]["properties"];
    assert_eq!(pet["same"]["$ref"], "#/components/schemas/Own");
    assert_eq!(published["x-files"].as_object().unwrap().len(), 4);
}

#[tokio::test]
async fn nothing_is_fetched_without_being_asked() {
    let server = Server::start().await;
    let app = server.app().await;
    let report = run(&app, Origin::Address(server.url("/api/openapi.json")), false).await.unwrap();
    assert_eq!(server.requests(), ["/api/openapi.json"]);
    let unasked =
        format!("{PLACE} The reference schemas/pet.yaml#/Pet leads out of the document, which is not followed.");
    assert_eq!(said(&report), [unasked]);
    let original = app.get("/apis/pets/openapi.json?original").await;
    assert!(original.text().contains("schemas/pet.yaml#/Pet"), "it stays as it was");
    let files = vec![
        File { name: "openapi.json".to_owned(), bytes: referring(&server.url("/api/schemas/pet.yaml")) },
        File { name: "other.json".to_owned(), bytes: b"{}".to_vec() },
    ];
    assert_eq!(run(&app, Origin::Files(files), false).await.unwrap().warnings.len(), 1);
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn what_the_policy_blocks_is_not_fetched_and_named() {
    let server = Server::start().await;
    let app = TestApp::new().await;
    let reference = server.url("/api/schemas/pet.yaml#/Pet");
    let report = run(&app, file(referring(&reference)), true).await.unwrap();
    assert_eq!(server.requests(), Vec::<String>::new());
    assert_eq!(report.operations, 1);
    let said = said(&report);
    assert_eq!(said.len(), 1, "{said:?}");
    let start = format!("{PLACE} The reference {reference} could not be followed: calls may not reach this address");
    assert!(said[0].starts_with(&start) && said[0].contains("LOGGIA_OUTBOUND_ALLOW"), "{said:?}");
    assert!(report.warnings[0].line.is_some(), "the document is as it was, so its lines are known");

    let elsewhere = TestApp::configured(|config| config.outbound_allow = vec!["127.0.0.1:1".parse().unwrap()]).await;
    for reference in
        ["http://user:password@127.0.0.1:1/a.json", "http://127.0.0.1:1/a.json", "file:///etc/passwd", "a.json"]
    {
        let report = run(&elsewhere, file(referring(reference)), true).await.unwrap();
        assert_eq!(report.warnings.len(), 1, "{:?}", report.warnings);
        assert_eq!(report.warnings[0].pointer, PLACE);
    }
}

#[tokio::test]
async fn a_file_that_was_sent_may_refer_to_addresses() {
    let server = Server::start().await;
    let app = server.app().await;
    let report = run(&app, file(referring(&server.url("/elsewhere/a.json#/A"))), true).await.unwrap();
    assert_eq!(said(&report), Vec::<String>::new());
    assert_eq!(server.requests(), ["/elsewhere/a.json", "/elsewhere/b.json"]);
}

#[tokio::test]
async fn an_archive_may_come_from_an_address() {
    let server = Server::start().await;
    let app = server.app().await;
    for follows in [false, true] {
        let report = run(&app, Origin::Address(server.url("/repo.zip")), follows).await.unwrap();
        let said = said(&report);
        assert_eq!((report.operations, said.len()), (1, 1), "{said:?}");
        assert!(said[0].starts_with("#/x-files/paths.json/get/responses/default/$ref "), "{said:?}");
        assert_eq!(said[0].contains("LOGGIA_OUTBOUND_ALLOW"), follows, "{said:?}");
    }
    assert_eq!(server.requests(), ["/repo.zip", "/repo.zip"]);
}

#[tokio::test]
async fn no_more_than_a_hundred_files_are_fetched() {
    let server = Server::start().await;
    let app = server.app().await;
    let report = run(&app, file(referring(&server.url("/chain/1"))), true).await.unwrap();
    assert_eq!(server.requests().len(), 100);
    assert!(said(&report).iter().any(|one| one.contains("The reference 101 could not be followed: at most 100 files")));
}

#[tokio::test]
async fn fetching_ends_at_once_when_somebody_cancels() {
    let server = Server::start().await;
    let app = server.app().await;
    for origin in [Origin::Address(server.url("/hang")), file(referring(&server.url("/hang")))] {
        let progress = Progress::default();
        let order = Order { origin, follow_references: true };
        let cancel = async {
            server.log.asked.notified().await;
            progress.cancel();
        };
        let (gathered, ()) = tokio::join!(gather(&app.state, order, &progress), cancel);
        assert!(matches!(gathered, Err(ImportError::Cancelled)));
    }
}
