//! Whole sections.

use std::collections::HashMap;
use std::sync::Arc;

use axum::http::Method;
use parking_lot::Mutex;
use serde_json::{Map, Value, json};
use url::Url;

use super::*;
use crate::gateway::server::policy::call::{Metered, Target, Trail};
use crate::gateway::server::policy::limits::Holder;
use crate::gateway::server::policy::{ActiveSet, compile};
use crate::kernel::Timestamp;
use crate::policies::model::PolicySet;
use crate::products::model::{Quota, RateLimit};

/// Counts calls, in windows without end.
#[derive(Default)]
struct Counting(Mutex<HashMap<(String, String), u64>>);

impl Counting {
    fn take(&self, place: &str, holder: &str, most: Option<u64>) -> Result<Told, Told> {
        let mut all = self.0.lock();
        let count = all.entry((place.to_owned(), holder.to_owned())).or_default();
        let told = |remaining| Told { limit: most, remaining, bytes: None, milliseconds: 30_000 };
        match most {
            Some(most) if *count >= most => Err(told(0)),
            most => {
                *count += 1;
                Ok(told(most.map_or(0, |most| most - *count)))
            }
        }
    }
}

impl Counters for Counting {
    fn take_rate(&self, place: &Arc<str>, holder: &Holder, limit: RateLimit, _: Timestamp) -> Result<Told, Told> {
        self.take(place, &holder.name, Some(limit.calls.into()))
    }

    fn take_quota(&self, place: &Arc<str>, holder: &Holder, quota: Quota, _: Timestamp) -> Result<Told, Told> {
        self.take(place, &holder.name, quota.calls)
    }

    fn count_bytes(&self, _: &Metered, _: u64) {}
}

/// Nothing is anywhere.
struct Nowhere;

impl Documents for Nowhere {
    async fn get(&self, _: &Url) -> Result<Map<String, Value>, String> {
        Err("nowhere".to_owned())
    }
}

fn set(scope: Scope, policies: Value) -> ActiveSet {
    compile(scope, &PolicySet { revision: 1, policies: serde_json::from_value(policies).unwrap() })
}

fn api() -> Scope {
    Scope::Api("a".to_owned().into())
}

struct Sent<'a> {
    subscription: Option<&'a str>,
    headers: HeaderMap,
    query: &'a str,
}

impl Default for Sent<'_> {
    fn default() -> Self {
        Self { subscription: Some("s1"), headers: HeaderMap::new(), query: "" }
    }
}

/// Sends a call through the inbound section: where it goes, its headers and what became of it.
async fn send(
    chain: Chain<'_>,
    shared: &Shared<Nowhere>,
    counters: &Counting,
    sent: Sent<'_>,
) -> (Result<(), Stop>, Target, HeaderMap, Outcome) {
    let mut headers = sent.headers;
    let values = [("id".to_owned(), "7".to_owned())];
    let mut call = Call {
        method: &Method::GET,
        headers: &mut headers,
        target: Target { path: "/pets/7".to_owned(), query: sent.query.to_owned() },
        has_body: false,
        is_secured: false,
        writes: 0,
        service: "http://service.test/",
        client: [192, 0, 2, 1].into(),
        subscription: sent.subscription,
        operation: ("a", "get-pet"),
        template: "/pets/{id}",
        path_values: &values,
        now: Timestamp(1_795_000_000_000),
        outcome: Outcome { trail: Some(Trail::default()), ..Outcome::default() },
    };
    let done = inbound(chain, &mut call, shared, counters).await;
    let (target, outcome) = (call.target, call.outcome);
    (done, target, headers, outcome)
}

