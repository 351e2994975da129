//! Policies by what they do to real calls: what the web service received, and what the client was answered.

use serde_json::{Value, json};
use tokio::net::TcpListener;

use super::support::{Portal, Service, header, put_policies, put_policies_of, status, with_key};

const PATH: &str = "/pets/api/things/7";

/// A portal whose API is open and has these policies.
async fn guarded(service: &Service, policies: Value) -> Portal {
    let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
    put_policies(&portal, "", "pets", policies).await;
    portal
}

/// The head of a request in lower case, for names may come in any.
fn head(request: &str) -> String {
    request.split("\r\n\r\n").next().unwrap_or_default().to_lowercase()
}

#[tokio::test]
async fn what_is_set_arrives_and_what_is_removed_does_not() {
    let header = |exists: &str| json!([{"kind": "set-header", "name": "X-A", "value": "set", "exists": exists}]);
    let query = |exists: &str| json!([{"kind": "set-query-parameter", "name": "a", "value": "set", "exists": exists}]);
    for (policies, path, sent, arrived, absent) in [
        (header("override"), PATH, "X-A: sent", "x-a: set", "sent"),
        (header("append"), PATH, "X-A: sent", "x-a: sent\r\nx-a: set", "nobody"),
        (header("skip"), PATH, "X-A: sent", "x-a: sent", "set"),
        (header("skip"), PATH, "X-B: sent", "x-a: set", "nobody"),
        (header("delete"), PATH, "X-A: sent", "get /base/things/7 ", "x-a"),
        (query("override"), "/pets/api/things/7?a=sent&b=1", "X-B: 1", "get /base/things/7?b=1&a=set ", "sent"),
        (query("delete"), "/pets/api/things/7?a=sent&b=1", "X-B: 1", "get /base/things/7?b=1 ", "sent"),
        (
            json!([{"kind": "rewrite-uri", "template": "/v2/pets/{id}?full=1"}]),
            "/pets/api/things/7?b=1",
            "X-B: 1",
            "get /base/v2/pets/7?full=1&b=1 ",
            "things",
        ),
        (
            json!([{"kind": "check-header", "name": "X-B", "values": ["1"], "status": 400, "message": "No X-B."}]),
            PATH,
            "X-B: 1",
            "x-b: 1",
            "nobody",
        ),
        (
            json!([{"kind": "ip-filter", "action": "allow", "addresses": ["127.0.0.0/8"]}]),
            PATH,
            "X-B: 1",
            "get ",
            "nobody",
        ),
    ] {
        let service = Service::hello().await;
        let portal = guarded(&service, policies.clone()).await;
        let answer = portal.call("GET", path, &[sent.to_owned()]).await;
        assert_eq!(status(&answer), 200, "{policies}: {answer}");
        let requests = service.requests();
        let [request] = requests.as_slice() else { panic!("{policies}: {requests:?}") };
        let request = head(request);
        assert!(request.contains(arrived) && !request.contains(absent), "{policies}: {request}");
    }
}

#[tokio::test]
async fn a_call_that_a_policy_answers_reaches_nobody() {
    for (policies, expected) in [
        (json!([{"kind": "ip-filter", "action": "forbid", "addresses": ["127.0.0.1"]}]), 403),
        (json!([{"kind": "check-header", "name": "X-B", "status": 418, "message": "No X-B."}]), 418),
        (json!([{"kind": "return-response", "status": 203, "body": "ours"}]), 203),
        (json!([{"kind": "validate-jwt", "keys": {"jwks": "http://127.0.0.1:1/keys"}}]), 401),
        (json!([{"kind": "limit-concurrency", "most": 1}, {"kind": "return-response", "status": 204}]), 204),
    ] {
        let service = Service::hello().await;
        let portal = guarded(&service, policies.clone()).await;
        let answer = portal.call("GET", PATH, &[]).await;
        assert_eq!(status(&answer), expected, "{policies}: {answer}");
        assert_eq!(service.requests(), [""; 0], "{policies}");
    }
}

