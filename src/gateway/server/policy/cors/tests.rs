//! Preflights and answers.

use serde_json::{Value, json};

use super::super::ActiveSet;
use super::*;
use crate::gateway::server::policy::compile;
use crate::policies::model::{PolicySet, Scope};

fn set(policies: Value) -> ActiveSet {
    let mut policies = policies;
    for policy in policies.as_array_mut().unwrap() {
        policy["section"] = json!("inbound");
    }
    compile(Scope::Global, &PolicySet { revision: 1, policies: serde_json::from_value(policies).unwrap() })
}

fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap())).collect()
}

/// What a preflight is told: origin, methods, headers, credentials, age.
fn asked(set: &ActiveSet, origin: &str, method: &str, wanted: &str) -> String {
    let sent = headers(&[
        ("origin", origin),
        ("access-control-request-method", method),
        ("access-control-request-headers", wanted),
    ]);
    let answer = preflight([set], &Method::OPTIONS, &sent).unwrap();
    assert_eq!(answer.status, 204);
    assert!(answer.headers[VARY].to_str().unwrap().starts_with("Origin"));
    let told = |name| answer.headers.get(name).map_or("-", |value: &HeaderValue| value.to_str().unwrap());
    [
        told(ACCESS_CONTROL_ALLOW_ORIGIN),
        told(ACCESS_CONTROL_ALLOW_METHODS),
        told(ACCESS_CONTROL_ALLOW_HEADERS),
        told(ACCESS_CONTROL_ALLOW_CREDENTIALS),
        told(ACCESS_CONTROL_MAX_AGE),
    ]
    .join(" ")
}

const NOTHING: &str = "- - - - -";

#[test]
fn preflights_are_told_what_is_permitted_and_nothing_else() {
    let some = set(json!([{
        "kind": "cors", "origins": ["https://a.example", "http://localhost:3000"], "methods": ["PUT", "DELETE"],
        "headers": ["Content-Type", "Authorization"], "credentials": true, "max_age": 60,
    }]));
    for (origin, method, wanted, expected) in [
        ("https://a.example", "PUT", "", "https://a.example PUT - true 60"),
        (
            "https://a.example",
            "GET",
            "authorization, CONTENT-type",
            "https://a.example GET authorization, CONTENT-type true 60",
        ),
        ("http://localhost:3000", "DELETE", "content-type", "http://localhost:3000 DELETE content-type true 60"),
        ("https://a.example", "PATCH", "", NOTHING),
        ("https://a.example", "put", "", NOTHING),
        ("https://a.example", "PUT", "x-other", NOTHING),
        ("https://a.example", "PUT", "content-type, x-other", NOTHING),
        ("https://a.example.evil.test", "PUT", "", NOTHING),
        ("https://A.example", "PUT", "", NOTHING),
        ("http://a.example", "PUT", "", NOTHING),
        ("https://a.example:8443", "PUT", "", NOTHING),
        ("null", "PUT", "", NOTHING),
        ("https://a.example", "PUT", "a b", NOTHING),
    ] {
        assert_eq!(asked(&some, origin, method, wanted), expected, "{origin} {method} {wanted}");
    }
    // What asks for no method is no preflight.
    let sent = headers(&[("origin", "https://a.example"), ("access-control-request-method", "P U T")]);
    assert!(preflight([&some], &Method::OPTIONS, &sent).is_none());
    let any = set(json!([{"kind": "cors", "origins": ["*"], "methods": ["*"], "headers": ["*"]}]));
    for (origin, method, wanted, expected) in [
        ("https://b.example", "PATCH", "authorization", "* PATCH authorization - -"),
        ("null", "GET", "", "* GET - - -"),
    ] {
        assert_eq!(asked(&any, origin, method, wanted), expected, "{origin} {method} {wanted}");
    }
}

#[test]
fn of_several_policies_one_that_permits_is_enough() {
    let two = set(json!([
        {"kind": "cors", "origins": ["https://a.example"]},
        {"kind": "cors", "origins": ["https://b.example"], "methods": ["PUT"]},
    ]));
    assert_eq!(asked(&two, "https://b.example", "PUT", ""), "https://b.example PUT - - -");
    assert_eq!(asked(&two, "https://a.example", "PUT", ""), NOTHING);
    // Nor is a method of one permitted with the header of another.
    let parts = set(json!([
        {"kind": "cors", "origins": ["https://a.example"], "methods": ["PUT"]},
        {"kind": "cors", "origins": ["https://a.example"], "headers": ["x-a"]},
    ]));
    assert_eq!(asked(&parts, "https://a.example", "GET", "x-a"), "https://a.example GET x-a - -");
    assert_eq!(asked(&parts, "https://a.example", "PUT", "x-a"), NOTHING);
}

