//! Tokens of an issuer with real keys.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::HeaderMap;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use parking_lot::Mutex;
use rcgen::KeyPair;
use serde_json::{Map, Value, json};
use url::Url;

use super::key_sets::{Documents, KeySets};
use super::*;

const NOW: i64 = 1_795_000_000;
const KEYS: &str = "https://id.test/keys";
const CONFIGURATION: &str = "https://id.test/.well-known/openid-configuration";

/// A key pair with its name and kind.
struct Key(KeyPair, &'static str, Algorithm);

impl Key {
    fn ec(name: &'static str) -> Self {
        Self(KeyPair::generate().unwrap(), name, Algorithm::ES256)
    }

    fn rsa(name: &'static str) -> Self {
        Self(
            KeyPair::generate_rsa_for(&rcgen::PKCS_RSA_SHA256, rcgen::RsaKeySize::_2048).unwrap(),
            name,
            Algorithm::RS256,
        )
    }

    fn secret(&self) -> EncodingKey {
        let der = self.0.serialize_der();
        match self.2 {
            // The bare key, without the 26 bytes of PKCS #8 around it.
            Algorithm::RS256 => EncodingKey::from_rsa_der(&der[26..]),
            _ => EncodingKey::from_ec_der(&der),
        }
    }

    fn public(&self) -> Value {
        let text = |bytes: &[u8]| BASE64_URL_SAFE_NO_PAD.encode(bytes);
        let raw = self.0.public_key_raw();
        match self.2 {
            Algorithm::RS256 => {
                let jwk = jsonwebtoken::jwk::Jwk::from_encoding_key(&self.secret(), self.2).unwrap();
                let mut jwk = serde_json::to_value(jwk).unwrap();
                jwk["kid"] = self.1.into();
                // So that only the signature tells one algorithm of RSA from another.
                drop(jwk.as_object_mut().unwrap().remove("alg"));
                jwk
            }
            _ => json!({"kty": "EC", "crv": "P-256", "kid": self.1, "x": text(&raw[1..33]), "y": text(&raw[33..65])}),
        }
    }

    fn token(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.1.to_owned()), ..Header::new(self.2) };
        jsonwebtoken::encode(&header, claims, &self.secret()).unwrap()
    }
}

/// What is to be had at addresses, and how often something was asked for.
#[derive(Default)]
struct Web {
    documents: Mutex<HashMap<&'static str, Value>>,
    asked: AtomicUsize,
}

impl Documents for Arc<Web> {
    async fn get(&self, url: &Url) -> Result<Map<String, Value>, String> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        // Others come in between, as they do while a call is on its way.
        tokio::task::yield_now().await;
        let found = self.documents.lock().get(url.as_str()).cloned();
        found.and_then(|value| value.as_object().cloned()).ok_or("nothing there".to_owned())
    }
}

