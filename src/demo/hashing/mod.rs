//! Feature hashing: a text becomes a fixed number of counts. This is the guide's *Feature Hashing* module, which is
//! Vowpal Wabbit's hashing: every token and every pair of neighbouring tokens is hashed, and the low bits of the hash
//! choose the column in which it is counted.

mod murmur3;

pub use murmur3::murmur3_32;

/// The guide's *hashing bitsize*.
const BITSIZE: u32 = 3;

/// How many columns a text becomes.
pub const COLUMNS: usize = 1 << BITSIZE;

/// What Vowpal Wabbit multiplies the first hash of a pair by.
const PAIR: u32 = 27_942_141;

/// How many tokens and pairs of neighbouring tokens of `text` fall into each column. Tokens are what stands between
/// white space, with their case kept.
#[must_use]
pub fn features(text: &str) -> [u32; COLUMNS] {
    let mut counts = [0; COLUMNS];
    let mut count = |hash: u32| counts[hash as usize % COLUMNS] += 1;
    let mut previous: Option<u32> = None;
    for token in text.split_whitespace() {
        let hash = murmur3_32(token.as_bytes(), 0);
        count(hash);
        if let Some(previous) = previous {
            count(previous.wrapping_mul(PAIR).wrapping_add(hash));
        }
        previous = Some(hash);
    }
    counts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn texts_become_the_guides_numbers() {
        let cases = [
            ("This is a good day", [1, 1, 2, 2, 0, 2, 0, 1]),
            ("this is a good day", [0, 1, 2, 3, 0, 2, 1, 0]),
            ("  This\tis\u{a0}a\r\ngood   day ", [1, 1, 2, 2, 0, 2, 0, 1]),
            ("Zażółć gęślą jaźń", [0, 1, 1, 1, 1, 0, 0, 1]),
            ("one", [0, 0, 0, 0, 1, 0, 0, 0]),
            (" ", [0; 8]),
            ("", [0; 8]),
        ];
        for (text, counts) in cases {
            assert_eq!(features(text), counts, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn every_token_and_every_pair_is_counted_once(text in "(\\PC|\\s){0,60}") {
            let tokens = text.split_whitespace().count();
            let counted: u32 = features(&text).iter().sum();
            prop_assert_eq!(counted as usize, tokens + tokens.saturating_sub(1));
        }

        #[test]
        fn white_space_only_separates(tokens in proptest::collection::vec("\\S{1,5}", 0..8)) {
            prop_assert_eq!(features(&tokens.join(" ")), features(&format!("\n{}\t", tokens.join(" \u{2003}"))));
        }
    }
}
