//! Whole numbers as JSON Schema has them: `7.0` is one, too (draft 2020-12, Validation section 6.1.1).

use serde::de::Error as _;
use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Reads a whole number that `T` holds, or `null`.
pub fn read_optional<'de, D: Deserializer<'de>, T: TryFrom<u64>>(deserializer: D) -> Result<Option<T>, D::Error> {
    let Some(value) = Option::<Value>::deserialize(deserializer)? else { return Ok(None) };
    let number = value.as_u64().or_else(|| whole(value.as_f64()?));
    let fits = number.and_then(|number| T::try_from(number).ok());
    fits.map(Some).ok_or_else(|| D::Error::custom(format!("a whole number was expected, not {value}")))
}

fn whole(number: f64) -> Option<u64> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is whole and in range")]
    (number.fract() == 0.0 && (0.0..=f64::from(u32::MAX)).contains(&number)).then_some(number as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_without_a_fraction_are_whole() {
        let read = |text: &str| read_optional::<_, u32>(&mut serde_json::Deserializer::from_str(text)).ok();
        for (text, expected) in [
            ("7", Some(Some(7))),
            ("7.0", Some(Some(7))),
            ("7e2", Some(Some(700))),
            ("null", Some(None)),
            ("4294967295.0", Some(Some(u32::MAX))),
            ("4294967296", None),
            ("7.5", None),
            ("-1", None),
            ("-1.0", None),
            ("\"7\"", None),
            ("true", None),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }
}
