//! The texts of secrets that people give to their programs: a beginning by which those who look for secrets find ours,
//! randomness, and a checksum of both, by which a mistyped one, and one that lies about in a text, is told without the
//! database.

use flate2::Crc;
use sha2::{Digest as _, Sha256};

use super::Rng;
use super::rng::hex;

const ALPHABET: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// How the secrets of one kind are written. What was issued keeps its form: none of this can change.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// What every one begins with.
    pub prefix: &'static str,
    /// Characters of randomness.
    pub random: usize,
    /// What ends it.
    pub checksum: Checksum,
}

/// A checksum of all that stands before it.
#[derive(Clone, Copy, Debug)]
pub enum Checksum {
    /// The first eight hexadecimal digits of a SHA-256.
    Sha256,
    /// The CRC-32 of gzip in six letters and digits, the lowest first: 62⁶ is more than 2³².
    Crc32,
}

impl Format {
    /// The secret with this randomness.
    #[must_use]
    pub fn complete(&self, random: &str) -> String {
        // With room for all of it, so that no half of a secret is left behind in memory.
        let mut text = String::with_capacity(self.prefix.len() + random.len() + 8);
        text.push_str(self.prefix);
        text.push_str(random);
        let sum = self.checksum.of(&text);
        text.push_str(&sum);
        text
    }

    /// Whether `text` can be a secret of this kind.
    #[must_use]
    pub fn recognises(&self, text: &str) -> bool {
        let parts = text.split_at_checked(self.prefix.len() + self.random);
        parts.is_some_and(|(begun, sum)| begun.starts_with(self.prefix) && sum == self.checksum.of(begun))
    }
}

impl Checksum {
    fn of(self, text: &str) -> String {
        match self {
            Self::Sha256 => {
                let mut digits = hex(&Sha256::digest(text));
                digits.truncate(8);
                digits
            }
            Self::Crc32 => {
                let mut crc = Crc::new();
                crc.update(text.as_bytes());
                (0..6).map(|place| letter(crc.sum() / 62_u32.pow(place))).collect()
            }
        }
    }
}

/// `count` random letters and digits.
#[must_use]
pub fn alphanumeric(rng: &Rng, count: usize) -> String {
    let mut text = String::with_capacity(count);
    while text.len() < count {
        // The last incomplete run of the alphabet is left out, or its beginning would be likelier.
        let fair = rng.bytes::<32>().into_iter().filter(|byte| *byte < 248);
        text.extend(fair.take(count - text.len()).map(|byte| letter(byte.into())));
    }
    text
}

/// The letter for `number` modulo 62.
fn letter(number: u32) -> char {
    let at = usize::try_from(number % 62).unwrap_or_default();
    ALPHABET.get(at).copied().map_or('0', char::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KEY: Format = Format { prefix: "lgs_", random: 32, checksum: Checksum::Crc32 };
    const TOKEN: Format = Format { prefix: "lgt_", random: 40, checksum: Checksum::Sha256 };

    #[test]
    fn what_was_issued_is_still_known() {
        for (format, issued) in [
            (KEY, "lgs_0123456789ABCDEFGHIJKLMNOPQRSTUV0B4JG1"),
            (KEY, "lgs_UVWXYZabcdefghijklmnopqrstuvwxyz4Oygw3"),
            (TOKEN, "lgt_0123456789abcdef0123456789abcdef01234567c2e3b663"),
        ] {
            assert!(format.recognises(issued), "{issued}");
            assert_eq!(format.complete(&issued[4..4 + format.random]), issued);
        }
    }

    #[test]
    fn nothing_else_is_one() {
        for format in [KEY, TOKEN] {
            let text = format.complete(&alphanumeric(&Rng::seeded(1), format.random));
            assert!(format.recognises(&text), "{text}");
            let (but_one, other_end) = (&text[..text.len() - 1], if text.ends_with('0') { "1" } else { "0" });
            for wrong in [
                "",
                format.prefix,
                &format!("{}{}", format.prefix, "ż".repeat(24)),
                &format!("{}x{}", format.prefix, "ż".repeat(24)),
                but_one,
                &format!("{but_one}{other_end}"),
                &format!("{text}0"),
                &text.to_uppercase(),
                &format!(" {text}"),
            ] {
                assert!(!format.recognises(wrong), "{wrong}");
            }
        }
    }
}
