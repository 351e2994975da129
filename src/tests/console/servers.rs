//! Calls to a server that a person chose: what its address becomes, and what nobody can make of it.

use axum::http::StatusCode;
use loggia::catalog::model::OperationDetails;
use loggia::catalog::server::service;
use loggia::console::model::{ConsoleRequest, ServerChoice};
use loggia::console::request::MASK;
use loggia::console::variables::unknown;
use loggia::identity::model::Role;
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::ids::EnvironmentId;
use loggia::kernel::{ApiError, Failure, FieldError, Message};
use loggia::openapi::server::{Options, Progress, import};
use serde_json::{Value, json};

use super::support::{Backend, Portal, Then, answer_with};
use crate::support::TestApp;

/// Two backends and a portal whose API is at the first one; its second server has variables.
struct Two {
    live: Backend,
    test: Backend,
    portal: Portal,
}

impl Two {
    async fn new() -> Self {
        let live = Backend::answering(answer_with("", b"live"), Then::Close).await;
        let test = Backend::answering(answer_with("", b"test"), Then::Close).await;
        let allowed = [live.address, test.address].map(|address| address.to_string().parse().unwrap());
        let app = TestApp::configured(|config| config.outbound_allow = allowed.to_vec()).await;
        let document = document(&live, &test);
        bring_in(&app, &document, None).await;
        let operation = details(&app, "call").await.id;
        Self { live, test, portal: Portal { app, operation } }
    }

    /// A call to the second server with these values of its variables.
    fn second(&self, variables: &[(&str, &str)]) -> ConsoleRequest {
        self.on(2, variables)
    }

    fn on(&self, number: u32, variables: &[(&str, &str)]) -> ConsoleRequest {
        let variables = variables.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        ConsoleRequest { server: Some(ServerChoice { number, variables }), ..self.portal.request() }
    }

    fn received(&self) -> (Vec<String>, Vec<String>) {
        let lines = |backend: &Backend| {
            backend.requests().iter().filter_map(|request| Some(request.lines().next()?.to_owned())).collect()
        };
        (lines(&self.live), lines(&self.test))
    }
}

fn document(live: &Backend, test: &Backend) -> Value {
    let port = test.address.port().to_string();
    json!({
        "openapi": "3.1.0",
        "info": {"title": "Two", "version": "1"},
        "servers": [
            {"url": format!("http://{}/base", live.address), "description": "Live"},
            {"url": "http://127.0.0.{last}:{port}/{stage}", "description": "For *tests*", "variables": {
                "last": {"default": "1"},
                "port": {"default": port, "enum": [port]},
                "stage": {"default": "test", "description": "Which *one*"}
            }}
        ],
        "paths": {
            "/call": {"get": {"operationId": "call"}},
            "/own": {"servers": [{"url": "/up"}], "get": {"operationId": "own"}}
        }
    })
}

async fn bring_in(app: &TestApp, document: &Value, update: Option<&str>) {
    let options =
        Options { update: update.map(str::to_owned), name: None, suffix: None, published: true, dry_run: false };
    let bytes = document.to_string().into_bytes();
    import(&app.state, &Administrator::operator(), bytes, options, &Progress::default()).await.unwrap();
}

async fn details(app: &TestApp, slug: &str) -> OperationDetails {
    service::operation_by_slug(&app.state, &Caller::default(), "two", slug).await.unwrap()
}

#[tokio::test]
async fn a_call_goes_to_the_server_that_it_names() {
    let two = Two::new().await;
    let frames = two.portal.call().await;
    assert_eq!(frames.head().url, format!("http://{}/base/call", two.live.address));
    two.portal.send(&two.on(1, &[])).await;
    let frames = two.portal.send(&two.second(&[])).await;
    assert_eq!(frames.head().url, format!("http://{}/test/call", two.test.address));
    assert_eq!(frames.body, b"test");
    two.portal.send(&two.second(&[("stage", "a b/../c"), ("last", "1")])).await;
    let (live, test) = two.received();
    assert_eq!(live, ["GET /base/call HTTP/1.1"; 2]);
    assert_eq!(test, ["GET /test/call HTTP/1.1", "GET /a%20b%2F..%2Fc/call HTTP/1.1"]);
}

#[tokio::test]
async fn what_leaves_the_template_is_refused_by_its_field_and_nothing_is_sent() {
    let two = Two::new().await;
    let one_of = |allowed: &str| Message::NotOneOf { allowed: allowed.to_owned() };
    let port = two.test.address.port().to_string();
    let marked = unknown("last");
    let cases = [
        (two.on(3, &[]), "server", one_of("1, 2")),
        (two.on(0, &[]), "server", one_of("1, 2")),
        (two.on(1, &[("last", "x")]), "server.last", one_of("")),
        (two.second(&[("port", "1")]), "server.port", one_of(&port)),
        (two.second(&[("port", "")]), "server.port", Message::Required),
        (two.second(&[("last", "")]), "server.last", Message::Required),
        (two.second(&[("last", "1/x")]), "server.last", Message::NotAHostLabel),
        (two.second(&[("last", "1.evil.test")]), "server.last", Message::NotAHostLabel),
        (two.second(&[("last", "a@127")]), "server.last", Message::NotAHostLabel),
        (two.second(&[("last", "1#")]), "server.last", Message::NotAHostLabel),
        (two.second(&[("last", "1\\")]), "server.last", Message::NotAHostLabel),
        (two.second(&[("last", "1\r\nX: 1")]), "server.last", Message::NotAHostLabel),
        (two.second(&[("last", &marked)]), "server.last", Message::NotAHostLabel),
        (two.second(&[("stage", "..")]), "server.stage", Message::DotSegment),
        (two.second(&[("stage", "")]), "server.stage", Message::Required),
    ];
    for (request, field, message) in cases {
        let answer = two.portal.post(&request).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{request:?}");
        let error: ApiError = serde_json::from_slice(&answer.body).unwrap();
        let expected = ApiError::Invalid { fields: vec![FieldError { field: field.to_owned(), message }] };
        assert_eq!(error, expected, "{request:?}");
    }
    assert_eq!(two.received(), (vec![], vec![]));

    let request = json!({"operation": two.portal.operation, "server": {"number": 1, "url": "http://evil.test"}});
    let answer = two.portal.app.post_json("/console/send", &request).await;
    assert_eq!(answer.status, StatusCode::BAD_REQUEST, "nobody names an address");
}

