//! Calls that are refused, each with its status and its sentence, and without the web service hearing of them.

use loggia::catalog::model::Scheme;
use loggia::identity::server::Administrator;
use loggia::products::model::NewSubscription;
use loggia::products::server::service as products;

use super::support::{Portal, Service, header, message, nobodys, status, with_key};

#[tokio::test]
async fn what_cannot_be_called_is_refused_with_a_sentence_and_an_id() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    for (verb, path, key, expected, said) in [
        ("GET", "/", Some(&key), 404, "no such operation"),
        ("GET", "/pets", Some(&key), 404, "no such operation"),
        ("GET", "/pets/api/cats", Some(&key), 404, "no such operation"),
        ("GET", "/pets/apis/things/7", Some(&key), 404, "no such operation"),
        ("DELETE", "/pets/api/things/7", Some(&key), 405, "this verb"),
        ("GET", "/pets/api/things/7", None, 401, "A key is missing. Send your subscription's key in the header"),
        ("GET", "/pets/api/things/7", Some(&"lgs_wrong".to_owned()), 401, "The key is wrong."),
        ("GET", "/pets/api/things/..", Some(&key), 400, "another place"),
        ("GET", "/pets/api/things/%2e%2e", Some(&key), 400, "another place"),
        ("GET", "/pets/api/things/..;x", Some(&key), 400, "another place"),
        ("GET", "/pets/api/things/a%2fb", Some(&key), 400, "encoded slash"),
        ("GET", "/pets/api/things/a%5Cb", Some(&key), 400, "encoded slash"),
        ("GET", "/pets/api//things/7", Some(&key), 400, "empty segment"),
        ("GET", "/pets/api/things/%zz", Some(&key), 400, "percent-encoded"),
        ("GET", "/pets/api/things/7;x=1", Some(&key), 404, "no such operation"),
    ] {
        let lines: Vec<String> = key.iter().map(|key| with_key(key)).collect();
        let answer = portal.call(verb, path, &lines).await;
        assert_eq!(status(&answer), expected, "{verb} {path}\n{answer}");
        assert!(message(&answer).contains(said), "{answer}");
        assert!(header(&answer, "x-request-id").is_some(), "{answer}");
    }
    assert_eq!(service.requests(), [""; 0]);
    let answer = portal.call("DELETE", "/pets/api/things/7", &[]).await;
    assert_eq!(header(&answer, "allow").as_deref(), Some("GET, HEAD, PUT"));
    let twice = portal.call("GET", "/pets/api/things/7", &[with_key(&key), with_key(&key)]).await;
    assert!(message(&twice).contains("more than one key"), "{twice}");
}

#[tokio::test]
async fn an_api_for_https_is_not_called_over_http() {
    let service = Service::hello().await;
    let portal = Portal::with(service.address, |_| (), |api| api.scheme = Scheme::Https).await;
    let (key, _) = portal.subscribe(None, None).await;
    let answer = portal.get(&key).await;
    assert_eq!((status(&answer), message(&answer).as_str()), (403, "This API may be called over HTTPS only."));
    // Nobody but a trusted proxy can say that it was HTTPS.
    let answer = portal.call("GET", "/pets/api/things/7", &[with_key(&key), "X-Forwarded-Proto: https".into()]).await;
    assert_eq!(status(&answer), 403);
    let trusting = Portal::with(
        service.address,
        |config| config.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()],
        |api| api.scheme = Scheme::Https,
    )
    .await;
    let (key, _) = trusting.subscribe(None, None).await;
    let answer = trusting.call("GET", "/pets/api/things/7", &[with_key(&key), "X-Forwarded-Proto: https".into()]).await;
    assert_eq!(status(&answer), 200, "{answer}");
}

#[tokio::test]
async fn a_subscription_opens_what_it_is_to_while_it_is_active() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, id) = portal.subscribe(None, None).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let other = portal.app.add_api("Cats", true).await;
    portal.app.add_operation(&other, "GET", "/", "All").await;
    let answer = portal.call("GET", "/cats", &[with_key(&key)]).await;
    assert_eq!((status(&answer), message(&answer).as_str()), (403, "The subscription is not to this API."));
    let (of_cats, _) = portal.subscribe_as(NewSubscription { api: other.input.slug.clone(), ..nobodys() }).await;
    assert_eq!(status(&portal.get(&of_cats).await), 403);
    let (of_all, _) = portal.subscribe_as(NewSubscription { all_apis: true, ..nobodys() }).await;
    assert_eq!(status(&portal.get(&of_all).await), 200);
    products::suspend(state, &administrator, &id, "why not").await.unwrap();
    let answer = portal.get(&key).await;
    assert_eq!((status(&answer), message(&answer).as_str()), (403, "The subscription is suspended."));
    products::activate(state, &administrator, &id).await.unwrap();
    assert_eq!(status(&portal.get(&key).await), 200);
    let in_an_hour = loggia::kernel::Timestamp(state.clock.now().0 + 3_600_000);
    products::set_expiry(state, &administrator, &id, Some(in_an_hour)).await.unwrap();
    assert_eq!(status(&portal.get(&key).await), 200);
    state.clock.advance(3_600_000);
    let answer = portal.get(&key).await;
    assert_eq!((status(&answer), message(&answer).as_str()), (403, "The subscription has expired."));
}

#[tokio::test]
async fn an_open_api_needs_no_key_but_refuses_a_wrong_one() {
    let service = Service::hello().await;
    let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
    assert_eq!(status(&portal.call("GET", "/pets/api", &[]).await), 200);
    assert_eq!(service.target(), "GET /base/ HTTP/1.1");
    assert_eq!(status(&portal.get("lgs_wrong").await), 401);
}

#[tokio::test]
async fn a_draft_is_not_there() {
    let service = Service::hello().await;
    let portal = Portal::with(service.address, |_| (), |api| api.published = false).await;
    assert_eq!(status(&portal.call("GET", "/pets/api", &[]).await), 404);
}