impl Web {
    fn publish(&self, keys: &[&Key]) {
        let keys: Vec<Value> = keys.iter().map(|key| key.public()).collect();
        self.documents.lock().insert(KEYS, json!({"keys": keys}));
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

fn check(more: Value) -> Check {
    let mut json = json!({"keys": {"jwks": KEYS}, "clock_skew": 60});
    json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    Check::compile(&serde_json::from_value(json).unwrap()).unwrap()
}

fn claims(more: Value) -> Value {
    let mut claims =
        json!({"iss": "https://id.test", "aud": ["pets"], "sub": "ada", "exp": NOW + 300, "nbf": NOW - 10});
    for (name, value) in more.as_object().unwrap() {
        match value {
            Value::Null => drop(claims.as_object_mut().unwrap().remove(name)),
            value => claims[name] = value.clone(),
        }
    }
    claims
}

fn sent(value: &str) -> HeaderMap {
    HeaderMap::from_iter([(header::AUTHORIZATION, value.parse().unwrap())])
}

/// Nothing, or status and message.
async fn outcome(check: &Check, headers: &HeaderMap, keys: &KeySets<Arc<Web>>, seconds: i64) -> String {
    match check.check(headers, keys, Timestamp(seconds * 1000)).await {
        Ok(()) => String::new(),
        Err(refusal) => format!("{} {}", refusal.status.as_u16(), refusal.message),
    }
}

#[tokio::test]
async fn a_token_is_from_and_for_whom_it_should_be_and_of_this_moment() {
    let web = Arc::<Web>::default();
    for key in [Key::ec("e"), Key::rsa("r")] {
        web.publish(&[&key]);
        let keys = KeySets::new(Arc::clone(&web));
        let strict = check(json!({
            "issuers": ["https://other.test", "https://id.test"], "audiences": ["pets", "cats"],
            "claims": [{"name": "scp", "values": ["read", "write"]}, {"name": "sub"}],
        }));
        for (more, expected) in [
            (json!({"scp": "write"}), ""),
            (json!({"scp": "other read"}), ""),
            (json!({"scp": ["x", "read"]}), ""),
            (json!({"scp": "read", "aud": "cats"}), ""),
            (json!({"scp": "read", "nbf": NOW + 59}), ""),
            (json!({"scp": "read", "nbf": null}), ""),
            (json!({"scp": "read", "exp": NOW - 59}), ""),
            (json!({"scp": "read", "exp": NOW - 60}), "401 The token has expired."),
            (json!({"scp": "read", "exp": null}), "401 The token does not say when it expires."),
            (json!({"scp": "read", "exp": "tomorrow"}), "401 The token does not say when it expires."),
            (json!({"scp": "read", "nbf": NOW + 61}), "401 The token is not valid yet."),
            (json!({"scp": "read", "nbf": "now"}), "401 The token is not valid yet."),
            (json!({"scp": "read", "iss": "https://id.test/"}), "401 The token comes from another issuer."),
            (json!({"scp": "read", "iss": null}), "401 The token comes from another issuer."),
            (json!({"scp": "read", "aud": "dogs"}), "401 The token is for somebody else."),
            (json!({"scp": "read", "aud": "pets cats"}), "401 The token is for somebody else."),
            (json!({"scp": "read", "aud": null}), "401 The token is for somebody else."),
            (json!({}), "401 The token lacks a claim that is asked for."),
            (json!({"scp": "reader"}), "401 The token lacks a claim that is asked for."),
            (json!({"scp": "read", "sub": null}), "401 The token lacks a claim that is asked for."),
        ] {
            let token = key.token(&claims(more.clone()));
            assert_eq!(outcome(&strict, &sent(&format!("Bearer {token}")), &keys, NOW).await, expected, "{more}");
        }
    }
}

#[tokio::test]
async fn only_what_the_issuers_keys_have_signed_counts() {
    let (web, key, other) = (Arc::<Web>::default(), Key::rsa("r"), Key::rsa("r"));
    web.publish(&[&key]);
    let (keys, check) = (KeySets::new(Arc::clone(&web)), check(json!({})));
    let good = key.token(&claims(json!({})));
    let parts: Vec<&str> = good.split('.').collect();
    let text = |value: &Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
    let head = |value: Value| format!("{}.{}.{}", text(&value), parts[1], parts[2]);
    // The public key as the secret of a signature that anybody could make with it.
    let public = serde_json::to_vec(&key.public()).unwrap();
    let modulus = BASE64_URL_SAFE_NO_PAD.decode(key.public()["n"].as_str().unwrap()).unwrap();
    let confused = |secret: &[u8]| {
        let header = Header { kid: Some("r".to_owned()), ..Header::new(Algorithm::HS256) };
        jsonwebtoken::encode(&header, &claims(json!({})), &EncodingKey::from_secret(secret)).unwrap()
    };
    const ALGORITHM: &str = "401 The token is not signed in a way that is accepted.";
    const MALFORMED: &str = "401 The token is malformed.";
    const SIGNATURE: &str = "401 The token's signature is wrong.";
    for (token, expected) in [
        (good.clone(), ""),
        (other.token(&claims(json!({}))), SIGNATURE),
        (format!("{}.{}.{}", parts[0], text(&claims(json!({"sub": "eve"}))), parts[2]), SIGNATURE),
        (format!("{}.{}.", parts[0], parts[1]), SIGNATURE),
        (confused(&public), ALGORITHM),
        (confused(&modulus), ALGORITHM),
        (head(json!({"alg": "none", "kid": "r"})), ALGORITHM),
        (head(json!({"alg": "NONE", "kid": "r"})), ALGORITHM),
        (head(json!({"kid": "r"})), ALGORITHM),
        (head(json!({"alg": "RS256", "kid": "r", "crit": ["x"]})), MALFORMED),
        // A key that comes with the token is nobody's.
        (head(json!({"alg": "RS256", "kid": "r", "jwk": other.public(), "jku": "https://evil.test"})), SIGNATURE),
        (head(json!({"alg": "PS256", "kid": "r"})), SIGNATURE),
        (head(json!({"alg": "ES256", "kid": "r"})), "401 The token is signed with an unknown key."),
        ("a.b".to_owned(), MALFORMED),
        (format!("{good}.x"), MALFORMED),
        (format!("{}.x.y", "a".repeat(70_000)), "401 The token is too long."),
    ] {
        assert_eq!(outcome(&check, &sent(&format!("Bearer {token}")), &keys, NOW).await, expected, "{token:.80}");
    }
}

#[tokio::test]
async fn a_token_comes_in_its_header_once() {
    let (web, key) = (Arc::<Web>::default(), Key::ec("e"));
    web.publish(&[&key]);
    let keys = KeySets::new(Arc::clone(&web));
    let token = key.token(&claims(json!({})));
    let usual = check(json!({}));
    let missing = "401 A token is missing.";
    for (value, expected) in [
        (format!("Bearer {token}"), ""),
        (format!("bEARER  {token}"), ""),
        (token.clone(), ""),
        (format!("Basic {token}"), missing),
        ("Bearer ".to_owned(), missing),
        (String::new(), missing),
    ] {
        assert_eq!(outcome(&usual, &sent(&value), &keys, NOW).await, expected, "{value:.12}");
    }
    let mut twice = sent(&token);
    twice.append(header::AUTHORIZATION, token.parse().unwrap());
    assert_eq!(outcome(&usual, &twice, &keys, NOW).await, missing);
    assert_eq!(outcome(&usual, &HeaderMap::new(), &keys, NOW).await, missing);
    let other = check(json!({"header": "X-Token"}));
    assert_eq!(outcome(&other, &sent(&token), &keys, NOW).await, missing);
    let named = HeaderMap::from_iter([("x-token".parse().unwrap(), token.parse().unwrap())]);
    assert_eq!(outcome(&other, &named, &keys, NOW).await, "");
}

#[tokio::test]
async fn keys_are_remembered_and_fetched_anew_when_they_change() {
    let (web, first, second) = (Arc::<Web>::default(), Key::ec("first"), Key::rsa("second"));
    let (keys, check) = (KeySets::new(Arc::clone(&web)), check(json!({})));
    let ask = async |key: &Key, seconds: i64| {
        let token = key.token(&claims(json!({"exp": NOW + 1_000_000})));
        outcome(&check, &sent(&token), &keys, NOW + seconds).await
    };
    const UNKNOWN: &str = "401 The token is signed with an unknown key.";
    const UNAVAILABLE: &str = "503 The keys of the token's issuer cannot be fetched right now.";
    assert_eq!((ask(&first, 0).await.as_str(), web.asked()), (UNAVAILABLE, 1));
    assert_eq!((ask(&first, 4).await.as_str(), web.asked()), (UNAVAILABLE, 1), "not at every call");
    web.publish(&[&first]);
    assert_eq!((ask(&first, 5).await.as_str(), web.asked()), ("", 2));
    assert_eq!((ask(&first, 3_000).await.as_str(), web.asked()), ("", 2));
    web.publish(&[&first, &second]);
    assert_eq!((ask(&second, 3_000).await.as_str(), web.asked()), ("", 3), "a new key is looked for");
    assert_eq!((ask(&Key::ec("unknown"), 3_030).await.as_str(), web.asked()), (UNKNOWN, 3), "at most once a minute");
    assert_eq!((ask(&Key::ec("unknown"), 3_060).await.as_str(), web.asked()), (UNKNOWN, 4));
    web.publish(&[&second]);
    assert_eq!((ask(&first, 6_659).await.as_str(), web.asked()), ("", 4), "keys are believed for an hour");
    assert_eq!((ask(&first, 6_660).await.as_str(), web.asked()), (UNKNOWN, 5), "what was withdrawn is gone then");
    web.documents.lock().clear();
    assert_eq!((ask(&second, 10_260).await.as_str(), web.asked()), ("", 6), "old keys do while there are no newer");
    assert_eq!(ask(&second, 6_660 + 86_400).await, UNAVAILABLE, "but not for ever");
}

#[tokio::test]
async fn keys_that_were_changed_under_their_name_are_fetched_anew() {
    let (web, first, second) = (Arc::<Web>::default(), Key::ec("same"), Key::ec("same"));
    let (keys, check) = (KeySets::new(Arc::clone(&web)), check(json!({})));
    let ask = async |key: &Key, seconds: i64| {
        let token = key.token(&claims(json!({"exp": NOW + 1_000_000})));
        outcome(&check, &sent(&token), &keys, NOW + seconds).await
    };
    const WRONG: &str = "401 The token's signature is wrong.";
    web.publish(&[&first]);
    assert_eq!((ask(&first, 0).await.as_str(), web.asked()), ("", 1));
    web.publish(&[&second]);
    assert_eq!((ask(&second, 30).await.as_str(), web.asked()), (WRONG, 1), "at most once a minute");
    assert_eq!((ask(&second, 60).await.as_str(), web.asked()), ("", 2));
    assert_eq!((ask(&first, 61).await.as_str(), web.asked()), (WRONG, 2));
}

#[tokio::test]
async fn of_many_calls_one_fetches() {
    let (web, key) = (Arc::<Web>::default(), Key::ec("e"));
    web.publish(&[&key]);
    let (keys, check, headers) =
        (KeySets::new(Arc::clone(&web)), check(json!({})), sent(&key.token(&claims(json!({})))));
    let calls = (0..50).map(|_| outcome(&check, &headers, &keys, NOW));
    assert!(futures_util::future::join_all(calls).await.iter().all(String::is_empty));
    assert_eq!(web.asked(), 1);
}

#[tokio::test]
async fn who_hangs_up_keeps_nobody_from_the_keys() {
    let (web, key) = (Arc::<Web>::default(), Key::ec("e"));
    web.publish(&[&key]);
    let (keys, check, headers) =
        (KeySets::new(Arc::clone(&web)), check(json!({})), sent(&key.token(&claims(json!({})))));
    {
        let mut hangs_up = std::pin::pin!(outcome(&check, &headers, &keys, NOW));
        assert!(futures_util::poll!(hangs_up.as_mut()).is_pending());
    }
    assert_eq!(outcome(&check, &headers, &keys, NOW).await, "");
    assert_eq!(web.asked(), 1);
}

#[tokio::test]
async fn a_configuration_names_keys_and_issuer() {
    let (web, key) = (Arc::<Web>::default(), Key::ec("e"));
    web.publish(&[&key]);
    web.documents.lock().insert(CONFIGURATION, json!({"issuer": "https://id.test", "jwks_uri": KEYS}));
    let keys = KeySets::new(Arc::clone(&web));
    let by_configuration = |more: Value| {
        let mut json = json!({"keys": {"openid_configuration": CONFIGURATION}});
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        check(json)
    };
    for (more, issuer, expected) in [
        (json!({}), "https://id.test", ""),
        (json!({}), "https://evil.test", "401 The token comes from another issuer."),
        (json!({"issuers": ["https://tenant.test"]}), "https://tenant.test", ""),
        (json!({"issuers": ["https://tenant.test"]}), "https://id.test", "401 The token comes from another issuer."),
    ] {
        let headers = sent(&key.token(&claims(json!({"iss": issuer}))));
        assert_eq!(outcome(&by_configuration(more.clone()), &headers, &keys, NOW).await, expected, "{more} {issuer}");
    }
    for broken in [
        json!({"issuer": "https://id.test"}),
        json!({"issuer": "https://id.test", "jwks_uri": "x"}),
        json!({"jwks_uri": KEYS}),
    ] {
        web.documents.lock().insert(CONFIGURATION, broken);
        let headers = sent(&key.token(&claims(json!({}))));
        let fresh = KeySets::new(Arc::clone(&web));
        assert!(outcome(&by_configuration(json!({})), &headers, &fresh, NOW).await.starts_with("503"));
    }
}
