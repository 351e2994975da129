//! Every mistake stands at its field.

use serde_json::{Value, json};

use super::{check, check_set, is_network, is_origin};
use crate::policies::model::{Kind, Placed, PolicySet, Section};

/// The complaints about a policy that is written as JSON: field and message.
fn complaints(section: &str, policy: Value) -> Vec<String> {
    let mut json = policy;
    json["section"] = json!(section);
    let placed: Placed = serde_json::from_value(json).unwrap();
    let word = |error: &crate::kernel::FieldError| {
        let message = serde_json::to_value(&error.message).unwrap();
        let key = message.as_str().map(str::to_owned);
        let key = key.unwrap_or_else(|| message.as_object().unwrap().keys().next().unwrap().clone());
        format!("{} {key}", error.field)
    };
    check(&placed).iter().map(word).collect()
}

#[test]
fn what_is_in_order_is_accepted() {
    for (section, policy) in [
        ("inbound", json!({"kind": "rate-limit", "calls": 5, "seconds": 60})),
        ("inbound", json!({"kind": "rate-limit-by-key", "calls": 5, "seconds": 60, "key": {"by": "address"}})),
        ("inbound", json!({"kind": "quota", "kilobytes": 500, "seconds": 604_800})),
        ("inbound", json!({"kind": "quota-by-key", "calls": 1, "seconds": 1, "key": {"by": "query", "name": "user"}})),
        ("inbound", json!({"kind": "limit-concurrency", "most": 3})),
        ("inbound", json!({"kind": "ip-filter", "action": "forbid", "addresses": ["10.0.0.0/8", "::1"]})),
        ("inbound", json!({"kind": "check-header", "name": "X-Team", "status": 401, "message": "Say who you are"})),
        ("inbound", json!({"kind": "validate-jwt", "keys": {"jwks": "https://id.example/keys?v=1"}})),
        ("inbound", json!({"kind": "cors", "origins": ["*"], "headers": ["*"], "max_age": 0})),
        ("inbound", json!({"kind": "cors", "origins": ["http://[::1]:8080"], "credentials": true})),
        ("outbound", json!({"kind": "set-header", "name": "X-Served-By", "value": "us"})),
        ("on-error", json!({"kind": "set-header", "name": "X-Served-By", "exists": "delete"})),
        ("inbound", json!({"kind": "set-query-parameter", "name": "v", "value": "a&b=c"})),
        ("inbound", json!({"kind": "rewrite-uri", "template": "/v2/{id}?all={all}"})),
        ("inbound", json!({"kind": "set-backend", "url": "https://other.example/base"})),
        ("inbound", json!({"kind": "cache-lookup", "vary_headers": ["Accept"]})),
        ("outbound", json!({"kind": "cache-store", "seconds": 60})),
        ("inbound", json!({"kind": "mock-response", "status": 200, "content_type": "application/json"})),
        ("inbound", json!({"kind": "return-response", "status": 204})),
        ("backend", json!({"kind": "forward-request", "total": 30})),
    ] {
        assert_eq!(complaints(section, policy.clone()), Vec::<String>::new(), "{policy}");
    }
}

