//! What the web service is shown so that callers need not hold it, and who is not.

use loggia::catalog::model::ApiInput;
use loggia::catalog::server::service as catalog;
use loggia::credentials::model::{KeyPlace, Way};
use loggia::credentials::server::service::{NewCredential, remove, set};
use loggia::identity::server::Administrator;
use loggia::policies::model::{Placed, Policy, ScopeAddress, Section, SetBackend};
use loggia::policies::server::service as policies;
use zeroize::Zeroizing;

use super::support::{Portal, Service, header, message, status};

const THEIRS: &str = "Authorization: Bearer of-the-caller";

async fn portal(service: &Service) -> Portal {
    Portal::with(service.address, |_| (), |api| api.subscription_required = false).await
}

fn token(secret: &str) -> (Way, String) {
    (Way::Bearer, secret.to_owned())
}

fn key(name: &str, place: KeyPlace) -> Way {
    Way::ApiKey { name: name.to_owned(), place }
}

async fn give(portal: &Portal, (way, secret): (Way, String)) {
    let new = NewCredential { way, secret: Zeroizing::new(secret) };
    set(&portal.app.state, &Administrator::operator(), "pets", new).await.unwrap();
}

/// Calls as somebody who sends headers of their own.
async fn call(portal: &Portal, query: &str, lines: &[&str]) -> String {
    let lines: Vec<_> = lines.iter().map(|line| (*line).to_owned()).collect();
    portal.call("GET", &format!("/pets/api/things/7{query}"), &lines).await
}

/// Has a policy send calls to `url`.
async fn send_to(portal: &Portal, url: String) -> String {
    let address = ScopeAddress { api: "pets".to_owned(), ..ScopeAddress::default() };
    let policy = Policy::SetBackend(SetBackend { url });
    let placed = Placed { id: String::new(), section: Section::Inbound, policy };
    policies::create(&portal.app.state, &Administrator::operator(), &address, placed).await.unwrap()
}

async fn change(portal: &Portal, change: impl FnOnce(&mut ApiInput)) {
    let (state, permit) = (&portal.app.state, Administrator::operator());
    let api = catalog::admin_api_by_slug(state, &permit, "pets").await.unwrap();
    let mut input = api.input;
    change(&mut input);
    catalog::update_api(state, &permit, &api.id, api.revision, input).await.unwrap();
}

/// Does something to the row behind the portal's back.
async fn tamper(portal: &Portal, query: &'static str) {
    let mut db = portal.app.state.db.write().await.unwrap();
    sqlx::query(query).execute(&mut *db).await.unwrap();
    db.commit().await.unwrap();
}

#[tokio::test]
async fn each_kind_arrives_in_place_of_what_the_caller_sent() {
    let service = Service::hello().await;
    let portal = portal(&service).await;
    let basic = Way::Basic { username: "ada".to_owned() };
    for (way, secret, query, expected) in [
        (Way::Bearer, "of-the-gateway", "?a=%7e", ("authorization", "Bearer of-the-gateway", "?a=%7e")),
        (basic, "p:w", "", ("authorization", "Basic YWRhOnA6dw==", "")),
        (key("X-Api-Key", KeyPlace::Header), "k 1", "?code=3", ("x-api-key", "k 1", "?code=3")),
        (key("code", KeyPlace::Query), "a&b", "?code=3&a=%7e&co%64e=4", ("x-api-key", "theirs", "?a=%7e&code=a%26b")),
        (key("code", KeyPlace::Query), "ab", "", ("x-api-key", "theirs", "?code=ab")),
    ] {
        give(&portal, (way.clone(), secret.to_owned())).await;
        // Neither twice nor by what names it as the connection's own does the caller keep theirs or take ours away.
        let lines = [THEIRS, THEIRS, "X-Api-Key: theirs", "Connection: authorization, x-none"];
        let lines = if way.place() == Some(KeyPlace::Query) { &lines[2..3] } else { &lines[..] };
        let answer = call(&portal, query, lines).await;
        assert_eq!((status(&answer), header(&answer, "x-service").as_deref()), (200, Some("yes")), "{answer}");
        let received = service.requests().pop().unwrap();
        let (name, value, query) = expected;
        assert_eq!(service.target(), format!("GET /base/things/7{query} HTTP/1.1"));
        let count = received.to_lowercase().matches(&format!("\r\n{name}: ")).count();
        assert_eq!((header(&received, name).as_deref(), count), (Some(value), 1), "{received}");
        assert!(!answer.contains(secret) || secret.len() < 4, "{answer}");
    }
}

