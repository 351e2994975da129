//! Moments, as they are stored and sent.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A moment in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The moment `milliseconds` later; saturates at the end of time.
    #[must_use]
    pub const fn plus(self, milliseconds: i64) -> Self {
        Self(self.0.saturating_add(milliseconds))
    }

    /// The beginning of a day in UTC; `None` when there is no such day.
    #[must_use]
    pub const fn of_day(year: i64, month: i64, day: i64) -> Option<Self> {
        let is_leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        let days = match month {
            4 | 6 | 9 | 11 => 30,
            2 if is_leap => 29,
            2 => 28,
            1..=12 => 31,
            _ => return None,
        };
        if year < 0 || year > 9999 || day < 1 || day > days {
            return None;
        }
        // Days since 0000-03-01, with years that begin in March; from there to 1970-01-01 it is 719,468.
        let (year, month) = if month > 2 { (year, month - 3) } else { (year - 1, month + 9) };
        let leaps = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
        let days = 365 * year + leaps + (153 * month + 2) / 5 + day - 1 - 719_468;
        Some(Self(days * 86_400_000))
    }

    /// The moment as RFC 3339 has it, in UTC: `2026-11-21T09:30:05.123Z`.
    #[must_use]
    pub fn rfc3339(self) -> String {
        let (seconds, milliseconds) = (self.0.div_euclid(1_000), self.0.rem_euclid(1_000));
        let (days, second) = (seconds.div_euclid(86_400), seconds.rem_euclid(86_400));
        let (year, month, day) = date(days);
        let (hour, minute, second) = (second / 3_600, second / 60 % 60, second % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{milliseconds:03}Z")
    }
}

/// A text that is no moment as RFC 3339 has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a moment such as 2026-11-21T09:30:00Z was expected")]
pub struct NotAMoment;

/// Reads `date-time` of RFC 3339 section 5.6; of fractions of a second only the milliseconds.
impl FromStr for Timestamp {
    type Err = NotAMoment;

    fn from_str(text: &str) -> Result<Self, NotAMoment> {
        read(text).ok_or(NotAMoment)
    }
}

fn read(text: &str) -> Option<Timestamp> {
    let (date, rest) = text.split_once(['T', 't'])?;
    let mut date = date.splitn(3, '-');
    let day = Timestamp::of_day(digits(date.next()?, 4)?, digits(date.next()?, 2)?, digits(date.next()?, 2)?)?;
    let (time, zone) = rest.split_at_checked(rest.find(['Z', 'z', '+', '-'])?)?;
    let east = match zone.split_at_checked(1)? {
        ("Z" | "z", "") => 0,
        (sign, offset) => {
            let (hours, minutes) = offset.split_once(':')?;
            let minutes = below(24, hours)? * 60 + below(60, minutes)?;
            if sign == "-" { -minutes } else { minutes }
        }
    };
    let (time, fraction) = time.split_once('.').unwrap_or((time, "0"));
    let mut time = time.splitn(3, ':');
    // The 60th second is one that leaps.
    let (hour, minute, second) = (below(24, time.next()?)?, below(60, time.next()?)?, below(61, time.next()?)?);
    digits(fraction, fraction.len())?;
    let milliseconds: i64 = format!("{fraction:0<3}").get(..3)?.parse().ok()?;
    Some(day.plus(((hour * 60 + minute - east) * 60 + second) * 1_000 + milliseconds))
}

/// The number that is written in `text`, which is nothing but so many digits.
fn digits(text: &str, count: usize) -> Option<i64> {
    let is_plain = text.len() == count && count > 0 && text.bytes().all(|byte| byte.is_ascii_digit());
    // Of more digits than a number has, it is only asked that they are some.
    is_plain.then(|| text.parse().unwrap_or(i64::MAX))
}

/// The number of two digits in `text`, if it is less than `end`.
fn below(end: i64, text: &str) -> Option<i64> {
    digits(text, 2).filter(|number| *number < end)
}

/// The moment as people read it, in the only time zone that the server knows: `2026-11-21 09:30 UTC`.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let minutes = self.0.div_euclid(60_000);
        let (days, minute) = (minutes.div_euclid(24 * 60), minutes.rem_euclid(24 * 60));
        let (year, month, day) = date(days);
        write!(f, "{year:04}-{month:02}-{day:02} {:02}:{:02} UTC", minute / 60, minute % 60)
    }
}

/// The date `days` after 1970-01-01 in the Gregorian calendar. It counts years from March, so that a leap day is the
/// last one of its year.
const fn date(days: i64) -> (i64, i64, i64) {
    const DAYS_OF_400_YEARS: i64 = 146_097;
    // From 0000-03-01 to 1970-01-01.
    let days = days + 719_468;
    let (era, day) = (days.div_euclid(DAYS_OF_400_YEARS), days.rem_euclid(DAYS_OF_400_YEARS));
    let year = (day - day / 1_460 + day / 36_524 - day / 146_096) / 365;
    let day = day - (365 * year + year / 4 - year / 100);
    let month = (5 * day + 2) / 153;
    let day = day - (153 * month + 2) / 5 + 1;
    let (month, next) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    (year + era * 400 + next, month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_read_as_dates() {
        for (milliseconds, text) in [
            (0, "1970-01-01 00:00 UTC"),
            (951_782_399_999, "2000-02-28 23:59 UTC"),
            (951_782_400_000, "2000-02-29 00:00 UTC"),
            (1_795_253_400_000, "2026-11-21 09:30 UTC"),
            (-1, "1969-12-31 23:59 UTC"),
        ] {
            assert_eq!(Timestamp(milliseconds).to_string(), text);
        }
    }

    #[test]
    fn moments_are_read_as_they_are_written() {
        for moment in [0, -1, 951_782_399_999, 951_782_400_000, 1_795_253_400_123, 253_402_300_799_999] {
            assert_eq!(Timestamp(moment).rfc3339().parse(), Ok(Timestamp(moment)));
        }
        for (text, same) in [
            ("2026-11-21T09:30:05Z", "2026-11-21T09:30:05.000Z"),
            ("2026-11-21t09:30:05.1z", "2026-11-21T09:30:05.100Z"),
            ("2026-11-21T09:30:05.123456789012345678901Z", "2026-11-21T09:30:05.123Z"),
            ("2026-11-21T09:30:05+02:00", "2026-11-21T07:30:05.000Z"),
            ("2026-11-21T23:30:05-01:30", "2026-11-22T01:00:05.000Z"),
            ("2024-12-31T23:59:60Z", "2025-01-01T00:00:00.000Z"),
            ("0000-01-01T00:00:00Z", "0000-01-01T00:00:00.000Z"),
        ] {
            assert_eq!(text.parse::<Timestamp>().map(Timestamp::rfc3339).as_deref(), Ok(same));
        }
        for text in [
            "",
            "2026-11-21",
            "2026-11-21T09:30:05",
            "2026-11-21T09:30Z",
            "2026-11-21 09:30:05Z",
            "2026-11-31T09:30:05Z",
            "2026-02-29T09:30:05Z",
            "2026-13-01T09:30:05Z",
            "2026-1-01T09:30:05Z",
            "+026-11-21T09:30:05Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T09:30:61Z",
            "2026-11-21T09:30:05.Z",
            "2026-11-21T09:30:05.1xZ",
            "2026-11-21T09:30:05+2:00",
            "2026-11-21T09:30:05+24:00",
            "2026-11-21T09:30:05ZZ",
            "2026-11-21T09:30:05\u{e9}Z",
        ] {
            assert_eq!(text.parse::<Timestamp>(), Err(NotAMoment), "{text}");
        }
    }
}
