//! What becomes of subscriptions and their keys, as calls see it; and cookies that are the portal's own.

use loggia::identity::model::Role;
use loggia::identity::server::service::{NewUser, add_user};
use loggia::identity::server::{Administrator, Caller};
use loggia::kernel::ids::{ProductId, SubscriptionId};
use loggia::products::model::{KeySlot, NewSubscription, Product, ProductInput};
use loggia::products::server::service::{self as products, Overlap, Wish};

use super::support::{Portal, Service, header, message, nobodys, status, with_key};

const HOUR: i64 = 60 * 60 * 1_000;

fn starter() -> ProductId {
    "starter".to_owned().into()
}

/// Changes the product.
async fn change(portal: &Portal, change: impl FnOnce(&mut ProductInput)) {
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let found = products::admin_product(state, &administrator, &starter()).await.unwrap();
    let Product { revision, mut input, .. } = found.product;
    change(&mut input);
    products::update_product(state, &administrator, &starter(), revision, input).await.unwrap();
}

/// The primary key of a subscription that this person has asked for, and its id.
async fn ask(portal: &Portal, person: &Caller) -> (String, SubscriptionId) {
    let (id, keys) = products::subscribe(&portal.app.state, person, &starter(), &Wish::default()).await.unwrap();
    (keys.primary.as_str().to_owned(), id)
}

/// The same of one that is made for nobody.
async fn make(portal: &Portal) -> (String, SubscriptionId) {
    portal.subscribe_as(NewSubscription { product: "starter".to_owned(), ..nobodys() }).await
}

async fn told(portal: &Portal, key: &str) -> (u16, String) {
    let answer = portal.get(key).await;
    (status(&answer), message(&answer))
}

#[tokio::test]
async fn only_an_active_subscription_opens() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let (active, _) = portal.subscribe(None, None).await;
    change(&portal, |input| input.requires_approval = true).await;
    let new = NewUser {
        email: "ada@example.com".to_owned(),
        role: Role::Developer,
        password: "correct horse battery staple".to_owned(),
    };
    let ada = Caller::user(add_user(state, &administrator, new).await.unwrap());

    let submitted = ask(&portal, &ada).await;
    let rejected = ask(&portal, &ada).await;
    products::reject(state, &administrator, &rejected.1, "No.").await.unwrap();
    let suspended = make(&portal).await;
    products::suspend(state, &administrator, &suspended.1, "").await.unwrap();
    let expires_at = Some(state.clock.now().plus(HOUR));
    let expired = portal.subscribe_as(NewSubscription { product: "starter".to_owned(), expires_at, ..nobodys() }).await;
    state.clock.advance(HOUR);
    let cancelled = make(&portal).await;
    products::cancel(state, &Caller::operator(), &cancelled.1, "").await.unwrap();
    for (key, expected) in [
        (&submitted.0, "The subscription is not approved yet."),
        (&rejected.0, "The subscription was rejected."),
        (&suspended.0, "The subscription is suspended."),
        (&expired.0, "The subscription has expired."),
        (&cancelled.0, "The subscription was cancelled."),
    ] {
        assert_eq!(told(&portal, key).await, (403, expected.to_owned()));
    }
    change(&portal, |input| input.published = false).await;
    assert_eq!(told(&portal, &active).await, (403, "The subscription's product is not published.".to_owned()));
    let mut apis = Vec::new();
    change(&portal, |input| {
        input.published = true;
        apis = std::mem::take(&mut input.apis);
    })
    .await;
    assert_eq!(told(&portal, &active).await, (403, "The subscription is not to this API.".to_owned()));
    assert_eq!(service.requests(), [""; 0]);

    change(&portal, |input| input.apis = apis).await;
    products::approve(state, &administrator, &submitted.1).await.unwrap();
    products::activate(state, &administrator, &suspended.1).await.unwrap();
    products::set_expiry(state, &administrator, &expired.1, None).await.unwrap();
    for key in [&active, &submitted.0, &suspended.0, &expired.0] {
        let answer = portal.get(key).await;
        assert_eq!(status(&answer), 200, "{answer}");
    }
    // What has ended stays so.
    for key in [&rejected.0, &cancelled.0] {
        assert_eq!(status(&portal.get(key).await), 403);
    }
    assert_eq!(service.requests().len(), 4);
}

