//! The text of a token: what it begins with, 160 random bits, and a checksum by which a mistyped one, and one that lies about
//! in a text, is told without the database.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::platform::Rng;
use crate::platform::rng::hex;

/// What every token begins with, so that programs that look for secrets find ours.
const PREFIX: &str = "lgt_";
/// Hexadecimal digits of randomness.
const RANDOM: usize = 40;
/// Hexadecimal digits of the checksum.
const CHECKSUM: usize = 8;
/// How many characters of a token are kept for its owner to recognise it by.
const SHOWN: usize = PREFIX.len() + 6;

/// A token. The database has only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    pub(super) fn new(rng: &Rng) -> Self {
        let random = hex(&rng.bytes::<{ RANDOM / 2 }>());
        Self(format!("{PREFIX}{random}{}", checksum(&random)))
    }

    /// The token that `text` is, when it can be one of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let rest = text.strip_prefix(PREFIX)?;
        let is_hex = rest.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
        let (random, sum) = rest.split_at_checked(RANDOM)?;
        (is_hex && sum == checksum(random)).then(|| Self(text.to_owned()))
    }

    /// The token, to be shown once.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How it begins.
    pub(super) fn beginning(&self) -> &str {
        self.0.get(..SHOWN).unwrap_or_default()
    }

    /// What the database knows it by: SHA-256 in hexadecimal digits. It is random enough to need no salt.
    pub(super) fn hash(&self) -> String {
        hex(&Sha256::digest(&self.0))
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

fn checksum(random: &str) -> String {
    let mut sum = hex(&Sha256::digest(format!("{PREFIX}{random}")));
    sum.truncate(CHECKSUM);
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_and_nothing_else_is_one() {
        let secret = Secret::new(&Rng::seeded(1));
        let text = secret.as_str();
        assert_eq!((text.len(), text.starts_with(secret.beginning())), (52, true));
        assert_eq!(Secret::parse(text), Some(secret.clone()));
        assert!(!format!("{secret:?}").contains(text));
        let other_end = if text.ends_with('0') { "1" } else { "0" };
        for wrong in [
            "",
            "lgt_",
            "lgt_żżżżżżżżżżżżżżżżżżżżżżżż",
            &text[..51],
            &format!("{}{other_end}", &text[..51]),
            &format!("{text}0"),
            &text.to_uppercase(),
            &format!(" {text}"),
        ] {
            assert_eq!(Secret::parse(wrong), None, "{wrong}");
        }
    }
}
