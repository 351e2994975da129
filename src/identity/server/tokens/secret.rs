//! The text of a token, with 160 random bits.

use std::fmt;

use sha2::{Digest as _, Sha256};

use crate::platform::Rng;
use crate::platform::rng::hex;
use crate::platform::secret_text::{Checksum, Format};

const FORMAT: Format = Format { prefix: "lgt_", random: 40, checksum: Checksum::Sha256 };
/// How many characters of a token are kept for its owner to recognise it by.
const SHOWN: usize = FORMAT.prefix.len() + 6;

/// A token. The database has only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// A new one.
    pub(super) fn new(rng: &Rng) -> Self {
        Self(FORMAT.complete(&hex(&rng.bytes::<{ FORMAT.random / 2 }>())))
    }

    /// The token that `text` is, when it can be one of ours.
    pub(super) fn parse(text: &str) -> Option<Self> {
        FORMAT.recognises(text).then(|| Self(text.to_owned()))
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
        assert_eq!(Secret::parse(&text[..51]), None);
    }
}