#[tokio::test]
async fn what_a_call_passes_changes_it_in_order() {
    let global = set(
        Scope::Global,
        json!([
            {"id": "1", "section": "inbound", "kind": "set-header", "name": "X-A", "value": "global"},
            {"id": "2", "section": "inbound", "kind": "set-query-parameter", "name": "v", "value": "1"},
            {"id": "3", "section": "outbound", "kind": "set-header", "name": "X-Out", "value": "no call sees it"},
        ]),
    );
    let own = set(
        api(),
        json!([
            {"id": "4", "section": "inbound", "kind": "set-header", "name": "X-A", "value": "api", "exists": "append"},
            {"id": "5", "section": "inbound", "kind": "rewrite-uri", "template": "/v2/{id}"},
            {"id": "6", "section": "inbound", "kind": "set-backend", "url": "https://other.example/base"},
            {"id": "7", "section": "backend", "kind": "forward-request", "total": 5},
        ]),
    );
    let chain = Chain([Some(&global), None, Some(&own), None]);
    let (shared, counters) = (Shared::new(1_000, Nowhere), Counting::default());
    let (done, target, headers, outcome) =
        send(chain, &shared, &counters, Sent { query: "x=1", ..Sent::default() }).await;
    done.unwrap();
    assert_eq!((target.path.as_str(), target.query.as_str()), ("/v2/7", "x=1&v=1"));
    assert_eq!(headers.get_all("x-a").iter().collect::<Vec<_>>(), ["global", "api"]);
    assert_eq!(outcome.backend.unwrap().url.as_str(), "https://other.example/base");
    let acted: Vec<_> =
        outcome.trail.unwrap().walked().acted.iter().map(|acted| (acted.scope.kind(), acted.kind.as_str())).collect();
    let expected = [
        ("global", "set-header"),
        ("global", "set-query-parameter"),
        ("api", "set-header"),
        ("api", "rewrite-uri"),
        ("api", "set-backend"),
    ];
    assert_eq!(acted, expected);
    assert_eq!(crate::gateway::server::policy::forward::timeouts(chain).total, Some(std::time::Duration::from_secs(5)));
}

#[tokio::test]
async fn limits_count_whom_they_say_and_tell_the_tighter_one() {
    let limits = set(
        Scope::Global,
        json!([
            {"id": "rate", "section": "inbound", "kind": "rate-limit", "calls": 2, "seconds": 60},
            {"id": "quota", "section": "inbound", "kind": "quota-by-key", "calls": 9, "kilobytes": 5, "seconds": 60,
                "key": {"by": "query", "name": "user"}},
        ]),
    );
    let chain = Chain([Some(&limits), None, None, None]);
    let (shared, counters) = (Shared::new(1_000, Nowhere), Counting::default());
    let ask = async |subscription: &str| {
        let sent = Sent { subscription: Some(subscription), query: "user=ada", ..Sent::default() };
        let (done, _, _, mut outcome) = send(chain, &shared, &counters, sent).await;
        let mut headers = HeaderMap::new();
        match done {
            Ok(()) => outbound(Chain::default(), &mut outcome, &mut headers).unwrap(),
            Err(Stop::Refused(refusal)) => {
                assert_eq!(refusal.status, 429);
                headers.extend(refusal.headers);
            }
            other => panic!("{other:?}"),
        }
        let told = |name: &str| headers.get(name).map_or("-", |value| value.to_str().unwrap()).to_owned();
        (told("ratelimit-limit"), told("ratelimit-remaining"), told("retry-after"), outcome.metered.len())
    };
    let told =
        |limit: &str, left: &str, retry: &str, metered| (limit.to_owned(), left.to_owned(), retry.to_owned(), metered);
    assert_eq!(ask("s1").await, told("2", "1", "-", 1));
    assert_eq!(ask("s1").await, told("2", "0", "-", 1));
    assert_eq!(ask("s1").await, told("2", "0", "30", 0));
    assert_eq!(ask("s2").await, told("2", "1", "-", 1));
    let places: Vec<_> = counters.0.lock().keys().cloned().collect();
    assert!(places.contains(&("quota".to_owned(), "=ada".to_owned())), "{places:?}");
}

