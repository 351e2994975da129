//! Whose answers are kept, and for whom.

use serde_json::{Value, json};

use super::support::{API, Place, get, key, open};
use crate::gateway::support::{Portal, Service, header, put_policies_of, status, with_key};

const GLOBAL: Place = ["", "", ""];

/// Policies that keep answers.
fn keeping() -> Value {
    json!([{"kind": "cache-lookup"}, {"kind": "cache-store", "section": "outbound", "seconds": 60}])
}

fn is_kept(answer: &str) -> bool {
    header(answer, "age").is_some()
}

#[tokio::test]
async fn what_is_kept_is_for_those_alone_who_may_call() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    put_policies_of(&portal, GLOBAL, keeping()).await;
    let needs = json!({"kind": "check-header", "name": "X-Team", "status": 403, "message": "No."});
    let limit = json!({"kind": "rate-limit-by-key", "calls": 3, "seconds": 60, "key": {"by": "address"}});
    put_policies_of(&portal, API, json!([needs, limit])).await;
    for (line, code, has_age) in [
        ("X-Team: a", 200, false),
        ("X-Other: a", 403, false),
        ("X-Team: a", 200, true),
        ("X-Team: a", 200, true),
        ("X-Team: a", 429, false),
    ] {
        let answer = get(&portal, "", &[line]).await;
        assert_eq!((status(&answer), is_kept(&answer)), (code, has_age), "{line}: {answer}");
    }
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn no_callers_answer_is_for_another_whom_policies_treat_otherwise() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    put_policies_of(&portal, GLOBAL, keeping()).await;
    let (of_product, _) = portal.subscribe(None, None).await;
    let of_all = key(&portal).await;
    let premium = json!([{"kind": "set-query-parameter", "name": "tier", "value": "premium"}]);
    put_policies_of(&portal, ["starter", "", ""], premium).await;
    for (key, has_age) in [(&of_product, false), (&of_all, false), (&of_product, true), (&of_all, true)] {
        let answer = portal.call("GET", "/pets/api/things/7", &[with_key(key)]).await;
        assert_eq!((status(&answer), is_kept(&answer)), (200, has_age), "{answer}");
    }
    let targets: Vec<_> = service.requests().iter().map(|request| request.lines().next().unwrap().to_owned()).collect();
    assert_eq!(targets, ["GET /base/things/7?tier=premium HTTP/1.1", "GET /base/things/7 HTTP/1.1"]);
}

#[tokio::test]
async fn what_a_body_asks_for_is_not_kept() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    put_policies_of(&portal, API, keeping()).await;
    for asked in 1..=2 {
        let call = "GET /pets/api/things/7 HTTP/1.1\r\nHost: g\r\nContent-Length: 1\r\nConnection: close\r\n\r\nx";
        let answer = portal.exchange(call.to_owned()).await;
        assert_eq!((status(&answer), is_kept(&answer), service.requests().len()), (200, false, asked), "{answer}");
    }
}

#[tokio::test]
async fn what_was_made_for_one_host_is_for_no_other() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    put_policies_of(&portal, API, keeping()).await;
    for (host, has_age) in [("evil.example", false), ("api.example", false), ("evil.example", true)] {
        let call = format!("GET /pets/api/things/7 HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n");
        let answer = portal.exchange(call).await;
        assert_eq!((status(&answer), is_kept(&answer)), (200, has_age), "{host}: {answer}");
    }
}

#[tokio::test]
async fn what_was_written_is_asked_for_anew() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    put_policies_of(&portal, API, keeping()).await;
    let ask = async |method: &str, path: &str| is_kept(&portal.call(method, path, &[]).await);
    let (all, one) = ("/pets/api/things", "/pets/api/things/7");
    assert!(!ask("GET", one).await && ask("GET", one).await);
    ask("POST", all).await;
    assert!(ask("GET", one).await, "something else was written");
    ask("PUT", one).await;
    assert!(!ask("GET", one).await && ask("GET", one).await);
}
