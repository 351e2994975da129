//! Dates in headers (RFC 9110 section 5.6.7).

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The moment that `text` names, as `Sun, 06 Nov 1994 08:49:37 GMT`, in seconds since 1970-01-01T00:00:00Z. The two forms
/// that nobody has sent for decades are not read.
pub(super) fn read(text: &str) -> Option<i64> {
    let (_, text) = text.trim().split_once(", ")?;
    let mut words = text.split(' ');
    let mut word = || words.next();
    let day: i64 = word()?.parse().ok().filter(|day| (1..=31).contains(day))?;
    let month = word()?;
    let month = i64::try_from(MONTHS.iter().position(|known| *known == month)?).ok()? + 1;
    let year: i64 = word()?.parse().ok().filter(|year| (1..=9999).contains(year))?;
    let mut clock = word()?.split(':').map(|part| part.parse::<i64>().ok());
    let mut part = |most| clock.next().flatten().filter(|part| (0..=most).contains(part));
    let (hour, minute, second) = (part(23)?, part(59)?, part(60)?);
    (word()? == "GMT").then(|| ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second)
}

/// How many days after 1970-01-01 a date of the Gregorian calendar is. Years are counted from March, so that a leap day is
/// the last one of its year.
const fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month > 2 { year } else { year - 1 };
    let months = if month > 2 { month - 3 } else { month + 9 };
    let of_year = (153 * months + 2) / 5 + day - 1;
    365 * year + year / 4 - year / 100 + year / 400 + of_year - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_moments() {
        for (text, at) in [
            ("Sun, 06 Nov 1994 08:49:37 GMT", Some(784_111_777)),
            ("Thu, 01 Jan 1970 00:00:00 GMT", Some(0)),
            ("Thu, 29 Feb 2024 23:59:60 GMT", Some(1_709_251_200)),
            ("Fri, 31 Dec 9999 23:59:59 GMT", Some(253_402_300_799)),
            ("Sun, 06 Nov 1994 08:49:37 CET", None),
            ("Sunday, 06-Nov-94 08:49:37 GMT", None),
            ("Sun, 32 Nov 1994 08:49:37 GMT", None),
            ("Sun, 06 Nov 1994 08:49 GMT", None),
            ("-1", None),
            ("", None),
        ] {
            assert_eq!(read(text), at, "{text}");
        }
    }
}
