//! Which of an issuer's keys can have signed a token (RFC 7517, RFC 7518).

use std::str::FromStr as _;

use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, PublicKeyUse};
use jsonwebtoken::{Algorithm, AlgorithmFamily, DecodingKey};
use serde_json::Value;

/// The signatures that are accepted: by a key pair, so that nobody who can check one can make one.
const ACCEPTED: [Algorithm; 9] = [
    Algorithm::RS256,
    Algorithm::RS384,
    Algorithm::RS512,
    Algorithm::PS256,
    Algorithm::PS384,
    Algorithm::PS512,
    Algorithm::ES256,
    Algorithm::ES384,
    Algorithm::EdDSA,
];

/// The algorithm of this name, if it is accepted.
pub(super) fn accepted(name: &str) -> Option<Algorithm> {
    Algorithm::from_str(name).ok().filter(|algorithm| ACCEPTED.contains(algorithm))
}

/// The keys of a set that can be read; others may be of kinds that did not exist yet.
#[must_use]
pub fn read(set: &[Value]) -> Vec<Jwk> {
    set.iter().filter_map(|key| serde_json::from_value(key.clone()).ok()).collect()
}

/// Whether any of `keys` can check signatures at all.
#[must_use]
pub fn is_useful(keys: &[Jwk]) -> bool {
    keys.iter().any(|key| ACCEPTED.iter().any(|algorithm| fits(key, None, *algorithm)))
}

/// Those of `keys` that can have signed a token with this header.
#[must_use]
pub fn candidates(keys: &[Jwk], kid: Option<&str>, algorithm: Algorithm) -> Vec<DecodingKey> {
    keys.iter().filter(|key| fits(key, kid, algorithm)).filter_map(|key| DecodingKey::from_jwk(key).ok()).collect()
}

fn fits(key: &Jwk, kid: Option<&str>, algorithm: Algorithm) -> bool {
    let is_of_kind = match (&key.algorithm, algorithm) {
        (AlgorithmParameters::RSA(_), algorithm) => algorithm.family() == AlgorithmFamily::Rsa,
        (AlgorithmParameters::EllipticCurve(key), Algorithm::ES256) => key.curve == EllipticCurve::P256,
        (AlgorithmParameters::EllipticCurve(key), Algorithm::ES384) => key.curve == EllipticCurve::P384,
        (AlgorithmParameters::OctetKeyPair(key), Algorithm::EdDSA) => key.curve == EllipticCurve::Ed25519,
        _ => false,
    };
    let common = &key.common;
    is_of_kind
        && kid.is_none_or(|kid| common.key_id.as_deref() == Some(kid))
        && common.public_key_use.as_ref().is_none_or(|usage| *usage == PublicKeyUse::Signature)
        && common.key_algorithm.is_none_or(|named| named == KeyAlgorithm::from(algorithm))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_signatures_of_key_pairs_are_accepted() {
        for name in ["RS256", "PS256", "ES256", "ES384", "EdDSA"] {
            assert!(accepted(name).is_some(), "{name}");
        }
        for name in ["none", "None", "HS256", "HS512", "", "RSA-OAEP", "rs256"] {
            assert!(accepted(name).is_none(), "{name}");
        }
    }

    #[test]
    fn a_key_is_chosen_by_name_kind_and_use() {
        let rsa = |kid: &str, more: Value| {
            let mut key = json!({"kty": "RSA", "n": "AQAB", "e": "AQAB", "kid": kid});
            key.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
            key
        };
        let keys = read(&[
            rsa("a", json!({})),
            rsa("b", json!({"use": "enc"})),
            rsa("c", json!({"use": "sig", "alg": "RS512"})),
            json!({"kty": "oct", "k": "c2VjcmV0", "kid": "d"}),
            json!({"kty": "from the future", "kid": "e"}),
            json!("no key"),
        ]);
        let count = |kid: Option<&str>, algorithm| candidates(&keys, kid, algorithm).len();
        for (kid, algorithm, expected) in [
            (Some("a"), Algorithm::RS256, 1),
            (Some("a"), Algorithm::ES256, 0),
            (Some("b"), Algorithm::RS256, 0),
            (Some("c"), Algorithm::RS256, 0),
            (Some("c"), Algorithm::RS512, 1),
            (Some("d"), Algorithm::HS256, 0),
            (Some("x"), Algorithm::RS256, 0),
            (None, Algorithm::RS512, 2),
        ] {
            assert_eq!(count(kid, algorithm), expected, "{kid:?} {algorithm:?}");
        }
        assert!(is_useful(&keys) && !is_useful(&keys[1..2]));
    }
}
