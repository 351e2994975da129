//! A browser's session: its token, and how long it lasts.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::kernel::Timestamp;
use crate::platform::Rng;
use crate::platform::rng::hex;

const MINUTE: i64 = 60 * 1000;
const HOUR: i64 = 60 * MINUTE;

/// After how many milliseconds without a request a session ends.
pub const IDLE: i64 = 12 * HOUR;
/// After how many milliseconds a session ends in any case.
pub const ABSOLUTE: i64 = 7 * 24 * HOUR;
/// How many milliseconds old the note of the last request may get before it is written anew.
pub const NOTED_EVERY: i64 = MINUTE;

/// What a browser shows to be recognised: 256 random bits. The database has only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// A new token.
    #[must_use]
    pub fn new(rng: &Rng) -> Self {
        Self(rng.token())
    }

    /// The token that a cookie holds, when it can be one of ours.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let is_token = text.len() == 64 && text.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        is_token.then(|| Self(text.to_owned()))
    }

    /// The token as the cookie holds it.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database knows it by: SHA-256 in hexadecimal digits. It is random enough to need no salt.
    pub(super) fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// Whether a session that began at `created` and was last used at `last_seen` still holds at `now`.
pub(super) fn is_alive(created: Timestamp, last_seen: Timestamp, now: Timestamp) -> bool {
    now < last_seen.plus(IDLE) && now < created.plus(ABSOLUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_nothing_else_is_one() {
        let token = Token::new(&Rng::seeded(1));
        assert_eq!(Token::parse(token.as_str()), Some(token.clone()));
        assert!(!format!("{token:?}").contains(token.as_str()));
        for other in ["", "abc", &token.as_str().to_uppercase(), &format!("{}0", token.as_str()), &"g".repeat(64)] {
            assert_eq!(Token::parse(other), None, "{other}");
        }
    }
}
