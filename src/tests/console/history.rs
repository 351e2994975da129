//! What people called, kept for them and for nobody else.

use std::pin::pin;

use axum::http::{Method, StatusCode};
use futures_util::StreamExt as _;
use loggia::catalog::model::{ApiInput, Location, OperationInput, Parameter, Visibility};
use loggia::catalog::server::service as catalog;
use loggia::console::history::{Ended, HistoryEntry, KEPT};
use loggia::console::kept::LONGEST_BODY;
use loggia::console::model::{ConsoleRequest, Credential, NamedValue, PartValue, RequestBody, RequestPart};
use loggia::console::server;
use loggia::console::server::history::service;
use loggia::identity::model::{Role, User};
use loggia::identity::server::service::{NewUser, add_user};
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::ids::HistoryId;
use loggia::kernel::{ApiError, Failure, PageRequest};
use loggia::platform::AppError;

use super::support::{Backend, Portal, Then, answer_with, operation};

/// A plaintext that is in no database unless somebody puts it there.
const SECRET: &str = "hush-Zq7xW9-plain";

/// Adds somebody.
async fn person(portal: &Portal, email: &str) -> User {
    let new = NewUser { email: email.to_owned(), role: Role::Developer, password: "correct horse battery".to_owned() };
    add_user(&portal.app.state, &Administrator::operator(), new).await.unwrap()
}

/// `POST /call` of a backend that answers `ok`.
async fn portal() -> (Backend, Portal) {
    let backend = Backend::answering(answer_with("", b"ok"), Then::Close).await;
    let key = Parameter { name: "api-key".to_owned(), location: Location::Header, ..Parameter::default() };
    let portal = Portal::with(backend.address, operation("POST", "/call", vec![key]), |_| ()).await;
    (backend, portal)
}

/// Makes a call as somebody, and reads the answer to its end.
async fn call(portal: &Portal, user: &User, request: &ConsoleRequest) {
    portal.app.state.clock.advance(1);
    let caller = Caller::user(user.clone());
    let frames = server::send(&portal.app.state, &caller, request, None).await.unwrap();
    let mut frames = pin!(frames);
    while frames.next().await.is_some() {}
}

async fn entries(portal: &Portal, user: &User) -> Vec<HistoryEntry> {
    find(portal, user, "").await
}

async fn find(portal: &Portal, user: &User, query: &str) -> Vec<HistoryEntry> {
    let page = PageRequest::new(1, PageRequest::LARGEST);
    service::list(&portal.app.state, &Caller::user(user.clone()), query, page).await.unwrap().page.items
}

fn text(text: &str) -> RequestBody {
    RequestBody::Text { content_type: "application/json".to_owned(), text: text.to_owned() }
}

fn pair(name: &str, value: &str) -> (String, String) {
    (name.to_owned(), value.to_owned())
}

#[tokio::test]
async fn a_call_is_kept_with_how_it_ended_and_fills_the_form_again() {
    let (_backend, portal) = portal().await;
    let ada = person(&portal, "ada@example.com").await;
    let request = ConsoleRequest { query: vec![pair("page", "2")], body: Some(text("{}")), ..portal.request() };
    call(&portal, &ada, &request).await;
    let kept = entries(&portal, &ada).await;
    let [entry] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!(entry.ended, Ended::Answered { status: 200 });
    assert_eq!(
        (entry.verb.as_str(), entry.display_name.as_str(), entry.api_title.as_str()),
        ("POST", "Call", "Backend")
    );
    assert_eq!((entry.api.as_str(), entry.operation.as_str(), entry.is_there), ("backend", "call", true));
    assert_eq!((entry.sent, entry.received), (2, 2));
    assert!(entry.total > 0);
    let caller = Caller::user(ada);
    let found = service::find(&portal.app.state, &caller, &portal.operation, &entry.id).await.unwrap();
    assert_eq!(found.request, request);
    let history = service::of_operation(&portal.app.state, &caller, &portal.operation).await.unwrap();
    assert_eq!(history.entries, kept);
}