#[tokio::test]
async fn the_outbound_policy_has_the_last_word() {
    let two = Two::new().await;
    for last in ["2", "0x7f"] {
        let frames = two.portal.send(&two.second(&[("last", last)])).await;
        assert_eq!(frames.fail().failure, Failure::Blocked, "{last}");
    }
    assert_eq!(two.received(), (vec![], vec![]));
}

#[tokio::test]
async fn an_operation_has_servers_of_its_own_and_the_publisher_s_address_comes_first() {
    let two = Two::new().await;
    let own = details(&two.portal.app, "own").await;
    assert_eq!(own.servers, [], "there is nothing to choose");
    assert_eq!(own.api.service_url, format!("http://{}/up", two.live.address));
    let request = ConsoleRequest { operation: own.id.clone(), ..two.portal.request() };
    two.portal.send(&request).await;
    assert_eq!(two.received().0, ["GET /up/own HTTP/1.1"]);

    let administrator = Administrator::operator();
    let mut api = service::admin_api_by_slug(&two.portal.app.state, &administrator, "two").await.unwrap();
    api.input.service_url = format!("http://{}/hand", two.test.address);
    service::update_api(&two.portal.app.state, &administrator, &api.id, api.revision, api.input).await.unwrap();
    let offered = |details: OperationDetails| -> Vec<_> {
        details.servers.into_iter().map(|server| (server.number, server.template)).collect()
    };
    let hand = (0, format!("http://{}/hand", two.test.address));
    let up = (1, format!("http://{}/up", two.test.address));
    assert_eq!(offered(details(&two.portal.app, "own").await), [hand.clone(), up]);
    let all = offered(details(&two.portal.app, "call").await);
    assert_eq!((all.len(), &all[0]), (3, &hand));
    two.portal.send(&request).await;
    two.portal.send(&ConsoleRequest { operation: own.id, ..two.on(1, &[]) }).await;
    assert_eq!(two.received().1, ["GET /hand/own HTTP/1.1", "GET /up/own HTTP/1.1"]);
}

#[tokio::test]
async fn the_console_is_told_of_servers_in_plain_text() {
    let two = Two::new().await;
    let servers = details(&two.portal.app, "call").await.servers;
    assert_eq!(servers[1].description, "For tests");
    assert_eq!(servers[1].variables[2].description, "Which one");
}

#[tokio::test]
async fn a_number_never_comes_to_mean_another_server_of_a_document() {
    let two = Two::new().await;
    let mut document = document(&two.live, &two.test);
    document["servers"].as_array_mut().unwrap().reverse();
    bring_in(&two.portal.app, &document, Some("two")).await;
    assert_eq!(two.portal.post(&two.second(&[])).await.status, StatusCode::NOT_FOUND, "the page is from before");
    let now = details(&two.portal.app, "call").await;
    // The API's address stays first, whatever the document's order is now.
    assert_eq!(now.servers.iter().map(|server| server.number).collect::<Vec<_>>(), [2, 1]);
    two.portal.send(&ConsoleRequest { operation: now.id, ..two.on(1, &[]) }).await;
    assert_eq!(two.received(), (vec![], vec!["GET /test/call HTTP/1.1".to_owned()]));
}

#[tokio::test]
async fn variables_of_an_environment_stand_in_those_of_a_server() {
    let mut two = Two::new().await;
    two.portal.app = two.portal.app.signed_in_as("ada@example.com", Role::Developer).await;
    let location = two.portal.app.post("/account/environments", &[("name", "Test")]).await.location().to_owned();
    let rows = [
        ("name", "Test"),
        ("revision", "1"),
        ("variables.0.name", "last"),
        ("variables.0.value", "1"),
        ("variables.1.name", "secret"),
        ("variables.1.value", "s3cret/stage"),
        ("variables.1.private", "on"),
    ];
    assert_eq!(two.portal.app.post(&location, &rows).await.status, StatusCode::SEE_OTHER);
    let environment = Some(EnvironmentId::from(location.rsplit('/').next().unwrap().to_owned()));
    let request = ConsoleRequest {
        environment: environment.clone(),
        ..two.second(&[("last", "{{last}}"), ("stage", "{{secret}}")])
    };
    let answer = two.portal.post(&request).await;
    let text = String::from_utf8_lossy(&answer.body);
    assert!(!text.contains("s3cret"), "{text}");
    let url = format!("http://{}/{MASK}/call", two.test.address);
    assert_eq!(two.portal.read(&answer).head().url, url);
    assert_eq!(two.received().1, ["GET /s3cret%2Fstage/call HTTP/1.1"]);

    let request = ConsoleRequest { environment, ..two.second(&[("last", "{{secret}}"), ("stage", "{{nobody}}")]) };
    let answer = two.portal.post(&request).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = answer.text();
    assert!(
        text.contains("server.last") && text.contains("server.stage") && text.contains("unknown_variable"),
        "{text}"
    );
    assert!(!text.contains("s3cret"), "{text}");
}