#[test]
fn each_mistake_stands_at_its_field() {
    let long = "x".repeat(2_001);
    for (section, policy, expected) in [
        ("outbound", json!({"kind": "rate-limit", "calls": 5, "seconds": 60}), "section not_one_of"),
        ("inbound", json!({"kind": "cache-store", "seconds": 60}), "section not_one_of"),
        ("inbound", json!({"kind": "rate-limit", "calls": 0, "seconds": 60}), "limit not_a_rate_limit"),
        ("inbound", json!({"kind": "rate-limit", "calls": 1, "seconds": 86_401}), "limit not_a_rate_limit"),
        ("inbound", json!({"kind": "quota", "seconds": 60}), "limit not_a_quota"),
        ("inbound", json!({"kind": "quota", "calls": 1, "kilobytes": 0, "seconds": 60}), "limit not_a_quota"),
        (
            "inbound",
            json!({"kind": "rate-limit-by-key", "calls": 1, "seconds": 1, "key": {"by": "header", "name": "a b"}}),
            "key_name not_a_header_name",
        ),
        (
            "inbound",
            json!({"kind": "quota-by-key", "calls": 1, "seconds": 1, "key": {"by": "query", "name": ""}}),
            "key_name required",
        ),
        ("inbound", json!({"kind": "limit-concurrency", "most": 0}), "most not_between"),
        ("inbound", json!({"kind": "ip-filter", "action": "allow", "addresses": []}), "addresses required"),
        (
            "inbound",
            json!({"kind": "ip-filter", "action": "allow", "addresses": ["10.0.0.0/33"]}),
            "addresses not_a_network",
        ),
        ("inbound", json!({"kind": "check-header", "name": "X", "status": 200, "message": "m"}), "status not_between"),
        ("inbound", json!({"kind": "check-header", "name": "X", "status": 400, "message": ""}), "message required"),
        ("inbound", json!({"kind": "check-header", "name": "", "status": 400, "message": "m"}), "name required"),
        (
            "inbound",
            json!({"kind": "validate-jwt", "keys": {"jwks": "file:///etc/passwd"}}),
            "keys_url not_a_service_url",
        ),
        (
            "inbound",
            json!({"kind": "validate-jwt", "keys": {"jwks": "https://a.example/?x#y"}}),
            "keys_url not_a_service_url",
        ),
        (
            "inbound",
            json!({"kind": "validate-jwt", "keys": {"jwks": "https://a.example"}, "claims": [{"name": ""}]}),
            "claims not_understood",
        ),
        (
            "inbound",
            json!({"kind": "validate-jwt", "keys": {"jwks": "https://a.example"}, "clock_skew": 3_601}),
            "clock_skew not_between",
        ),
        ("inbound", json!({"kind": "cors", "origins": []}), "origins required"),
        ("inbound", json!({"kind": "cors", "origins": ["https://a.example/"]}), "origins not_an_origin"),
        ("inbound", json!({"kind": "cors", "origins": ["null"]}), "origins not_an_origin"),
        (
            "inbound",
            json!({"kind": "cors", "origins": ["*"], "credentials": true}),
            "credentials any_origin_with_credentials",
        ),
        ("inbound", json!({"kind": "cors", "origins": ["*"], "methods": ["GET POST"]}), "methods not_a_verb"),
        ("inbound", json!({"kind": "cors", "origins": ["*"], "headers": ["a:b"]}), "headers not_a_header_name"),
        ("inbound", json!({"kind": "set-header", "name": "Host", "value": "evil"}), "name header_not_allowed"),
        ("inbound", json!({"kind": "set-header", "name": "X_Forwarded_For", "value": ""}), "name header_not_allowed"),
        (
            "inbound",
            json!({"kind": "set-header", "name": "X", "value": "a\r\nSet-Cookie: b"}),
            "value not_a_header_value",
        ),
        ("inbound", json!({"kind": "set-header", "name": "X\r\nY", "value": "a"}), "name not_a_header_name"),
        ("inbound", json!({"kind": "set-header", "name": "X", "value": long}), "value too_long"),
        ("inbound", json!({"kind": "set-query-parameter", "name": ""}), "name required"),
        ("inbound", json!({"kind": "rewrite-uri", "template": "v2"}), "template template_without_slash"),
        ("inbound", json!({"kind": "rewrite-uri", "template": "/a/%2e%2E/b"}), "template template_dot_segment"),
        ("inbound", json!({"kind": "set-backend", "url": "https://me:x@other.example"}), "url not_a_service_url"),
        ("inbound", json!({"kind": "cache-lookup", "vary_headers": ["a b"]}), "vary_headers not_a_header_name"),
        ("inbound", json!({"kind": "cache-lookup", "vary_headers": ["X-Real-IP"]}), "vary_headers header_taken_away"),
        (
            "inbound",
            json!({"kind": "quota-by-key", "calls": 1, "seconds": 60, "key": {"by": "header", "name": "X-User"}}),
            "key_name header_taken_away",
        ),
        (
            "inbound",
            json!({"kind": "check-header", "name": "x-forwarded-for", "values": [], "status": 400, "message": "No."}),
            "name header_taken_away",
        ),
        (
            "inbound",
            json!({"kind": "check-header", "name": "Upgrade", "values": [], "status": 400, "message": "No."}),
            "name header_taken_away",
        ),
        (
            "inbound",
            json!({"kind": "validate-jwt", "keys": {"jwks": "https://id.example/keys"}, "header": "Proxy-Authorization"}),
            "header header_taken_away",
        ),
        (
            "inbound",
            json!({"kind": "limit-concurrency", "most": 1, "key": {"by": "header", "name": "ocp-apim-subscription-key"}}),
            "key_name header_taken_away",
        ),
        (
            "inbound",
            json!({"kind": "limit-concurrency", "most": 1, "key": {"by": "query", "name": "subscription-key"}}),
            "key_name header_taken_away",
        ),
        ("outbound", json!({"kind": "cache-store", "seconds": 0}), "seconds not_between"),
        ("inbound", json!({"kind": "mock-response", "status": 600}), "status not_between"),
        (
            "inbound",
            json!({"kind": "mock-response", "status": 200, "content_type": "json"}),
            "content_type not_a_media_type",
        ),
        ("inbound", json!({"kind": "return-response", "status": 101}), "status not_between"),
        ("inbound", json!({"kind": "return-response", "status": 204, "body": "x"}), "body status_without_body"),
        (
            "inbound",
            json!({"kind": "return-response", "status": 200, "headers": [{"name": "Content-Length", "value": "9"}]}),
            "headers header_not_allowed",
        ),
        (
            "inbound",
            json!({"kind": "return-response", "status": 200, "headers": [{"name": "X", "value": "a\nb"}], "body": ""}),
            "headers not_a_header_value",
        ),
        ("backend", json!({"kind": "forward-request"}), "total required"),
        ("backend", json!({"kind": "forward-request", "connect": 0}), "connect not_between"),
    ] {
        assert_eq!(complaints(section, policy.clone()), [expected], "{policy}");
    }
}