#[tokio::test]
async fn a_call_ends_where_a_policy_ends_it() {
    let (shared, counters) = (Shared::new(100_000, Nowhere), Counting::default());
    for (policy, expected) in [
        (json!({"kind": "ip-filter", "action": "forbid", "addresses": ["192.0.2.0/24"]}), "refused 403"),
        (json!({"kind": "check-header", "name": "X-B", "status": 418, "message": "m"}), "refused 418"),
        (json!({"kind": "validate-jwt", "keys": {"jwks": "https://id.test"}}), "refused 401"),
        (
            json!({"kind": "return-response", "status": 203, "headers": [{"name": "X-R", "value": "1"}], "body": "b"}),
            "answered 203",
        ),
        (json!({"kind": "mock-response", "status": 201}), "mocked 201"),
        (json!({"kind": "limit-concurrency", "most": 0}), "refused 429"),
        (json!({"kind": "rewrite-uri", "template": "/{nobody}"}), "refused 500"),
        // What the rules refuse and somebody wrote all the same.
        (json!({"kind": "set-header", "name": "Host", "value": "evil"}), "refused 500"),
        (json!({"kind": "cache-store", "seconds": 5}), "refused 500"),
        (json!({"kind": "cors", "origins": ["*"], "credentials": true}), "refused 500"),
    ] {
        let mut policy = policy;
        policy["section"] = json!("inbound");
        let after = json!({"section": "inbound", "kind": "set-header", "name": "X-After", "value": "1"});
        let policies = set(api(), json!([policy, after]));
        let (done, _, headers, outcome) =
            send(Chain([None, None, Some(&policies), None]), &shared, &counters, Sent::default()).await;
        let ended = match done.unwrap_err() {
            Stop::Refused(refusal) => format!("refused {}", refusal.status.as_u16()),
            Stop::Answered(answer) => format!("answered {}", answer.status.as_u16()),
            Stop::Cached(_) => "cached".to_owned(),
            Stop::Mocked(mock) => format!("mocked {}", mock.status),
        };
        assert_eq!(ended, expected, "{policy}");
        assert!(!headers.contains_key("x-after"), "{policy}");
        assert!(outcome.trail.unwrap().walked().acted.last().unwrap().has_stopped, "{policy}");
    }
}

#[tokio::test]
async fn what_was_kept_is_answered_again() {
    let policies = set(
        api(),
        json!([
            {"section": "inbound", "kind": "cache-lookup"},
            {"section": "outbound", "kind": "cache-store", "seconds": 5},
            {"section": "outbound", "kind": "set-header", "name": "X-Out", "value": "1"},
        ]),
    );
    let chain = Chain([None, None, Some(&policies), None]);
    let (shared, counters) = (Shared::new(100_000, Nowhere), Counting::default());
    let (done, _, _, mut outcome) = send(chain, &shared, &counters, Sent::default()).await;
    done.unwrap();
    let mut headers = HeaderMap::new();
    let now = Timestamp(1_795_000_000_000);
    let head = (StatusCode::OK, &headers.clone());
    let recorder = super::super::cache::recorder(&shared.cache, chain, &outcome, head, now).unwrap();
    outbound(chain, &mut outcome, &mut headers).unwrap();
    assert_eq!(headers["x-out"], "1");
    recorder.finish(&shared.cache);
    let (done, ..) = send(chain, &shared, &counters, Sent::default()).await;
    let Err(Stop::Cached(answer)) = done else { panic!("{done:?}") };
    assert!(!answer.headers.contains_key("x-out"), "the outbound section acts on it anew");
}

#[tokio::test]
async fn answers_and_errors_get_what_their_section_says() {
    let policies = set(
        api(),
        json!([
            {"section": "outbound", "kind": "set-header", "name": "Server", "exists": "delete"},
            {"section": "on-error", "kind": "set-header", "name": "X-Error", "value": "1"},
            {"section": "on-error", "kind": "return-response", "status": 200, "body": "calm"},
        ]),
    );
    let chain = Chain([None, None, Some(&policies), None]);
    let mut headers = HeaderMap::from_iter([("server".parse().unwrap(), "secret/1.0".parse().unwrap())]);
    outbound(chain, &mut Outcome::default(), &mut headers).unwrap();
    assert!(headers.is_empty());
    let answer = on_error(chain, &mut Outcome::default(), &mut headers).unwrap();
    assert_eq!((answer.status, answer.body.as_ref()), (StatusCode::OK, b"calm".as_slice()));
    let teapot = set(api(), json!([{"section": "outbound", "kind": "return-response", "status": 418}]));
    let stop = outbound(Chain([None, None, None, Some(&teapot)]), &mut Outcome::default(), &mut headers).unwrap_err();
    assert!(matches!(stop, Stop::Answered(answer) if answer.status == 418));
}
