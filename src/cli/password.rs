//! Passwords that nobody has chosen.

use crate::platform::Rng;

/// What cannot be taken for something else when it is read aloud or copied by hand: 32 letters and digits.
const LETTERS: &[u8; 32] = b"abcdefghijkmnpqrstuvwxyz23456789";

/// A password of 100 random bits in five groups of four, such as `k7qf-…`.
#[must_use]
pub fn generate(rng: &Rng) -> String {
    let groups: Vec<String> = rng
        .bytes::<20>()
        .chunks(4)
        .map(|group| group.iter().map(|byte| char::from(LETTERS[usize::from(byte % 32)])).collect())
        .collect();
    groups.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_long_legible_and_new_each_time() {
        let rng = Rng::seeded(1);
        let (first, second) = (generate(&rng), generate(&rng));
        assert_ne!(first, second);
        assert_eq!(first.len(), 24);
        assert!(first.bytes().all(|byte| byte == b'-' || LETTERS.contains(&byte)), "{first}");
        let unlike: std::collections::BTreeSet<u8> = LETTERS.iter().copied().collect();
        assert_eq!(unlike.len(), 32, "every letter is as likely as the others");
    }
}