#[test]
fn complaints_about_a_set_say_which_policy_they_are_about() {
    let policies: Vec<Placed> = serde_json::from_value(json!([
        {"section": "outbound", "kind": "cache-store", "seconds": 1},
        {"section": "inbound", "kind": "set-backend", "url": "x"},
    ]))
    .unwrap();
    let fields: Vec<_> = check_set(&PolicySet { revision: 0, policies: policies.clone() })
        .into_iter()
        .map(|error| error.field)
        .collect();
    assert_eq!(fields, ["policies.1.url"]);
    let many = vec![policies[0].clone(); 101];
    assert_eq!(check_set(&PolicySet { revision: 0, policies: many })[0].field, "policies");
}

#[test]
fn every_kind_stands_somewhere_and_has_a_word() {
    for kind in Kind::ALL {
        assert!(!kind.sections().is_empty());
        assert_eq!(Kind::parse(kind.as_str()), Some(*kind));
    }
    for section in Section::ALL {
        assert_eq!(Section::parse(section.as_str()), Some(section));
        assert!(Kind::ALL.iter().any(|kind| kind.fits(section)));
    }
}

#[test]
fn networks_are_read_as_they_are_written() {
    for text in ["192.0.2.7", "10.0.0.0/8", "0.0.0.0/0", "::/0", "2001:db8::/32", "::ffff:192.0.2.1"] {
        assert!(is_network(text), "{text}");
    }
    for text in
        ["", "10.0.0", "10.0.0.0/", "10.0.0.0/33", "10.0.0.0/+8", "10.0.0.0/08", "::1/129", "010.0.0.1", "a", "1"]
    {
        assert!(!is_network(text), "{text}");
    }
}

#[test]
fn origins_are_those_that_browsers_write() {
    for text in
        ["https://a.example", "http://localhost:3000", "https://[::1]", "http://[2001:db8::1]:8080", "http://a_b.test"]
    {
        assert!(is_origin(text), "{text}");
    }
    for text in [
        "",
        "*",
        "null",
        "a.example",
        "https://",
        "https://A.example",
        "https://a.example/",
        "https://a.example:443",
        "http://a.example:80",
        "https://a.example:",
        "https://a.example:080",
        "https://a.example:70000",
        "https://a..example",
        "https://me@a.example",
        "ftp://a.example",
        "https://*.example",
        "https://[::1",
        "http://[0::1]",
    ] {
        assert!(!is_origin(text), "{text}");
    }
}
