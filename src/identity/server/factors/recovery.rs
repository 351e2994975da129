//! Recovery codes: 80 random bits each, so that a plain hash of one tells nothing.

use sha2::{Digest as _, Sha256};

use crate::identity::factors::RECOVERY_CODES;
use crate::platform::Rng;
use crate::platform::rng::hex;

/// Digits that are hard to mistake for one another (Crockford's base32).
const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// How many digits a code has, of five bits each.
const LENGTH: usize = 16;

/// New codes, as they are shown: four groups of four.
pub(super) fn generate(rng: &Rng) -> Vec<String> {
    let one = |_| {
        let bytes = rng.bytes::<LENGTH>();
        let digits = bytes.iter().filter_map(|byte| DIGITS.get(usize::from(byte & 31))).copied().map(char::from);
        let mut code = String::new();
        for (place, digit) in digits.enumerate() {
            if place > 0 && place % 4 == 0 {
                code.push('-');
            }
            code.push(digit);
        }
        code
    };
    (0..RECOVERY_CODES).map(one).collect()
}

/// What was typed as a code without what people put between its digits; `None` when it cannot be one.
pub(super) fn read(typed: &str) -> Option<String> {
    let code: String = typed
        .chars()
        .filter(|letter| !letter.is_whitespace() && *letter != '-')
        .map(|letter| match letter.to_ascii_lowercase() {
            'o' => '0',
            'i' | 'l' => '1',
            letter => letter,
        })
        .collect();
    let is_code = code.len() == LENGTH && code.bytes().all(|byte| DIGITS.contains(&byte));
    is_code.then_some(code)
}

/// What the database knows a code by, as [`read`] gives it.
pub(super) fn hash(code: &str) -> String {
    hex(&Sha256::digest(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_read_however_they_are_typed() {
        let codes = generate(&Rng::seeded(1));
        assert_eq!(codes.len(), RECOVERY_CODES);
        let code = codes.first().unwrap();
        let plain = read(code).unwrap();
        assert_eq!((code.len(), plain.len()), (19, 16));
        assert_eq!(read(&format!(" {} ", code.to_uppercase().replace('-', " "))), Some(plain));
        assert_eq!(read("O0oo-Ii1l-0000-0000").as_deref(), Some("0000111100000000"));
        for wrong in ["", "123456", "uuuu-uuuu-uuuu-uuuu", "0000-0000-0000-000", "0000-0000-0000-00000", "żżżż-żżżż"]
        {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn no_two_codes_are_alike() {
        let codes: std::collections::HashSet<_> = generate(&Rng::seeded(2)).into_iter().collect();
        assert_eq!(codes.len(), RECOVERY_CODES);
    }
}
