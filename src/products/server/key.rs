//! The text of a subscription's key: what it begins with, 190 random bits, and a checksum by which a mistyped one, and one
//! that lies about in a text, is told without the database.

use std::fmt;

use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::platform::Rng;

/// What every key begins with, so that programs that look for secrets find ours.
const PREFIX: &str = "lgs_";
/// Characters of randomness.
const RANDOM: usize = 32;
/// Characters of the checksum: 62⁶ is more than 2³².
const CHECKSUM: usize = 6;
const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// A subscription's key. The database has its hash, and itself only sealed.
#[derive(Clone, PartialEq, Eq)]
pub struct Key(Zeroizing<String>);

impl Key {
    /// A new one.
    pub(super) fn new(rng: &Rng) -> Self {
        let mut text = PREFIX.to_owned();
        while text.len() < PREFIX.len() + RANDOM {
            // The last incomplete run of the alphabet is left out, or its beginning would be likelier.
            let fair = rng.bytes::<RANDOM>().into_iter().filter(|byte| *byte < 248);
            let room = PREFIX.len() + RANDOM - text.len();
            text.extend(fair.take(room).map(|byte| letter(byte.into())));
        }
        let sum = checksum(&text);
        text.push_str(&sum);
        Self(Zeroizing::new(text))
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
    let (signed, sum) = text.split_at_checked(PREFIX.len() + RANDOM)?;
    let is_key = signed.starts_with(PREFIX) && sum.len() == CHECKSUM && sum == checksum(signed);
    is_key.then(|| Sha256::digest(text).into())
}

fn checksum(text: &str) -> String {
    let mut rest = crc32(text.as_bytes());
    let mut sum = String::with_capacity(CHECKSUM);
    for _ in 0..CHECKSUM {
        sum.push(letter(rest));
        rest /= 62;
    }
    sum
}

/// The letter for `number` modulo 62.
fn letter(number: u32) -> char {
    let at = usize::try_from(number % 62).unwrap_or_default();
    ALPHABET.get(at).copied().map_or('0', char::from)
}

/// The checksum of gzip and PNG (ISO 3309), bit by bit: keys are short.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 };
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum)))
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
        assert_eq!(Key::kept(text), key);
        assert!(!format!("{key:?}").contains(text));
        assert_ne!(Key::new(&Rng::seeded(2)), key);
        let other_end = if text.ends_with('0') { "1" } else { "0" };
        for wrong in [
            "",
            "lgs_",
            "lgs_żżżżżżżżżżżżżżżżżżż",
            &text[..41],
            &format!("{}{other_end}", &text[..41]),
            &format!("{text}0"),
            &text.to_uppercase(),
            &format!(" {text}"),
        ] {
            assert_eq!(hash_of(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn the_checksum_is_the_known_one() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    }
}