#[tokio::test]
async fn failures_and_calls_that_were_stopped_are_kept_refusals_and_guests_calls_are_not() {
    let backend = Backend::answering("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning", Then::Close).await;
    let portal = Portal::with(backend.address, operation("POST", "/call/{id}", vec![]), |_| ()).await;
    let ada = person(&portal, "ada@example.com").await;
    let caller = Caller::user(ada.clone());
    let state = &portal.app.state;
    let id = NamedValue { name: "id".to_owned(), location: Location::Path, value: "1".to_owned() };
    let request = ConsoleRequest { parameters: vec![id], ..portal.request() };

    assert!(server::send(state, &caller, &portal.request(), None).await.is_err(), "a value is missing");
    assert_eq!(entries(&portal, &ada).await, []);

    call(&portal, &ada, &request).await;
    let kept = entries(&portal, &ada).await;
    assert_eq!(kept[0].ended, Ended::Failed { failure: Failure::CutOff });

    state.clock.advance(1);
    let mut frames = Box::pin(server::send(state, &caller, &request, None).await.unwrap());
    frames.next().await.unwrap();
    drop(frames);
    while entries(&portal, &ada).await.len() < 2 {
        tokio::task::yield_now().await;
    }
    assert_eq!(entries(&portal, &ada).await[0].ended, Ended::Cancelled);

    let frames = server::send(state, &Caller::guest(), &request, None).await.unwrap();
    let mut frames = pin!(frames);
    while frames.next().await.is_some() {}
    assert_eq!(entries(&portal, &ada).await.len(), 2);
}

#[tokio::test]
async fn the_last_ones_of_everybody_are_kept_and_can_be_searched() {
    let (_backend, portal) = portal().await;
    let (ada, bob) = (person(&portal, "ada@example.com").await, person(&portal, "bob@example.com").await);
    call(&portal, &bob, &portal.request()).await;
    for number in 0..KEPT + 2 {
        let request = ConsoleRequest { query: vec![pair("n", &number.to_string())], ..portal.request() };
        call(&portal, &ada, &request).await;
    }
    let kept = entries(&portal, &ada).await;
    assert_eq!(kept.len(), usize::try_from(KEPT).unwrap());
    assert!(kept.is_sorted_by(|a, b| a.called_at > b.called_at), "the latest first");
    let oldest = kept.last().unwrap();
    let found = service::find(&portal.app.state, &Caller::user(ada.clone()), &portal.operation, &oldest.id).await;
    assert_eq!(found.unwrap().request.query, [pair("n", "2")]);
    assert_eq!(entries(&portal, &bob).await.len(), 1, "somebody else's calls push nothing out");

    for (query, count) in [("post", 200), ("BACK call", 200), ("200", 200), ("backend 404", 0), ("%", 0), ("get", 0)] {
        assert_eq!(find(&portal, &ada, query).await.len(), count, "{query}");
    }
    let page = PageRequest::new(3, 90);
    let page = service::list(&portal.app.state, &Caller::user(ada), "call", page).await.unwrap().page;
    assert_eq!((page.items.len(), page.total), (20, 200));
}

#[tokio::test]
async fn nothing_secret_is_in_the_database() {
    let (_backend, portal) = portal().await;
    let ada = person(&portal, "ada@example.com").await;
    let part = |name: &str, value: &str| RequestPart {
        name: name.to_owned(),
        content_type: String::new(),
        value: PartValue::Text(value.to_owned()),
    };
    let connection = format!("Endpoint=a;AccountKey={SECRET};b=1");
    let json = serde_json::json!({ "password": SECRET, "deep": { "token": [SECRET] }, "connection": connection });
    let bodies = [
        text(&json.to_string()),
        text(&serde_json::json!({ "inner": json.to_string() }).to_string()),
        RequestBody::Form { fields: vec![pair("client_secret", SECRET), pair("c", &connection)] },
        RequestBody::Multipart { parts: vec![part("password", SECRET), part("c", &connection)] },
        text(&format!("<a><Password>{SECRET}</Password></a>")),
        text(&format!("plain and public {}", "p".repeat(100))),
    ];
    for body in bodies {
        let request = ConsoleRequest {
            parameters: vec![NamedValue {
                name: "api-key".to_owned(),
                location: Location::Header,
                value: SECRET.to_owned(),
            }],
            query: vec![pair("sig", SECRET), pair("url", &format!("https://a/?token={SECRET}"))],
            headers: vec![pair("Authorization", &format!("Bearer {SECRET}")), pair("X-Mine", SECRET)],
            credentials: vec![
                Credential::ApiKey { location: Location::Header, name: "x-mine".to_owned(), value: SECRET.to_owned() },
                Credential::Basic { user: "a".to_owned(), password: SECRET.to_owned() },
            ],
            body: Some(body),
            ..portal.request()
        };
        call(&portal, &ada, &request).await;
        let new = serde_json::json!({ "name": "An example", "request": request });
        let caller = Caller::user(ada.clone());
        let new = serde_json::from_value(new).unwrap();
        server::examples::service::create(&portal.app.state, &caller, new).await.unwrap();
    }
    let kept = entries(&portal, &ada).await;
    assert_eq!(kept.len(), 6);
    for entry in kept {
        let caller = Caller::user(ada.clone());
        let found = service::find(&portal.app.state, &caller, &portal.operation, &entry.id).await.unwrap();
        assert!(!serde_json::to_string(&found).unwrap().contains(SECRET));
        assert!(["api-key", "sig", "Authorization"].iter().all(|name| found.left_out.iter().any(|left| left == name)));
    }
    let mut bytes = Vec::new();
    for file in std::fs::read_dir(&portal.app.state.config.data).unwrap() {
        let file = file.unwrap().path();
        if file.is_file() {
            bytes.extend(std::fs::read(file).unwrap());
        }
    }
    let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(holds("console_history"), "the database and its log were read");
    assert!(!holds(SECRET));
    // Examples are not sealed; the history is, although there is no secret in it any more.
    assert!(holds("plain and public"));
    assert_eq!(bytes.windows(16).filter(|window| window == b"plain and public").count(), 1);
}

