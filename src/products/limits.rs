//! What a tier limits: calls in a short time, calls and bytes in a long one; and how people write that.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The units of time that limits are written in, with their seconds, the longest first.
const UNITS: [(char, u64); 4] = [('d', 86_400), ('h', 3_600), ('m', 60), ('s', 1)];
/// What follows a number of kilobytes.
const KILOBYTES: &str = "KB";
/// The longest time that a rate limit counts in, in seconds: a day. What takes longer is a quota.
pub const RATE_SECONDS_MOST: u32 = 86_400;
/// The longest time that a quota counts in, in seconds: 366 days.
pub const QUOTA_SECONDS_MOST: u64 = 366 * 86_400;
/// The most calls or kilobytes of a limit; every program's numbers are exact up to here.
pub const AMOUNT_MOST: u64 = 1_000_000_000_000;

/// So many calls in so many seconds, written `5/1m`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct RateLimit {
    /// How many calls; at least 1.
    pub calls: u32,
    /// In how many seconds; at least 1.
    pub seconds: u32,
}

/// So much in so many seconds: `100/7d` calls, `500KB/7d` or both, `100,500KB/7d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Quota {
    /// How many calls; `None` for any number.
    pub calls: Option<u64>,
    /// How many kilobytes of 1,024 bytes, there and back; `None` for any number.
    pub kilobytes: Option<u64>,
    /// In how many seconds; at least 1.
    pub seconds: u64,
}

/// A text is no limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a limit such as 5/1m or 100/7d")]
pub struct NotALimit;

impl fmt::Display for RateLimit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.calls, Period(self.seconds.into()))
    }
}

impl FromStr for RateLimit {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        let (calls, period) = text.split_once('/').ok_or(NotALimit)?;
        let calls = u32::try_from(amount(calls)?).map_err(|_| NotALimit)?;
        let seconds = u32::try_from(seconds(period)?).map_err(|_| NotALimit)?;
        if seconds <= RATE_SECONDS_MOST { Ok(Self { calls, seconds }) } else { Err(NotALimit) }
    }
}

impl fmt::Display for Quota {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let period = Period(self.seconds);
        match (self.calls, self.kilobytes) {
            (Some(calls), Some(kilobytes)) => write!(f, "{calls},{kilobytes}{KILOBYTES}/{period}"),
            (None, Some(kilobytes)) => write!(f, "{kilobytes}{KILOBYTES}/{period}"),
            (calls, None) => write!(f, "{}/{period}", calls.unwrap_or_default()),
        }
    }
}

impl FromStr for Quota {
    type Err = NotALimit;

    fn from_str(text: &str) -> Result<Self, NotALimit> {
        let (amounts, period) = text.split_once('/').ok_or(NotALimit)?;
        let (first, second) = match amounts.split_once(',') {
            Some((first, second)) => (first, Some(second)),
            None => (amounts, None),
        };
        let (calls, kilobytes) = match (kilobytes(first)?, second) {
            (Some(kilobytes), None) => (None, Some(kilobytes)),
            (None, None) => (Some(amount(first)?), None),
            (None, Some(second)) => (Some(amount(first)?), Some(kilobytes(second)?.ok_or(NotALimit)?)),
            (Some(_), Some(_)) => return Err(NotALimit),
        };
        let seconds = seconds(period)?;
        if seconds <= QUOTA_SECONDS_MOST { Ok(Self { calls, kilobytes, seconds }) } else { Err(NotALimit) }
    }
}

/// A number of seconds in the longest unit that divides it.
struct Period(u64);

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fitting = UNITS.into_iter().find(|(_, length)| self.0.is_multiple_of(*length));
        let (unit, length) = fitting.unwrap_or(('s', 1));
        write!(f, "{}{unit}", self.0 / length)
    }
}

fn seconds(text: &str) -> Result<u64, NotALimit> {
    let text = text.trim();
    let (unit, length) = UNITS.into_iter().find(|(unit, _)| text.ends_with(*unit)).ok_or(NotALimit)?;
    amount(&text[..text.len() - unit.len_utf8()])?.checked_mul(length).ok_or(NotALimit)
}

