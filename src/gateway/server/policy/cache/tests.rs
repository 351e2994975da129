//! What is kept, and for whom.

use serde_json::{Value, json};

use super::*;
use crate::gateway::server::policy::call::Target;
use crate::gateway::server::policy::compile;
use crate::policies::model::{PolicySet, Scope};

const NOW: Timestamp = Timestamp(1_795_000_000_000);

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

fn lookup(json: Value) -> Lookup {
    Lookup::compile(&serde_json::from_value(json).unwrap()).unwrap()
}

/// The key of a call, `None` when its answer may not be kept.
fn key(
    lookup: &Lookup,
    method: &Method,
    (path, query): (&str, &str),
    sent: &[(&'static str, &str)],
) -> Option<CacheKey> {
    let mut headers = headers(sent);
    let call = Call {
        method,
        headers: &mut headers,
        target: Target { path: path.to_owned(), query: query.to_owned() },
        has_body: false,
        is_secured: false,
        writes: 0,
        service: "http://service.test/",
        client: [192, 0, 2, 1].into(),
        subscription: Some("s"),
        operation: ("a", "o"),
        template: "/",
        path_values: &[],
        now: NOW,
        outcome: Outcome::default(),
    };
    lookup.key(&call, Chain::default())
}

#[test]
fn calls_share_an_answer_when_nothing_tells_them_apart() {
    let by = lookup(json!({"vary_headers": ["Accept"], "vary_query": ["b", "a"]}));
    let all = lookup(json!({}));
    let get = Method::GET;
    for (lookup, one, two, are_alike) in [
        (&all, ("/p", "a=1&b=2"), ("/p", "b=2&a=1"), true),
        (&all, ("/p", "a=1&a=2"), ("/p", "a=2&a=1"), false),
        (&all, ("/p", "a=1"), ("/p", ""), false),
        (&all, ("/p", ""), ("/q", ""), false),
        (&all, ("/p", "a=1"), ("/p&a=1", ""), false),
        (&by, ("/p", "a=1&x=2"), ("/p", "x=3&a=1"), true),
        (&by, ("/p", "%61=1"), ("/p", ""), false),
    ] {
        assert_eq!(key(lookup, &get, one, &[]) == key(lookup, &get, two, &[]), are_alike, "{one:?} {two:?}");
    }
    let at = ("/p", "");
    assert_ne!(key(&by, &get, at, &[("accept", "a")]), key(&by, &get, at, &[("accept", "b")]));
    assert_eq!(key(&by, &get, at, &[("x-other", "a")]), key(&by, &get, at, &[("x-other", "b")]));
    assert_ne!(key(&all, &get, at, &[]), key(&all, &Method::HEAD, at, &[]));
}

#[test]
fn what_is_personal_or_changes_something_has_no_key() {
    let at = ("/p", "");
    for (json, method, sent, has_key) in [
        (json!({}), Method::GET, vec![], true),
        (json!({}), Method::HEAD, vec![], true),
        (json!({}), Method::POST, vec![], false),
        (json!({}), Method::DELETE, vec![], false),
        (json!({}), Method::GET, vec![("authorization", "Bearer a")], false),
        (json!({"allow_authorization": true}), Method::GET, vec![("authorization", "Bearer a")], true),
        (json!({}), Method::GET, vec![("cookie", "a=b")], false),
        (json!({"vary_headers": ["cookie"]}), Method::GET, vec![("cookie", "a=b")], true),
        (json!({}), Method::GET, vec![("range", "bytes=0-1")], false),
        (json!({}), Method::GET, vec![("cache-control", "max-age=0, No-Store")], false),
    ] {
        assert_eq!(key(&lookup(json.clone()), &method, at, &sent).is_some(), has_key, "{json} {method} {sent:?}");
    }
    let told = lookup(json!({"allow_authorization": true}));
    let of = |value: &str| key(&told, &Method::GET, at, &[("authorization", value)]).unwrap();
    assert_ne!(of("Bearer a"), of("Bearer b"));
    assert!(!of("Bearer secret").text.contains("secret"));
}

#[test]
fn an_answer_is_kept_when_it_may_and_for_as_long_as_it_is_told() {
    let set = json!([{"section": "outbound", "kind": "cache-store", "seconds": 60}]);
    let set = PolicySet { revision: 1, policies: serde_json::from_value(set).unwrap() };
    let set = compile(Scope::Global, &set);
    let chain = Chain([Some(&set), None, None, None]);
    let by_accept = lookup(json!({"vary_headers": ["Accept"]}));
    let outcome = || Outcome { cache_key: key(&by_accept, &Method::GET, ("/p", ""), &[]), ..Outcome::default() };
    let cache = Cache::new(1_000_000);
    let record = |status: u16, sent: &[(&'static str, &str)], outcome: &Outcome| {
        recorder(&cache, chain, outcome, (StatusCode::from_u16(status).unwrap(), &headers(sent)), NOW)
    };
    for (status, sent, is_kept) in [
        (200, vec![], true),
        (204, vec![], true),
        (301, vec![], true),
        (206, vec![], false),
        (302, vec![], false),
        (404, vec![], false),
        (500, vec![], false),
        (200, vec![("cache-control", "public, max-age=5")], true),
        (200, vec![("cache-control", "Private")], false),
        (200, vec![("cache-control", "max-age=5, no-store")], false),
        (200, vec![("cache-control", "no-cache=\"set-cookie\"")], false),
        (200, vec![("set-cookie", "a=b")], false),
        (200, vec![("vary", "accept")], true),
        (200, vec![("vary", "Accept, Accept-Language")], false),
        (200, vec![("vary", "*")], false),
    ] {
        assert_eq!(record(status, &sent, &outcome()).is_some(), is_kept, "{status} {sent:?}");
    }
    assert!(record(200, &[], &Outcome::default()).is_none(), "nobody has looked for it");

    let outcome = outcome();
    let mut recorder = record(200, &[("content-type", "text/plain"), ("content-length", "5")], &outcome).unwrap();
    assert!(recorder.push(&Bytes::from_static(b"he")) && recorder.push(&Bytes::from_static(b"llo")));
    let key = outcome.cache_key.unwrap();
    assert!(cache.get(&key, NOW).is_none(), "not before its end");
    recorder.finish(&cache);
    let answer = cache.get(&key, NOW.plus(59_999)).unwrap();
    assert_eq!((answer.status, answer.body.as_ref()), (StatusCode::OK, b"hello".as_slice()));
    assert_eq!(answer.headers[header::AGE], "59");
    assert!(answer.headers.contains_key("content-type") && !answer.headers.contains_key("content-length"));
    assert!(cache.get(&key, NOW.plus(60_000)).is_none());
    assert!(cache.get(&key, NOW).is_none(), "it is gone");
}

#[test]
fn it_takes_no_more_room_than_it_has() {
    let cache = Cache::new(100_000);
    for number in 0..1_000 {
        let answer = Answer { status: StatusCode::OK, headers: HeaderMap::new(), body: Bytes::from(vec![0; 5_000]) };
        cache.put(format!("{number}").into(), answer, NOW, NOW.plus(1_000));
        assert!(cache.bytes() <= 100_000, "{}", cache.bytes());
    }
    assert!(cache.bytes() > 50_000);
    let key = CacheKey { text: "k".into(), varies: Vec::new() };
    let mut recorder = Recorder {
        key,
        status: StatusCode::OK,
        headers: HeaderMap::new(),
        body: BytesMut::new(),
        most: cache.most_of_one(),
        began: NOW,
        milliseconds: 1,
    };
    assert!(recorder.push(&Bytes::from(vec![0; 3_125])));
    assert!(!recorder.push(&Bytes::from_static(b"0")), "one answer does not drive out all others");
}