#[tokio::test]
async fn a_long_body_is_left_out_and_that_is_kept() {
    let (_backend, portal) = portal().await;
    let ada = person(&portal, "ada@example.com").await;
    let body = Some(text(&"a".repeat(LONGEST_BODY + 1)));
    call(&portal, &ada, &ConsoleRequest { body, ..portal.request() }).await;
    let kept = entries(&portal, &ada).await;
    let caller = Caller::user(ada);
    let found = service::find(&portal.app.state, &caller, &portal.operation, &kept[0].id).await.unwrap();
    assert!(found.without_body);
    assert_eq!(found.request.body, Some(text("")));
    assert_eq!(kept[0].sent, u64::try_from(LONGEST_BODY + 1).unwrap());
}

#[tokio::test]
async fn nobody_reaches_somebody_elses_calls() {
    let (_backend, mut portal) = portal().await;
    let ada = person(&portal, "ada@example.com").await;
    call(&portal, &ada, &portal.request()).await;
    let id: HistoryId = entries(&portal, &ada).await[0].id.clone();
    let request = format!("/api/private/console/request?operation={}&id={id}", portal.operation);
    let list = format!("/api/private/console/history?operation={}", portal.operation);
    let reads =
        [request.as_str(), &list, "/api/private/history?query=&page=1", "/account/history", "/account/history/delete"];
    let delete = format!("/console/history/{id}/delete");

    for path in reads {
        assert_eq!(portal.app.get(path).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }
    for path in [delete.as_str(), "/account/history/delete"] {
        assert_eq!(portal.app.post(path, &[]).await.status, StatusCode::UNAUTHORIZED, "{path}");
    }

    portal.app = portal.app.signed_in_as("bob@example.com", Role::Developer).await;
    assert_eq!(portal.app.get(&request).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.app.get("/account/history").await.status, StatusCode::OK);
    assert!(!portal.app.get("/account/history").await.text().contains(id.as_str()));
    assert!(!portal.app.get(&list).await.text().contains(id.as_str()));
    assert_eq!(portal.app.post(&delete, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(portal.app.post("/account/history/delete", &[]).await.location(), "/account/history");
    assert_eq!(entries(&portal, &ada).await.len(), 1, "it is still there");
}

#[tokio::test]
async fn the_page_lists_deletes_one_and_deletes_all() {
    let (_backend, mut portal) = portal().await;
    portal.app = portal.app.signed_in_as("ada@example.com", Role::Developer).await;
    for _ in 0..3 {
        portal.app.state.clock.advance(1);
        assert_eq!(portal.post(&portal.request()).await.status, StatusCode::OK);
    }
    let page = portal.app.get("/account/history?q=call").await;
    assert_eq!(page.status, StatusCode::OK);
    let text = page.text();
    assert_eq!(text.matches("action=\"/console/history/").count(), 3);
    let id = text.split("?request=").nth(1).unwrap().split('"').next().unwrap();
    assert!(text.contains(&format!("/apis/backend/operations/call?request={id}")));

    let gone = portal.app.post(&format!("/console/history/{id}/delete?q=call&page=2"), &[]).await;
    assert_eq!((gone.status, gone.location()), (StatusCode::SEE_OTHER, "/account/history?q=call&page=2"));
    let again = portal.app.post(&format!("/console/history/{id}/delete"), &[]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);
    let page = portal.app.get("/account/history").await;
    assert_eq!(page.text().matches("action=\"/console/history/").count(), 2);

    assert!(portal.app.get("/account/history/delete").await.text().contains("calls are forgotten"));
    assert_eq!(portal.app.post("/account/history/delete", &[]).await.location(), "/account/history");
    assert!(portal.app.get("/account/history").await.text().contains("You have made no call yet"));
}

#[tokio::test]
async fn a_call_outlives_its_operation_but_not_its_api() {
    let (_backend, portal) = portal().await;
    let ada = person(&portal, "ada@example.com").await;
    call(&portal, &ada, &portal.request()).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let caller = Caller::user(ada.clone());
    let id = entries(&portal, &ada).await[0].id.clone();

    // With another address in the portal it is the same operation.
    let (_, old) = catalog::admin_operation_by_slug(state, &administrator, "backend", "call").await.unwrap();
    let renamed = OperationInput { slug: "renamed".to_owned(), ..old.input };
    catalog::update_operation(state, &administrator, &old.id, old.revision, renamed).await.unwrap();
    assert_eq!(entries(&portal, &ada).await[0].operation, "renamed");
    assert!(service::find(state, &caller, &portal.operation, &id).await.is_ok());

    catalog::delete_operation(state, &administrator, &portal.operation).await.unwrap();
    assert!(!entries(&portal, &ada).await[0].is_there);
    let found = service::find(state, &caller, &portal.operation, &id).await;
    assert!(matches!(found, Err(AppError::Api(ApiError::NotFound))));

    let api = catalog::admin_api_by_slug(state, &administrator, "backend").await.unwrap();
    catalog::delete_api(state, &administrator, &api.id).await.unwrap();
    assert_eq!(entries(&portal, &ada).await, []);
}

#[tokio::test]
async fn a_history_that_cannot_be_written_does_not_touch_the_answer() {
    let (_backend, portal) = portal().await;
    // Whoever this is has no account any more.
    let nobody = User { id: "none".to_owned().into(), email: "n@example.com".to_owned(), role: Role::Developer };
    let caller = Caller::user(nobody.clone());
    let frames = server::send(&portal.app.state, &caller, &portal.request(), None).await.unwrap();
    let bytes: Vec<u8> = pin!(frames).collect::<Vec<_>>().await.concat();
    let mut decoder = loggia::console::frames::Decoder::default();
    let frames = decoder.push(&bytes).unwrap();
    assert!(matches!(frames.last(), Some(loggia::console::frames::Frame::End(_))), "{frames:?}");
    assert_eq!(entries(&portal, &nobody).await, []);
    let request = portal.app.request(Method::GET, "/").body(axum::body::Body::empty()).unwrap();
    assert_eq!(portal.app.send(request).await.status, StatusCode::OK);
}

#[tokio::test]
async fn calls_of_an_api_that_is_not_seen_any_more_are_not_listed() {
    let (_backend, portal) = portal().await;
    let ada = person(&portal, "ada@example.com").await;
    call(&portal, &ada, &portal.request()).await;
    let state = &portal.app.state;
    let permit = Administrator::operator();
    let seen = catalog::admin_api_by_slug(state, &permit, "backend").await.unwrap();
    let administrator = User { role: Role::Administrator, ..ada.clone() };
    let mut revision = seen.revision;
    let mut save = async |published: bool, visibility: Visibility| {
        let input = ApiInput { published, visibility, ..seen.input.clone() };
        revision = catalog::update_api(state, &permit, &seen.id, revision, input).await.unwrap().revision;
    };
    let nobody = Visibility { guests: false, developers: false, groups: Vec::new() };
    for (published, visibility) in [(false, seen.input.visibility.clone()), (true, nobody)] {
        save(published, visibility).await;
        assert!(entries(&portal, &ada).await.is_empty());
        let page = service::list(state, &Caller::user(ada.clone()), "", PageRequest::new(1, 20)).await.unwrap().page;
        assert_eq!(page.total, 0, "their number says nothing either");
        assert_eq!(entries(&portal, &administrator).await.len(), 1, "who sees drafts sees calls of them");
    }
    save(true, seen.input.visibility.clone()).await;
    assert_eq!(entries(&portal, &ada).await.len(), 1, "nothing was deleted");
}
