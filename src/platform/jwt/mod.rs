//! Signed tokens that others made (RFC 7515, RFC 7519): what their head says, and whether one of their keys has signed them.
//! What their claims must be is for whoever asks.

pub mod keys;

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use serde_json::{Map, Value};

/// How many bytes a token may have.
pub const MOST: usize = 64 * 1024;
/// How many characters of a name of a key are looked at.
const KID_MOST: usize = 500;

/// What a token says of its signature, unverified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// How it is signed.
    pub algorithm: Algorithm,
    /// The name of the key.
    pub kid: Option<String>,
}

/// Why a text is no token whose signature could be checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotAToken {
    /// It is not made like one, or asks to be understood in ways that are not.
    Malformed,
    /// It is longer than any token needs to be.
    TooLarge,
    /// It is signed in a way that is not accepted, or not at all.
    Algorithm(String),
}

/// What `token` says of its signature.
///
/// # Errors
/// [`NotAToken`].
pub fn head(token: &str) -> Result<Head, NotAToken> {
    let parts: Vec<&str> = token.split('.').collect();
    let [head, _, _] = parts.as_slice() else { return Err(NotAToken::Malformed) };
    if token.len() > MOST {
        return Err(NotAToken::TooLarge);
    }
    let head = BASE64_URL_SAFE_NO_PAD.decode(head).ok();
    let head: Option<Map<String, Value>> = head.and_then(|head| serde_json::from_slice(&head).ok());
    let head = head.ok_or(NotAToken::Malformed)?;
    // RFC 7515 section 4.1.11: what must be understood and is not.
    if head.contains_key("crit") {
        return Err(NotAToken::Malformed);
    }
    let text = |member: &str| head.get(member).and_then(Value::as_str).unwrap_or_default();
    let name = text("alg");
    let algorithm = keys::accepted(name).ok_or_else(|| NotAToken::Algorithm(name.to_owned()))?;
    let kid = Some(text("kid")).filter(|kid| !kid.is_empty() && kid.len() <= KID_MOST);
    Ok(Head { algorithm, kid: kid.map(str::to_owned) })
}

/// The claims of `token`, if one of `keys` has signed it as `head` says; `None` when none has. Nothing of them is checked.
#[must_use]
pub fn signed_claims(token: &str, head: &Head, keys: &[DecodingKey]) -> Option<Map<String, Value>> {
    let mut validation = Validation::new(head.algorithm);
    // These are for whoever asks, by the portal's own clock.
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    let claims = keys.iter().find_map(|key| decode::<Map<String, Value>>(token, key, &validation).ok());
    claims.map(|token| token.claims)
}