#[test]
fn what_permits_credentials_comes_before_what_permits_anybody() {
    let both = set(json!([
        {"kind": "cors", "origins": ["*"], "expose_headers": ["*"]},
        {"kind": "cors", "origins": ["https://a.example"], "credentials": true},
    ]));
    assert_eq!(asked(&both, "https://a.example", "GET", ""), "https://a.example GET - true -");
    assert_eq!(asked(&both, "https://b.example", "GET", ""), "* GET - - -");
    let told = |origin: &'static str| {
        let (mut of_refusal, mut of_answer, mut outcome) = (HeaderMap::new(), HeaderMap::new(), Outcome::default());
        finish(permission([&both], &HeaderValue::from_static(origin)).as_ref(), &mut of_refusal);
        for cors in policies([&both]) {
            cors.act(&headers(&[("origin", origin)]), &mut outcome);
        }
        finish(outcome.permission.as_ref(), &mut of_answer);
        assert_eq!(of_refusal, of_answer);
        let names = [ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_ALLOW_CREDENTIALS, ACCESS_CONTROL_EXPOSE_HEADERS];
        names.map(|name| of_answer.get(name).map_or("-", |value| value.to_str().unwrap()).to_owned()).join(" ")
    };
    assert_eq!(told("https://a.example"), "https://a.example true -");
    assert_eq!(told("https://b.example"), "* - *");
    assert!(is_spoken_of([&both]) && !is_spoken_of([&set(json!([]))]));
}

#[test]
fn what_is_no_preflight_goes_on() {
    let cors = set(json!([{"kind": "cors", "origins": ["*"]}]));
    let other = set(json!([{"kind": "set-backend", "url": "https://b.example"}]));
    let full = [("origin", "https://a.example"), ("access-control-request-method", "PUT")];
    for (set, method, sent, is_preflight) in [
        (&cors, Method::OPTIONS, &full[..], true),
        (&cors, Method::OPTIONS, &full[..1], false),
        (&cors, Method::OPTIONS, &full[1..], false),
        (&cors, Method::PUT, &full[..], false),
        (&other, Method::OPTIONS, &full[..], false),
    ] {
        let answer = preflight([set], &method, &headers(sent));
        assert_eq!(answer.is_some(), is_preflight, "{method} {sent:?}");
    }
}

#[test]
fn answers_say_what_the_policy_permits_and_not_what_the_backend_does() {
    let cors = |json: Value| Cors::compile(&serde_json::from_value(json).unwrap()).unwrap();
    let answered = |cors: &Cors, origin: &str| {
        let permission = cors.permission(&headers(&[("origin", origin)]));
        let mut answer =
            headers(&[("access-control-allow-origin", "https://evil.test"), ("x-a", "1"), ("vary", "Accept")]);
        finish(permission.as_ref(), &mut answer);
        let told = |name| answer.get(name).map_or("-", |value: &HeaderValue| value.to_str().unwrap()).to_owned();
        let varies = answer.get_all(VARY).iter().any(|value| value == "Origin");
        (told(ACCESS_CONTROL_ALLOW_ORIGIN), told(ACCESS_CONTROL_EXPOSE_HEADERS), varies)
    };
    let told = |origin: &str, exposed: &str, varies| (origin.to_owned(), exposed.to_owned(), varies);
    let some = cors(json!({"origins": ["https://a.example"], "expose_headers": ["X-A", "X-B"]}));
    assert_eq!(answered(&some, "https://a.example"), told("https://a.example", "X-A, X-B", true));
    assert_eq!(answered(&some, "https://b.example"), told("-", "-", true));
    let any = cors(json!({"origins": ["*"], "expose_headers": ["*"]}));
    assert_eq!(answered(&any, "https://b.example"), told("*", "*", false));
    let credentials = cors(json!({"origins": ["https://a.example"], "expose_headers": ["*"], "credentials": true}));
    let (origin, exposed, _) = answered(&credentials, "https://a.example");
    assert!(origin == "https://a.example" && exposed.contains("x-a") && !exposed.contains('*'), "{exposed}");
    let both = json!({"origins": ["*"], "credentials": true});
    assert!(Cors::compile(&serde_json::from_value(both).unwrap()).is_none());
}
