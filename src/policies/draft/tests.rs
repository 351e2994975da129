//! Forms and policies.

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::kernel::Message;

fn draft(kind: Kind, values: &[(&str, &str)]) -> PolicyDraft {
    let mut pairs: Pairs = values.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    let section = kind.sections()[0].as_str().to_owned();
    pairs.extend([("kind".to_owned(), kind.as_str().to_owned()), ("section".to_owned(), section)]);
    PolicyDraft::from_pairs(&pairs).unwrap()
}

#[test]
fn a_fresh_form_asks_for_what_is_needed_and_nothing_else() {
    for kind in Kind::ALL {
        let fresh = PolicyDraft::fresh(*kind, kind.sections()[0], 3);
        assert_eq!(fresh.revision(), 3);
        let needed: Vec<&str> = fields(*kind)
            .iter()
            .filter(|field| !field.is_optional && field.usual.is_empty())
            .map(|field| field.name)
            .collect();
        let complaints = fresh.check().err().unwrap_or_default();
        let asked: Vec<&str> = complaints.iter().map(|error| error.field.as_str()).collect();
        let needed = if *kind == Kind::ForwardRequest { vec!["total"] } else { needed };
        assert_eq!(asked, needed, "{kind:?}");
        assert!(complaints.iter().all(|error| error.message == Message::Required), "{kind:?}: {complaints:?}");
    }
}

#[test]
fn what_is_typed_becomes_a_policy_and_comes_back_alike() {
    for (kind, values, expected) in [
        (Kind::RateLimit, vec![("limit", " 5/1m ")], json!({"kind": "rate-limit", "calls": 5, "seconds": 60})),
        (
            Kind::QuotaByKey,
            vec![("limit", "100,500KB/7d"), ("key", "header"), ("key_name", "X-Team")],
            json!({
                "kind": "quota-by-key", "calls": 100, "kilobytes": 500, "seconds": 604_800,
                "key": {"by": "header", "name": "X-Team"},
            }),
        ),
        (
            Kind::LimitConcurrency,
            vec![("most", "7"), ("key", "all")],
            json!({"kind": "limit-concurrency", "most": 7, "key": null}),
        ),
        (
            Kind::IpFilter,
            vec![("action", "forbid"), ("addresses", "10.0.0.0/8\r\n\r\n ::1 ")],
            json!({"kind": "ip-filter", "action": "forbid", "addresses": ["10.0.0.0/8", "::1"]}),
        ),
        (
            Kind::ValidateJwt,
            vec![
                ("keys", "jwks"),
                ("keys_url", "https://id.example/keys"),
                ("claims", "scp=read | write\nscp=all\nsub\nurl=a=b"),
                ("header", "Authorization"),
                ("clock_skew", "0"),
            ],
            json!({
                "kind": "validate-jwt", "keys": {"jwks": "https://id.example/keys"}, "issuers": [], "audiences": [],
                "claims": [
                    {"name": "scp", "values": ["read", "write"]}, {"name": "scp", "values": ["all"]},
                    {"name": "sub", "values": []}, {"name": "url", "values": ["a=b"]},
                ],
                "header": "Authorization", "clock_skew": 0,
            }),
        ),
        (
            Kind::ReturnResponse,
            vec![("status", "200"), ("headers", "X-A: b: c\nX-D:"), ("body", "{\r\n}")],
            json!({
                "kind": "return-response", "status": 200,
                "headers": [{"name": "X-A", "value": "b: c"}, {"name": "X-D", "value": ""}], "body": "{\n}",
            }),
        ),
        (
            Kind::RewriteUri,
            vec![("template", "/v2/{id}")],
            json!({"kind": "rewrite-uri", "template": "/v2/{id}", "copy_query": false}),
        ),
    ] {
        let typed = draft(kind, &values);
        let placed = typed.check().unwrap();
        assert_eq!(serde_json::to_value(&placed.policy).unwrap(), expected);
        let again = PolicyDraft::of(&placed, 1).check().unwrap();
        assert_eq!(again, placed);
    }
}

#[test]
fn complaints_come_in_the_order_of_the_form_and_one_a_field() {
    let typed = draft(Kind::CheckHeader, &[("name", "a b"), ("status", "soon"), ("message", "")]);
    let complaints = typed.check().unwrap_err();
    let complaints: Vec<_> = complaints.iter().map(|error| (error.field.as_str(), &error.message)).collect();
    assert_eq!(
        complaints,
        [("name", &Message::NotAHeaderName), ("status", &Message::NotAnInteger), ("message", &Message::Required)]
    );
    let line = draft(Kind::ReturnResponse, &[("status", "200"), ("headers", "no header")]).check().unwrap_err();
    assert_eq!(line[0].message, Message::NotAHeaderLine { line: "no header".to_owned() });
    let choice = draft(Kind::RateLimitByKey, &[("limit", "1/1s"), ("key", "moon")]).check().unwrap_err();
    assert_eq!(choice[0].field, "key");
}

#[test]
fn a_form_that_does_not_say_what_it_is_for_is_none() {
    for pairs in [vec![], vec![("kind", "rate-limit")], vec![("kind", "x"), ("section", "inbound")]] {
        let pairs: Pairs =
            pairs.into_iter().map(|(name, value): (&str, &str)| (name.to_owned(), value.to_owned())).collect();
        assert_eq!(PolicyDraft::from_pairs(&pairs), None);
    }
}

proptest! {
    #[test]
    fn a_draft_survives_its_form(kind in 0..Kind::ALL.len(), texts in proptest::collection::vec("\\PC{0,8}", 8)) {
        let kind = Kind::ALL[kind];
        let values: Vec<(&str, &str)> =
            fields(kind).iter().map(|field| field.name).zip(texts.iter().map(String::as_str)).collect();
        let typed = draft(kind, &values);
        prop_assert_eq!(PolicyDraft::from_pairs(&typed.to_pairs()), Some(typed.clone()));
        let _ = typed.check();
    }
}
