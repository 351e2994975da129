//! Pages of other origins: what they are told before a key says whose call it is, and of calls that are refused.

use loggia::identity::server::Administrator;
use loggia::products::model::{NewSubscription, ProductInput, Tier};
use loggia::products::server::service as products;
use serde_json::json;

use super::support::{Portal, Service, header, message, nobodys, put_policies as put, status, with_key};

const PAGE: &str = "https://page.example";

/// A product with the API `pets` for pages of `origin`, and a key to it.
async fn product(portal: &Portal, id: &str, origin: &str, published: bool) -> String {
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let api = loggia::catalog::server::service::admin_api_by_slug(state, &administrator, "pets").await.unwrap();
    let product = ProductInput {
        id: id.to_owned().into(),
        name: id.to_owned(),
        description: String::new(),
        terms: String::new(),
        published,
        requires_subscription: true,
        requires_approval: false,
        subscription_limit: None,
        visibility: loggia::catalog::model::Visibility::default(),
        apis: vec![api.id],
        tiers: vec![Tier { name: "Free".to_owned(), rate_limit: Some("1/1h".parse().unwrap()), ..Tier::default() }],
    };
    products::create_product(state, &administrator, product).await.unwrap();
    put(portal, id, "", json!([{"kind": "cors", "origins": [origin], "methods": ["PUT"], "headers": ["*"]}])).await;
    portal.subscribe_as(NewSubscription { product: id.to_owned(), ..nobodys() }).await.0
}

/// Asks whether pages of `origin` may call with `verb` and a key.
async fn ask(portal: &Portal, path: &str, origin: &str, verb: &str) -> String {
    let lines = [
        format!("Origin: {origin}"),
        format!("Access-Control-Request-Method: {verb}"),
        "Access-Control-Request-Headers: ocp-apim-subscription-key".to_owned(),
    ];
    portal.call("OPTIONS", path, &lines).await
}

fn origin(page: &str) -> String {
    format!("Origin: {page}")
}

/// Which page may read `answer`.
fn reader(answer: &str) -> Option<String> {
    header(answer, "access-control-allow-origin")
}

#[tokio::test]
async fn preflights_without_a_key_are_answered_for_all_published_products() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    for (id, page, published) in
        [("one", PAGE, true), ("two", "https://two.example", true), ("hidden", "https://hidden.example", false)]
    {
        product(&portal, id, page, published).await;
    }
    let path = "/pets/api/things/7";
    for page in [PAGE, "https://two.example"] {
        let answer = ask(&portal, path, page, "PUT").await;
        assert_eq!((status(&answer), reader(&answer).as_deref()), (204, Some(page)), "{answer}");
        assert_eq!(header(&answer, "access-control-allow-methods").as_deref(), Some("PUT"));
        assert_eq!(header(&answer, "access-control-allow-headers").as_deref(), Some("ocp-apim-subscription-key"));
        assert_eq!(header(&answer, "access-control-allow-credentials"), None);
    }
    for (page, verb) in [("https://hidden.example", "PUT"), ("https://three.example", "PUT"), (PAGE, "DELETE")] {
        let answer = ask(&portal, path, page, verb).await;
        assert_eq!((status(&answer), reader(&answer)), (204, None), "{page} {verb}: {answer}");
    }
    // What the API itself permits comes beside it, for operations that are not there, too: a page may read that they are not.
    put(&portal, "", "pets", json!([{"kind": "cors", "origins": ["https://three.example"], "headers": ["*"]}])).await;
    for (path, page, verb) in [
        (path, "https://three.example", "GET"),
        ("/pets/api/nowhere", "https://three.example", "GET"),
        ("/pets/api/nowhere", PAGE, "PUT"),
    ] {
        assert_eq!(reader(&ask(&portal, path, page, verb).await).as_deref(), Some(page), "{path} {verb}");
    }
    // Not so for what is no API.
    assert_eq!(status(&ask(&portal, "/cats", PAGE, "GET").await), 404);
    // What is no longer offered permits nothing.
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    products::delete_product(state, &administrator, &"one".to_owned().into()).await.unwrap();
    assert_eq!(reader(&ask(&portal, "/pets/api/things/7", PAGE, "PUT").await), None);
    assert_eq!(service.requests(), [""; 0]);
}

