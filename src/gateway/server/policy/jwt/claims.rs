//! What a token has to say (RFC 7519 section 4.1).

use serde_json::{Map, Value};

use crate::kernel::Timestamp;
use crate::policies::model::{RequiredClaim, ValidateJwt};

/// What is expected of claims.
#[derive(Clone, Debug)]
pub struct Expected {
    issuers: Vec<String>,
    audiences: Vec<String>,
    claims: Vec<RequiredClaim>,
    /// Seconds.
    skew: f64,
}

impl Expected {
    pub(super) fn of(jwt: &ValidateJwt) -> Self {
        Self {
            issuers: jwt.issuers.clone(),
            audiences: jwt.audiences.clone(),
            claims: jwt.claims.clone(),
            skew: jwt.clock_skew.into(),
        }
    }

    /// Checks the claims of a token whose signature holds. `issuer` is what the owner of the keys calls itself, which
    /// counts where the policy names none.
    pub(super) fn check(
        &self,
        claims: &Map<String, Value>,
        issuer: Option<&str>,
        now: Timestamp,
    ) -> Result<(), &'static str> {
        let time = |member: &str| claims.get(member).and_then(Value::as_f64);
        let now = now.0 as f64 / 1000.0;
        // Without an end a token would open for ever.
        let Some(expires) = time("exp") else { return Err("The token does not say when it expires.") };
        if now >= expires + self.skew {
            return Err("The token has expired.");
        }
        match claims.get("nbf") {
            Some(begins) if begins.as_f64().is_none_or(|begins| now < begins - self.skew) => {
                return Err("The token is not valid yet.");
            }
            _ => {}
        }
        let found = claims.get("iss").and_then(Value::as_str);
        let is_issued = match (self.issuers.as_slice(), issuer) {
            ([], None) => true,
            ([], Some(issuer)) => found == Some(issuer),
            (issuers, _) => found.is_some_and(|found| issuers.iter().any(|issuer| issuer == found)),
        };
        if !is_issued {
            return Err("The token comes from another issuer.");
        }
        if !self.audiences.is_empty() && !is_among(claims.get("aud"), &self.audiences, false) {
            return Err("The token is for somebody else.");
        }
        let is_there = |claim: &RequiredClaim| match claims.get(&claim.name) {
            None | Some(Value::Null) => false,
            value if claim.values.is_empty() => value.is_some(),
            value => is_among(value, &claim.values, true),
        };
        if self.claims.iter().all(is_there) { Ok(()) } else { Err("The token lacks a claim that is asked for.") }
    }
}

/// Whether a claim is one of `wanted`, or has it among its items or, with `as_words`, among the words of its text: scopes
/// are written that way (RFC 8693 section 4.2).
fn is_among(value: Option<&Value>, wanted: &[String], as_words: bool) -> bool {
    let is_wanted = |text: &str| wanted.iter().any(|wanted| wanted == text);
    match value {
        Some(Value::String(text)) => is_wanted(text) || as_words && text.split(' ').any(is_wanted),
        Some(Value::Array(items)) => items.iter().any(|item| item.as_str().is_some_and(is_wanted)),
        Some(scalar @ (Value::Bool(_) | Value::Number(_))) => is_wanted(&scalar.to_string()),
        _ => false,
    }
}
