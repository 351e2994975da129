//! Days as they are typed, and cells of a CSV file. Pure.

const DAY: i64 = 24 * 60 * 60_000;

/// The first millisecond since 1970 of the day that `text` names as `2026-11-22`, in UTC; `None` for what is no date.
#[must_use]
pub fn day(text: &str) -> Option<i64> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| {
        let part = parts.next()?;
        let is_number = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        if is_number { part.parse::<i64>().ok() } else { None }
    };
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    if parts.next().is_some() || !(1..=12).contains(&month) || !(1..=days_of(year, month)).contains(&day) {
        return None;
    }
    // Counted from March on, so that a leap day is the last one of its year.
    let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
    let days = 365 * year + year.div_euclid(4) - year.div_euclid(100)
        + year.div_euclid(400)
        + (153 * month + 2) / 5
        + day
        - 1
        // From 0000-03-01 to 1970-01-01.
        - 719_468;
    Some(days * DAY)
}

/// The first millisecond behind the day that `text` names.
#[must_use]
pub fn day_after(text: &str) -> Option<i64> {
    day(text).map(|day| day + DAY)
}

const fn days_of(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// A cell of a CSV file (RFC 4180). What a spreadsheet would take for a formula gets an apostrophe in front of it, as OWASP
/// has it under *CSV Injection*: names and e-mail addresses are whatever somebody typed.
#[must_use]
pub fn cell(text: &str) -> String {
    let is_formula = text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']);
    let quote = if is_formula { "'" } else { "" };
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{quote}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{quote}{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Timestamp;

    #[test]
    fn days_are_read_as_they_are_written() {
        for text in ["1970-01-01", "2000-02-29", "2026-11-22", "2024-12-31", "1969-12-31", "0001-01-01", "9999-12-31"] {
            let day = day(text).unwrap();
            assert_eq!(Timestamp(day).to_string(), format!("{text} 00:00 UTC"));
            assert_eq!(day_after(text), Some(day + DAY));
        }
        for text in [
            "",
            "2026",
            "2026-13-01",
            "2026-00-01",
            "2026-02-29",
            "2026-11-31",
            "26-11-22",
            "2026-11-22x",
            "+026-1-1",
            "2026-11-2-2",
        ] {
            assert_eq!(day(text), None, "{text}");
        }
    }

    #[test]
    fn no_cell_is_a_formula_or_leaves_its_column() {
        for (text, written) in [
            ("ada@example.com", "ada@example.com"),
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "\"'\rx\""),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("=\"a\",b", "\"'=\"\"a\"\",b\""),
            ("", ""),
        ] {
            assert_eq!(cell(text), written, "{text:?}");
        }
    }
}