/// The kilobytes that `text` says; `None` when it speaks of calls.
fn kilobytes(text: &str) -> Result<Option<u64>, NotALimit> {
    let text = text.trim();
    let Some((number, unit)) = text.len().checked_sub(KILOBYTES.len()).and_then(|at| text.split_at_checked(at)) else {
        return Ok(None);
    };
    if unit.eq_ignore_ascii_case(KILOBYTES) { amount(number).map(Some) } else { Ok(None) }
}

/// A number from 1 to [`AMOUNT_MOST`], in digits alone.
fn amount(text: &str) -> Result<u64, NotALimit> {
    let text = text.trim();
    let number: u64 = text.parse().map_err(|_| NotALimit)?;
    let is_plain = text.bytes().all(|byte| byte.is_ascii_digit());
    if is_plain && (1..=AMOUNT_MOST).contains(&number) { Ok(number) } else { Err(NotALimit) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn rate_limits_are_read_and_written() {
        for (text, calls, seconds, written) in [
            ("5/1m", 5, 60, "5/1m"),
            (" 10 / 30s ", 10, 30, "10/30s"),
            ("1/90s", 1, 90, "1/90s"),
            ("600/60m", 600, 3_600, "600/1h"),
            ("4294967295/1d", u32::MAX, 86_400, "4294967295/1d"),
        ] {
            let limit = RateLimit { calls, seconds };
            assert_eq!(text.parse(), Ok(limit), "{text}");
            assert_eq!(limit.to_string(), written);
        }
        for text in ["", "5", "/1m", "5/", "5/m", "0/1m", "5/0s", "5/1", "5/1w", "-5/1m", "+5/1m", "5/1mm", "5/2d"] {
            assert_eq!(text.parse::<RateLimit>(), Err(NotALimit), "{text}");
        }
        assert_eq!("4294967296/1m".parse::<RateLimit>(), Err(NotALimit));
    }

    #[test]
    fn quotas_are_read_and_written() {
        let week = 7 * 86_400;
        for (text, calls, kilobytes, written) in [
            ("100/7d", Some(100), None, "100/7d"),
            ("500KB/7d", None, Some(500), "500KB/7d"),
            ("100,500KB/7d", Some(100), Some(500), "100,500KB/7d"),
            (" 100, 500 kb / 168h ", Some(100), Some(500), "100,500KB/7d"),
        ] {
            let quota = Quota { calls, kilobytes, seconds: week };
            assert_eq!(text.parse(), Ok(quota), "{text}");
            assert_eq!(quota.to_string(), written);
        }
        for text in
            ["", "/7d", "KB/7d", "500KB", "100,200/7d", "1KB,2KB/7d", "1KB,2/7d", "1,/7d", "0/7d", "1/367d", "żB/1d"]
        {
            assert_eq!(text.parse::<Quota>(), Err(NotALimit), "{text}");
        }
        assert_eq!("18446744073709551615/1d".parse::<Quota>(), Err(NotALimit));
    }

    proptest! {
        #[test]
        fn limits_survive_being_written(
            calls in 1..=u32::MAX,
            seconds in 1..=RATE_SECONDS_MOST,
            some in proptest::option::of(1..=AMOUNT_MOST),
            kilobytes in 1..=AMOUNT_MOST,
            long in 1..=QUOTA_SECONDS_MOST,
        ) {
            let rate = RateLimit { calls, seconds };
            prop_assert_eq!(rate.to_string().parse(), Ok(rate));
            let quota = Quota { calls: some, kilobytes: Some(kilobytes), seconds: long };
            prop_assert_eq!(quota.to_string().parse(), Ok(quota));
        }

        #[test]
        fn reading_a_limit_never_panics(text in "\\PC{0,24}") {
            let _ = (text.parse::<RateLimit>(), text.parse::<Quota>());
        }
    }
}