#[tokio::test]
async fn a_page_may_read_why_its_call_was_refused() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let key = product(&portal, "one", PAGE, true).await;
    product(&portal, "two", "https://two.example", true).await;
    let path = "/pets/api/things/7";
    let call = async |verb: &str, path: &str, page: &str, key: Option<&str>| {
        let lines: Vec<String> = key.map(with_key).into_iter().chain([origin(page)]).collect();
        portal.call(verb, path, &lines).await
    };
    // Nobody knows yet through which product it was to be called.
    for page in [PAGE, "https://two.example"] {
        for (verb, path, key, expected) in [
            ("GET", path, None, 401),
            ("GET", path, Some("lgs_wrong"), 401),
            ("GET", "/pets/api/nowhere", None, 404),
            ("DELETE", path, None, 405),
        ] {
            let answer = call(verb, path, page, key).await;
            assert_eq!((status(&answer), reader(&answer).as_deref()), (expected, Some(page)), "{answer}");
            assert_eq!(header(&answer, "vary").as_deref(), Some("Origin"));
            assert!(!message(&answer).is_empty());
        }
    }
    assert_eq!(reader(&call("GET", path, "https://three.example", None).await), None);
    // With a key it is that product's policy alone which speaks, of what is answered and of what is refused.
    for (page, expected, read) in [(PAGE, 200, true), (PAGE, 429, true), ("https://two.example", 429, false)] {
        let answer = call("GET", path, page, Some(&key)).await;
        assert_eq!((status(&answer), reader(&answer)), (expected, read.then(|| page.to_owned())), "{answer}");
    }
    // What refuses before the policy that speaks of pages does not keep the reason from them.
    let refusing = json!([{"kind": "check-header", "name": "X-Needed", "status": 403, "message": "No."}]);
    put(&portal, "", "", refusing).await;
    let (of_all, _) = portal.subscribe_as(NewSubscription { all_apis: true, ..nobodys() }).await;
    put(&portal, "", "pets", json!([{"kind": "cors", "origins": ["https://three.example"], "credentials": true}]))
        .await;
    let answer = call("GET", path, "https://three.example", Some(&of_all)).await;
    assert_eq!((status(&answer), reader(&answer).as_deref()), (403, Some("https://three.example")), "{answer}");
    assert_eq!(header(&answer, "access-control-allow-credentials").as_deref(), Some("true"));
    // This key is to no product, so none speaks for it.
    assert_eq!(reader(&call("GET", path, PAGE, Some(&of_all)).await), None);
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn what_holds_for_all_apis_holds_where_there_is_none() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let before = portal.call("GET", "/cats", &[origin(PAGE)]).await;
    assert_eq!((status(&before), reader(&before), header(&before, "vary")), (404, None, None));
    put(&portal, "", "", json!([{"kind": "cors", "origins": ["*"], "headers": ["*"]}])).await;
    for path in ["/cats", "/pets/api/things/%2e%2e", "/pets/api/things/7"] {
        let answer = portal.call("GET", path, &[origin(PAGE)]).await;
        assert_eq!(reader(&answer).as_deref(), Some("*"), "{answer}");
        assert_eq!(header(&answer, "access-control-allow-credentials"), None);
    }
    assert_eq!(reader(&ask(&portal, "/cats", PAGE, "GET").await).as_deref(), Some("*"));
    // Whoever is no page is told nothing.
    assert_eq!(reader(&portal.call("GET", "/cats", &[]).await), None);
}

#[tokio::test]
async fn a_call_that_needs_no_key_is_read_by_whom_a_product_permits_and_else_by_whom_the_service_does() {
    let service = Service::answering(
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nAccess-Control-Allow-Origin: https://service.example\r\n\r\nhello",
    )
    .await;
    let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
    product(&portal, "one", PAGE, true).await;
    for (page, expected) in [(PAGE, PAGE), ("https://service.example", "https://service.example")] {
        let answer = portal.call("GET", "/pets/api", &[origin(page)]).await;
        assert_eq!((status(&answer), reader(&answer).as_deref()), (200, Some(expected)), "{answer}");
    }
}

#[tokio::test]
async fn of_versions_that_a_header_tells_apart_a_preflight_means_any() {
    use loggia::catalog::model::VersionScheme;
    let service = Service::hello().await;
    let versioned = |api: &mut loggia::catalog::model::ApiInput| {
        api.version = "v2".to_owned();
        api.version_scheme = VersionScheme::Header;
        api.version_parameter = "Api-Version".to_owned();
    };
    let portal = Portal::with(service.address, |_| (), versioned).await;
    put(&portal, "", "pets", json!([{"kind": "cors", "origins": [PAGE], "methods": ["PUT"], "headers": ["*"]}])).await;
    let answer = ask(&portal, "/pets/api/things/7", PAGE, "PUT").await;
    assert_eq!((status(&answer), reader(&answer).as_deref()), (204, Some(PAGE)), "{answer}");
}
