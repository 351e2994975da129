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

/// Milliseconds below a second, seconds from there on, with about three digits.
fn three_digits(micros: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "three digits are shown")]
    let micros_shown = micros as f64;
    let (value, is_whole) = match micros {
        0..1_000_000 => (micros_shown / 1_000.0, micros >= 100_000),
        _ => (micros_shown / 1_000_000.0, micros >= 100_000_000),
    };
    match (is_whole, value < 10.0) {
        (true, _) => format!("{value:.0}"),
        (false, true) => format!("{value:.2}"),
        (false, false) => format!("{value:.1}"),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_have_about_three_digits() {
        for (micros, text) in [
            (0, "0.00"),
            (1_234, "1.23"),
            (12_345, "12.3"),
            (123_456, "123"),
            (1_234_567, "1.23"),
            (12_345_678, "12.3"),
            (123_456_789, "123"),
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
