//! The text of a subscription's key, with 190 random bits.

use std::fmt;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::platform::Rng;
use crate::platform::secret_text::{Checksum, Format, alphanumeric};

const FORMAT: Format = Format { prefix: "lgs_", random: 32, checksum: Checksum::Crc32 };

/// A subscription's key. The database has its hash, and itself only sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Zeroizing<String>);

impl Key {
    /// A new one.
    pub(super) fn new(rng: &Rng) -> Self {
        Self(Zeroizing::new(FORMAT.complete(&Zeroizing::new(alphanumeric(rng, FORMAT.random)))))
    }

    /// The key that was kept as `text`.
    pub(super) fn kept(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// The key, for whoever it belongs to.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What the database knows it by. It is random enough to need no salt.
    pub(super) fn hash(&self) -> [u8; 32] {
        Sha256::digest(self.0.as_bytes()).into()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

/// What the database knows the key `text` by; `None` when it can be no key of ours.
#[must_use]
pub fn hash_of(text: &str) -> Option<[u8; 32]> {
    FORMAT.recognises(text).then(|| Sha256::digest(text).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_recognised_and_nothing_else_is_one() {
        let key = Key::new(&Rng::seeded(1));
        let text = key.as_str();
        assert_eq!(text.len(), 42);
        assert!(text.starts_with("lgs_") && text[4..].bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_eq!(hash_of(text), Some(key.hash()));
        assert_eq!(hash_of(&text[..41]), None);
        assert_eq!(Key::kept(text), key);
        assert!(!format!("{key:?}").contains(text));
        assert_ne!(Key::new(&Rng::seeded(2)), key);
    }
}
