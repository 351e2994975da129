use serde_json::json;

use super::*;

const NOW: i64 = 1_795_000_000;

fn expected() -> Expected<'static> {
    Expected {
        issuer: "https://id.test",
        client_id: "portal",
        nonce: "n-1",
        access_token: "jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y",
        now: Timestamp(NOW * 1000),
    }
}

fn checked(member: &str, value: Value) -> Result<(), ProviderProblem> {
    let mut claims = json!({
        "iss": "https://id.test", "aud": "portal", "sub": "ada", "exp": NOW + 300, "iat": NOW, "nonce": "n-1",
    });
    if value.is_null() {
        claims.as_object_mut().unwrap().remove(member);
    } else {
        claims[member] = value;
    }
    check(claims.as_object().unwrap(), Algorithm::RS256, &expected())
}

#[test]
fn a_token_is_from_and_for_whom_it_should_be_and_of_this_moment() {
    for (member, value) in [
        ("sub", json!("ada")),
        ("aud", json!(["portal"])),
        ("azp", json!("portal")),
        ("exp", json!(NOW - 59)),
        ("iat", json!(NOW + 59)),
        ("iat", json!(1_795_000_000.25)),
        ("nbf", json!(NOW)),
        // The example of OpenID Connect Core 1.0, appendix A.3, whose token is signed with RS256.
        ("at_hash", json!("77QmUPtjPfzWtF2AnpK9RQ")),
    ] {
        assert_eq!(checked(member, value.clone()), Ok(()), "{member}: {value}");
    }
    let missing = |member: &str| ProviderProblem::Missing { member: member.to_owned() };
    let other =
        |found: &str| ProviderProblem::Issuer { expected: "https://id.test".to_owned(), found: found.to_owned() };
    for (member, value, problem) in [
        ("iss", json!("https://evil.test"), other("https://evil.test")),
        ("iss", json!("https://id.test/"), other("https://id.test/")),
        ("iss", Value::Null, other("")),
        ("aud", json!("another"), ProviderProblem::Audience),
        ("aud", json!(["another"]), ProviderProblem::Audience),
        ("aud", json!(["portal", "another"]), ProviderProblem::Audience),
        ("aud", Value::Null, ProviderProblem::Audience),
        ("azp", json!("another"), ProviderProblem::Audience),
        ("azp", json!(7), ProviderProblem::Audience),
        ("exp", json!(NOW - 60), ProviderProblem::Expired),
        ("exp", json!("tomorrow"), missing("exp")),
        ("exp", Value::Null, missing("exp")),
        ("iat", json!(NOW + 61), ProviderProblem::Expired),
        ("iat", Value::Null, missing("iat")),
        ("nbf", json!(NOW + 61), ProviderProblem::Expired),
        ("nonce", json!("n-2"), ProviderProblem::Nonce),
        ("nonce", Value::Null, ProviderProblem::Nonce),
        ("sub", json!(""), missing("sub")),
        ("sub", json!("x".repeat(256)), missing("sub")),
        ("at_hash", json!("77QmUPtjPfzWtF2AnpK9RR"), ProviderProblem::Mismatch),
        ("at_hash", json!(7), ProviderProblem::Mismatch),
    ] {
        assert_eq!(checked(member, value.clone()), Err(problem), "{member}: {value}");
    }
}

#[test]
fn who_signed_is_read_and_nothing_else_believed() {
    let token = |head: Value| format!("{}.e30.c2ln", BASE64_URL_SAFE_NO_PAD.encode(head.to_string()));
    let fine = head(&token(json!({"alg": "ES256", "kid": "a"}))).ok().unwrap();
    assert_eq!((fine.algorithm, fine.kid.as_deref()), (Algorithm::ES256, Some("a")));
    for name in ["none", "HS256", ""] {
        let problem = head(&token(json!({"alg": name}))).err();
        assert_eq!(problem, Some(ProviderProblem::Algorithm { name: name.to_owned() }));
    }
    let critical = token(json!({"alg": "ES256", "crit": ["exp"]}));
    for text in ["", "a.b", "a.b.c.d", "!.e30.c2ln", critical.as_str()] {
        assert_eq!(head(text).err(), Some(ProviderProblem::NotAToken), "{text}");
    }
    assert_eq!(head(&format!("e30.e30.{}", "a".repeat(jwt::MOST))).err(), Some(ProviderProblem::TooLarge));
}
