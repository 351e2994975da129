//! `validate-jwt`: asks for a token that an issuer has signed.

mod claims;
pub mod key_sets;
#[cfg(test)]
mod tests;

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use url::Url;

use self::claims::Expected;
use self::key_sets::{Documents, KeySets, Missing};
use super::stop::Refusal;
use crate::kernel::Timestamp;
use crate::platform::jwt::{NotAToken, head, signed_claims};
use crate::policies::model::{JwtKeys, ValidateJwt};

/// After how many seconds it is worth trying again when an issuer's keys were not to be had.
const RETRY_AFTER: u64 = 5;

/// Where an issuer's keys are.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    /// At this address.
    Jwks(Url),
    /// Where the description at this address says.
    Configuration(Url),
}

/// A compiled check.
#[derive(Clone, Debug)]
pub struct Check {
    source: Source,
    header: HeaderName,
    expected: Expected,
}

impl Check {
    /// `None` when address or header are none.
    pub(super) fn compile(jwt: &ValidateJwt) -> Option<Self> {
        let source = match &jwt.keys {
            JwtKeys::Jwks(url) => Source::Jwks(Url::parse(url).ok()?),
            JwtKeys::OpenidConfiguration(url) => Source::Configuration(Url::parse(url).ok()?),
        };
        let header = HeaderName::try_from(jwt.header.as_str()).ok()?;
        Some(Self { source, header, expected: Expected::of(jwt) })
    }

    /// Where the token comes.
    pub(super) const fn header(&self) -> &HeaderName {
        &self.header
    }

    /// Lets a call with these headers pass, or not.
    pub(super) async fn check<D: Documents>(
        &self,
        headers: &HeaderMap,
        key_sets: &KeySets<D>,
        now: Timestamp,
    ) -> Result<(), Refusal> {
        let token = self.token(headers)?;
        let head = head(token).map_err(|problem| match problem {
            NotAToken::Malformed => refused("The token is malformed."),
            NotAToken::TooLarge => refused("The token is too long."),
            NotAToken::Algorithm(_) => refused("The token is not signed in a way that is accepted."),
        })?;
        let found = key_sets.candidates(&self.source, &head, now).await.map_err(|missing| match missing {
            Missing::UnknownKey => refused("The token is signed with an unknown key."),
            Missing::Unavailable => {
                let mut refusal = Refusal::new(
                    StatusCode::SERVICE_UNAVAILABLE,
                    "The keys of the token's issuer cannot be fetched right now.",
                );
                refusal.headers.push((header::RETRY_AFTER, HeaderValue::from(RETRY_AFTER)));
                refusal
            }
        })?;
        let wrong = || refused("The token's signature is wrong.");
        let (claims, issuer) = match signed_claims(token, &head, &found.keys) {
            Some(claims) => (claims, found.issuer),
            None => {
                let newer = key_sets.newer(&self.source, &head, now).await.ok_or_else(wrong)?;
                (signed_claims(token, &head, &newer.keys).ok_or_else(wrong)?, newer.issuer)
            }
        };
        self.expected.check(&claims, issuer.as_deref(), now).map_err(refused)
    }

    /// The token in `headers`. Of several nobody could say which one the backend takes.
    fn token<'a>(&self, headers: &'a HeaderMap) -> Result<&'a str, Refusal> {
        let mut values = headers.get_all(&self.header).iter();
        let missing = || refused("A token is missing.");
        let (Some(value), None) = (values.next(), values.next()) else { return Err(missing()) };
        let text = value.to_str().map_err(|_| missing())?.trim();
        let token = match text.split_once(' ') {
            Some((scheme, token)) if scheme.eq_ignore_ascii_case("bearer") => token.trim_start(),
            Some(_) => return Err(missing()),
            None if text.eq_ignore_ascii_case("bearer") => return Err(missing()),
            None => text,
        };
        if token.is_empty() { Err(missing()) } else { Ok(token) }
    }
}

/// RFC 6750 section 3.
fn refused(message: &str) -> Refusal {
    let mut refusal = Refusal::new(StatusCode::UNAUTHORIZED, message);
    refusal.headers.push((header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer error=\"invalid_token\"")));
    refusal
}