#[tokio::test]
async fn limits_let_exactly_as_many_calls_through_as_they_say() {
    let by_header = json!({"by": "header", "name": "X-Caller"});
    for (policy, is_shared) in [
        (json!({"kind": "rate-limit-by-key", "calls": 20, "seconds": 3600, "key": by_header}), false),
        (json!({"kind": "quota-by-key", "calls": 20, "seconds": 3600, "key": by_header}), false),
        (json!({"kind": "rate-limit", "calls": 20, "seconds": 3600}), true),
        (json!({"kind": "quota", "calls": 20, "seconds": 3600}), true),
    ] {
        let service = Service::hello().await;
        let portal = Portal::to(service.address).await;
        let (key, _) = portal.subscribe(None, None).await;
        put_policies(&portal, "", "pets", json!([policy])).await;
        let lines = |user: &str| [with_key(&key), format!("X-Caller: {user}")];
        let (ada, bob) = (lines("ada"), lines("bob"));
        let calls = (0..60).map(|_| portal.call("GET", PATH, &ada));
        let answers = futures_util::future::join_all(calls).await;
        let passed = answers.iter().filter(|answer| status(answer) == 200).count();
        assert_eq!((passed, service.requests().len()), (20, 20), "{policy}");
        let refused = answers.iter().find(|answer| status(answer) == 429).unwrap();
        assert_eq!(header(refused, "ratelimit-remaining").as_deref(), Some("0"), "{refused}");
        assert!(header(refused, "retry-after").is_some() && header(refused, "x-request-id").is_some(), "{refused}");
        let other = portal.call("GET", PATH, &bob).await;
        assert_eq!(status(&other), if is_shared { 429 } else { 200 }, "{policy}");
    }
}

#[tokio::test]
async fn another_backend_gets_the_call_in_place_of_the_first() {
    let (first, other) = (Service::hello().await, Service::hello().await);
    let portal =
        guarded(&first, json!([{"kind": "set-backend", "url": format!("http://{}/new", other.address)}])).await;
    assert_eq!(status(&portal.call("GET", PATH, &[]).await), 200);
    assert_eq!((first.requests().len(), other.target().as_str()), (0, "GET /new/things/7 HTTP/1.1"));
}

#[tokio::test]
async fn an_answer_that_is_kept_is_asked_for_once() {
    let service = Service::hello().await;
    let policies = json!([
        {"kind": "cache-lookup", "vary_headers": ["X-A"]},
        {"kind": "cache-store", "section": "outbound", "seconds": 60},
    ]);
    let portal = guarded(&service, policies).await;
    for (line, arrived) in [("X-A: 1", 1), ("X-A: 1", 1), ("X-A: 2", 2), ("X-A: 1", 2)] {
        let answer = portal.call("GET", PATH, &[line.to_owned()]).await;
        assert!(status(&answer) == 200 && answer.ends_with("hello"), "{answer}");
        assert_eq!(service.requests().len(), arrived);
    }
}

#[tokio::test]
async fn scopes_act_from_the_outermost_to_the_innermost() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    let add = |value: &str| {
        json!([
            {"kind": "set-header", "name": "X-Way", "value": value, "exists": "append"},
            {"kind": "set-header", "section": "outbound", "name": "X-Back", "value": value, "exists": "append"},
            {"kind": "set-header", "section": "on-error", "name": "X-Wrong", "value": value, "exists": "append"},
        ])
    };
    for (scope, value) in [(["", "", ""], "global"), (["starter", "", ""], "product"), (["", "pets", ""], "api")] {
        put_policies_of(&portal, scope, add(value)).await;
    }
    let answer = portal.call("GET", PATH, &[with_key(&key)]).await;
    let request = head(&service.requests().pop().unwrap());
    assert!(request.contains("x-way: global\r\nx-way: product\r\nx-way: api"), "{request}");
    assert!(!request.contains("x-back") && header(&answer, "x-back").is_some(), "{answer}");
    let answer = portal.call("GET", PATH, &[with_key("lgs_wrong")]).await;
    assert!(status(&answer) == 401 && header(&answer, "x-wrong").is_some(), "{answer}");
}

#[tokio::test]
async fn a_service_is_waited_for_as_long_as_its_policy_says() {
    let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
    for waits in [json!({"first_byte": 1}), json!({"total": 1})] {
        let mut policy = waits;
        policy["kind"] = "forward-request".into();
        policy["section"] = "backend".into();
        let portal = Portal::with(mute.local_addr().unwrap(), |_| (), |api| api.subscription_required = false).await;
        put_policies(&portal, "", "pets", json!([policy])).await;
        let calling = portal.call("GET", PATH, &[]);
        let (answer, service) = tokio::join!(calling, mute.accept());
        assert_eq!(status(&answer), 504, "{policy}: {answer}");
        drop(service);
    }
}
