//! Durations and sizes as people read them.

use leptos_i18n::I18nContext;

use crate::i18n::{Locale, tu_string};

/// A duration of `micros` microseconds.
#[must_use]
pub fn duration(i18n: I18nContext<Locale>, micros: u64) -> String {
    let value = three_digits(micros);
    if micros < 1_000_000 {
        tu_string!(i18n, console.milliseconds, value = value)
    } else {
        tu_string!(i18n, console.seconds, value = value)
    }
}

/// A size in bytes, with its digits in groups of three.
#[must_use]
pub fn size(i18n: I18nContext<Locale>, bytes: u64) -> String {
    tu_string!(i18n, console.bytes, count = grouped(bytes))
}

/// Milliseconds below a second, seconds from there on, with about three digits. In whole numbers, since what writes
/// fractions is larger than this file's pages.
fn three_digits(micros: u64) -> String {
    let unit = if micros < 1_000_000 { 1_000 } else { 1_000_000 };
    let parts = match micros / unit {
        100.. => 1,
        10.. => 10,
        _ => 100,
    };
    let rounded = micros.saturating_mul(parts).saturating_add(unit / 2) / unit;
    let (whole, fraction) = (rounded / parts, rounded % parts);
    match parts {
        1 => whole.to_string(),
        10 => format!("{whole}.{fraction}"),
        _ => format!("{whole}.{fraction:02}"),
    }
}

/// `number` with its digits in groups of three.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut grouped = String::with_capacity(digits.len() * 2);
    for (position, digit) in digits.chars().enumerate() {
        if position > 0 && (digits.len() - position).is_multiple_of(3) {
            // A narrow no-break space (ISO 80000-1 section 7.3.1) reads in every locale.
            grouped.push('\u{202f}');
        }
        grouped.push(digit);
    }
    grouped
}

/// How many whole ones `number` has, which what comes of the browser's measures is written with.
#[must_use]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is never negative, and far below 2^32")]
pub fn whole(number: f64) -> usize {
    number.max(0.0).floor() as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_about_three_digits() {
        for (micros, text) in [
            (0, "0.00"),
            (1_234, "1.23"),
            (1_036, "1.04"),
            (9_999, "10.00"),
            (99_960, "100.0"),
            (999_999, "1000"),
            (1_000_000, "1.00"),
            (12_345, "12.3"),
            (123_456, "123"),
            (1_234_567, "1.23"),
            (12_345_678, "12.3"),
            (123_456_789, "123"),
            (u64::MAX, "18446744073709"),
        ] {
            assert_eq!(three_digits(micros), text);
        }
    }

    #[test]
    fn digits_stand_in_groups() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(1_000), "1\u{202f}000");
        assert_eq!(grouped(12_345_678), "12\u{202f}345\u{202f}678");
    }
}
