//! Checking an ID token (OpenID Connect Core 1.0, section 3.1.3.7).

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value};
use sha2::{Digest as _, Sha256, Sha384, Sha512};
use subtle::ConstantTimeEq as _;

use super::fetch::{shown, text};
use crate::identity::provider::ProviderProblem;
use crate::kernel::Timestamp;
use crate::platform::jwt::{self, Head, NotAToken};

/// By how many seconds two clocks may differ.
const LEEWAY: f64 = 60.0;
/// How many characters a subject may have (section 2).
const SUBJECT_MOST: usize = 255;

/// Whom a token has to be from, for, and in answer to.
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client_id: &'a str,
    pub(super) nonce: &'a str,
    pub(super) access_token: &'a str,
    pub(super) now: Timestamp,
}

/// Which key is needed for `token`.
pub(super) fn head(token: &str) -> Result<Head, ProviderProblem> {
    jwt::head(token).map_err(|problem| match problem {
        NotAToken::Malformed => ProviderProblem::NotAToken,
        NotAToken::TooLarge => ProviderProblem::TooLarge,
        NotAToken::Algorithm(name) => ProviderProblem::Algorithm { name: shown(&name) },
    })
}

/// The claims of `token`, if one of `keys` has signed it and it is what was `expected`.
pub(super) fn verify(
    token: &str,
    head: &Head,
    keys: &[DecodingKey],
    expected: &Expected<'_>,
) -> Result<Map<String, Value>, ProviderProblem> {
    let claims = jwt::signed_claims(token, head, keys).ok_or(ProviderProblem::Signature)?;
    check(&claims, head.algorithm, expected)?;
    Ok(claims)
}

fn check(claims: &Map<String, Value>, algorithm: Algorithm, expected: &Expected<'_>) -> Result<(), ProviderProblem> {
    let missing = |member: &str| ProviderProblem::Missing { member: member.to_owned() };
    let issuer = text(claims, "iss");
    if issuer != expected.issuer {
        return Err(ProviderProblem::Issuer { expected: shown(expected.issuer), found: shown(&issuer) });
    }
    check_audience(claims, expected.client_id)?;
    let time = |member: &str| claims.get(member).and_then(Value::as_f64);
    let now = expected.now.0 as f64 / 1000.0;
    let (expires, issued) = (time("exp").ok_or_else(|| missing("exp"))?, time("iat").ok_or_else(|| missing("iat"))?);
    let begins = time("nbf").unwrap_or(issued);
    if now >= expires + LEEWAY || now < issued - LEEWAY || now < begins - LEEWAY {
        return Err(ProviderProblem::Expired);
    }
    if !bool::from(text(claims, "nonce").as_bytes().ct_eq(expected.nonce.as_bytes())) {
        return Err(ProviderProblem::Nonce);
    }
    let subject = text(claims, "sub");
    if subject.is_empty() || subject.chars().count() > SUBJECT_MOST {
        return Err(missing("sub"));
    }
    match claims.get("at_hash") {
        None => Ok(()),
        Some(found) if *found == Value::String(half_hash(algorithm, expected.access_token)) => Ok(()),
        Some(_) => Err(ProviderProblem::Mismatch),
    }
}

/// Points 3 to 5: it is for us, and if it is for others too, then it was given out to us.
fn check_audience(claims: &Map<String, Value>, client_id: &str) -> Result<(), ProviderProblem> {
    let (is_for_us, is_for_others) = match claims.get("aud") {
        Some(Value::String(audience)) => (audience == client_id, false),
        Some(Value::Array(audiences)) => (audiences.iter().any(|one| one == client_id), audiences.len() > 1),
        _ => (false, false),
    };
    let is_given_to_us = match claims.get("azp") {
        Some(party) => party == client_id,
        None => !is_for_others,
    };
    if is_for_us && is_given_to_us { Ok(()) } else { Err(ProviderProblem::Audience) }
}

/// The left half of a text's hash (section 3.1.3.6). Of EdDSA the curve's own hash is meant.
fn half_hash(algorithm: Algorithm, text: &str) -> String {
    let hash = match algorithm {
        Algorithm::RS384 | Algorithm::PS384 | Algorithm::ES384 => Sha384::digest(text).to_vec(),
        Algorithm::RS512 | Algorithm::PS512 | Algorithm::EdDSA => Sha512::digest(text).to_vec(),
        _ => Sha256::digest(text).to_vec(),
    };
    BASE64_URL_SAFE_NO_PAD.encode(hash.get(..hash.len() / 2).unwrap_or_default())
}

#[cfg(test)]
mod tests;