#[tokio::test]
async fn a_change_holds_for_the_very_next_call() {
    let service = Service::hello().await;
    let portal = portal(&service).await;
    let received = || header(&service.requests().pop().unwrap(), "authorization");
    for number in 0..10 {
        call(&portal, "", &[THEIRS]).await;
        assert_eq!(received().as_deref(), Some("Bearer of-the-caller"));
        for secret in [format!("first-{number}"), format!("second-{number}")] {
            give(&portal, token(&secret)).await;
            call(&portal, "", &[THEIRS]).await;
            assert_eq!(received(), Some(format!("Bearer {secret}")));
        }
        remove(&portal.app.state, &Administrator::operator(), "pets").await.unwrap();
    }
}

#[tokio::test]
async fn a_policy_that_sends_calls_elsewhere_does_not_send_it_there() {
    let (service, other) = (Service::hello().await, Service::hello().await);
    let portal = portal(&service).await;
    give(&portal, token("of-the-gateway")).await;
    let policy = send_to(&portal, format!("http://{}/elsewhere", other.address)).await;
    assert_eq!(status(&call(&portal, "", &[THEIRS]).await), 200);
    let received = other.requests().pop().unwrap();
    assert_eq!(header(&received, "authorization").as_deref(), Some("Bearer of-the-caller"), "{received}");
    assert!(!received.contains("of-the-gateway") && service.requests().is_empty());

    // Another path of the same web service is no other place.
    let address = ScopeAddress { api: "pets".to_owned(), ..ScopeAddress::default() };
    policies::remove(&portal.app.state, &Administrator::operator(), &address, &policy).await.unwrap();
    send_to(&portal, format!("http://{}/v2", service.address)).await;
    call(&portal, "", &[THEIRS]).await;
    assert_eq!(service.target(), "GET /v2/things/7 HTTP/1.1");
    let received = service.requests().pop().unwrap();
    assert_eq!(header(&received, "authorization").as_deref(), Some("Bearer of-the-gateway"));
}

#[tokio::test]
async fn a_web_service_that_has_moved_does_not_get_it() {
    let (service, other) = (Service::hello().await, Service::hello().await);
    let portal = portal(&service).await;
    give(&portal, token("of-the-gateway")).await;
    let url = format!("http://{}", other.address);
    change(&portal, |api| api.service_url = url).await;
    let answer = call(&portal, "", &[]).await;
    assert_eq!((status(&answer), message(&answer).contains("has moved")), (502, true), "{answer}");
    assert!(other.requests().is_empty());
    give(&portal, token("of-the-new-one")).await;
    assert_eq!(status(&call(&portal, "", &[]).await), 200);
    assert_eq!(header(&other.requests()[0], "authorization").as_deref(), Some("Bearer of-the-new-one"));
}

#[tokio::test]
async fn one_that_cannot_be_opened_stops_the_calls_of_its_api_alone() {
    let service = Service::hello().await;
    let portal = portal(&service).await;
    for query in [
        "UPDATE backend_credentials SET sealed = x'01'",
        "UPDATE backend_credentials SET name = 'X-Other', kind = 'basic'",
        "UPDATE backend_credentials SET origin = 'http://attacker.example'",
    ] {
        give(&portal, token("of-the-gateway")).await;
        assert_eq!(status(&call(&portal, "", &[]).await), 200);
        tamper(&portal, query).await;
        let count = service.requests().len();
        let answer = call(&portal, "", &[THEIRS]).await;
        assert_eq!((status(&answer), message(&answer).contains("cannot open")), (502, true), "{answer}");
        assert_eq!(service.requests().len(), count, "nobody is called as nobody");
    }
    // The start goes as well.
    let Portal { app, .. } = portal;
    let again = Portal::run(app, None).await;
    assert_eq!(status(&call(&again, "", &[]).await), 502);
    remove(&again.app.state, &Administrator::operator(), "pets").await.unwrap();
    assert_eq!(status(&call(&again, "", &[]).await), 200);
}

#[tokio::test]
async fn a_redirect_of_the_web_service_does_not_tell_it() {
    let service = Service::answering(
        "HTTP/1.1 301 Moved\r\nLocation: http://b.example/7/?code=of-the-gateway&a=1\r\nLink: <?code=of-the-gateway&page=2>; rel=next\r\n\
         Content-Length: 0\r\n\r\n",
    )
    .await;
    let portal = portal(&service).await;
    give(&portal, (key("code", KeyPlace::Query), "of-the-gateway".to_owned())).await;
    let answer = call(&portal, "?a=1", &[]).await;
    assert_eq!((status(&answer), service.requests().len()), (301, 1), "it is not followed");
    assert_eq!(header(&answer, "location").as_deref(), Some("http://b.example/7/?code=&a=1"));
    assert!(!answer.contains("of-the-gateway"), "{answer}");
}