#[tokio::test]
async fn a_subscription_expires_at_its_moment_and_not_before() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (_, id) = portal.subscribe(None, None).await;
    let (state, administrator) = (&portal.app.state, Administrator::operator());
    let keys = products::show_keys(state, &Caller::operator(), &id).await.unwrap();
    products::set_expiry(state, &administrator, &id, Some(state.clock.now().plus(HOUR))).await.unwrap();
    state.clock.advance(HOUR - 1);
    assert_eq!(status(&portal.get(keys.primary.as_str()).await), 200);
    state.clock.advance(1);
    for key in [&keys.primary, &keys.secondary] {
        assert_eq!(told(&portal, key.as_str()).await, (403, "The subscription has expired.".to_owned()));
    }
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn a_key_that_was_replaced_opens_for_the_overlap_and_no_longer() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (first, id) = portal.subscribe(None, None).await;
    let (state, operator) = (&portal.app.state, Caller::operator());
    let secondary = products::show_keys(state, &operator, &id).await.unwrap().secondary;
    let regenerate = async |overlap| {
        let overlap = Overlap::new(overlap).unwrap();
        let key = products::regenerate(state, &operator, &id, KeySlot::Primary, overlap).await.unwrap();
        key.as_str().to_owned()
    };
    let check = async |keys: &[(&str, u16)]| {
        for (number, (key, expected)) in keys.iter().enumerate() {
            let before = service.requests().len();
            let answer = portal.get(key).await;
            assert_eq!(status(&answer), *expected, "key {number}: {answer}");
            assert_eq!(service.requests().len() - before, usize::from(*expected == 200), "key {number}");
            if *expected == 401 {
                assert!(message(&answer).starts_with("The key is wrong. "), "key {number}: {answer}");
            }
        }
    };
    let second = regenerate(HOUR).await;
    check(&[(&second, 200), (&first, 200), (secondary.as_str(), 200)]).await;
    state.clock.advance(HOUR - 1);
    check(&[(&first, 200), (&second, 200)]).await;
    state.clock.advance(1);
    check(&[(&first, 401), (&second, 200), (secondary.as_str(), 200)]).await;
    // Without an overlap it ends at once.
    let third = regenerate(0).await;
    check(&[(&second, 401), (&third, 200), (secondary.as_str(), 200)]).await;
    // And so does what was replaced before, however long it had.
    let fourth = regenerate(24 * HOUR).await;
    check(&[(&third, 200), (&fourth, 200)]).await;
    let fifth = regenerate(0).await;
    check(&[(&third, 401), (&fourth, 401), (&fifth, 200), (secondary.as_str(), 200)]).await;
}

#[tokio::test]
async fn the_portals_cookies_do_not_reach_the_web_service() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    let arrived = async |lines: &[&str]| {
        let mut head = vec![with_key(&key)];
        head.extend(lines.iter().map(|line| format!("Cookie: {line}")));
        let answer = portal.call("GET", "/pets/api/things/7", &head).await;
        assert_eq!(status(&answer), 200, "{answer}");
        let received = service.requests().pop().unwrap();
        assert!(!received.contains("secret"), "{lines:?}: {received}");
        received
    };
    for name in ["session", "step", "browser"] {
        for name in [format!("__Host-loggia-{name}"), format!("loggia-{name}")] {
            let own = format!("{name}=secret");
            let received = arrived(&[&format!("a=1; {own}; b=2")]).await;
            assert_eq!(header(&received, "cookie").as_deref(), Some("a=1; b=2"), "{received}");
            assert_eq!(header(&arrived(&[&own]).await, "cookie"), None, "{own}");
        }
    }
    let cases: [(&[&str], Option<&str>); 7] = [
        (&["a=1; b=2"], Some("a=1; b=2")),
        (&["loggia-session=secret; a=1"], Some("a=1")),
        (&["a=1; loggia-theme=dark"], Some("a=1")),
        (&["loggia-theme=dark; loggia-session=secret; __Host-loggia-step=secret"], None),
        // Whose name only looks like it is somebody else's.
        (&["my-loggia-session=1; loggia=2; x=loggia-session"], Some("my-loggia-session=1; loggia=2; x=loggia-session")),
        // As clients of HTTP/2 may send them: each in a line of its own.
        (&["__Host-loggia-session=secret", "b=2"], Some("b=2")),
        (&["b=2", "__Host-loggia-session=secret"], Some("b=2")),
    ];
    for (lines, expected) in cases {
        let received = arrived(lines).await;
        assert_eq!(header(&received, "cookie").as_deref(), expected, "{lines:?}: {received}");
        assert_eq!(
            received.to_lowercase().matches("\r\ncookie:").count(),
            usize::from(expected.is_some()),
            "{received}"
        );
    }
    // However it is written, it is found.
    for line in [
        "a=1;loggia-session=secret",
        "loggia-session=secret ;a=1",
        "a=1;\tloggia-step =secret",
        "a=1;; loggia-step=secret;",
    ] {
        let received = arrived(&[line]).await;
        assert!(header(&received, "cookie").is_some_and(|cookie| cookie.contains("a=1")), "{line}: {received}");
    }
}
