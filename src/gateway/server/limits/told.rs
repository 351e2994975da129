//! What callers are told of a limit (the IETF draft *RateLimit header fields for HTTP*).

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::{Bound, Left};

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// The headers that tell.
pub(in crate::gateway::server) const TOLD: [HeaderName; 3] = [LIMIT, REMAINING, RESET];

/// What is left of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// How many calls there may be; `None` where only bytes are limited, of which no header tells.
    pub limit: Option<u64>,
    /// How many are left.
    pub remaining: u64,
    /// The bytes that there may be and those that are left, where they are limited.
    pub bytes: Option<(u64, u64)>,
    /// Until it begins anew.
    pub milliseconds: i64,
}

impl Told {
    /// What is to be told of `left` within `bound`.
    pub(super) fn of(bound: &Bound, left: Left) -> Self {
        Self {
            limit: bound.calls,
            remaining: left.calls.unwrap_or_default(),
            bytes: bound.bytes.zip(left.bytes),
            milliseconds: left.milliseconds,
        }
    }

    /// Of two limits the one that bites first: the one with fewer calls left, then the one that lasts longer.
    #[must_use]
    pub fn tighter(self, other: Self) -> Self {
        let rank = |told: Self| (told.limit.is_none(), told.remaining, i64::MAX - told.milliseconds);
        if rank(other) < rank(self) { other } else { self }
    }

    /// Puts it into an answer's headers.
    pub fn write(self, headers: &mut HeaderMap) {
        if let Some(limit) = self.limit {
            headers.insert(LIMIT, HeaderValue::from(limit));
            headers.insert(REMAINING, HeaderValue::from(self.remaining));
            headers.insert(RESET, HeaderValue::from(self.seconds()));
        }
    }

    /// The seconds until it begins anew, rounded up.
    #[must_use]
    pub fn seconds(&self) -> u64 {
        u64::try_from(self.milliseconds).unwrap_or_default().div_ceil(1000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_limits_the_one_that_bites_first_is_told() {
        let told = |limit, remaining, milliseconds| Told { limit, remaining, bytes: None, milliseconds };
        for (one, two, expected) in [
            (told(Some(5), 4, 60_000), told(Some(100), 3, 600_000), told(Some(100), 3, 600_000)),
            (told(Some(5), 3, 60_000), told(Some(100), 99, 600_000), told(Some(5), 3, 60_000)),
            (told(Some(5), 0, 60_000), told(Some(100), 0, 600_000), told(Some(100), 0, 600_000)),
            (told(Some(5), 4, 60_000), told(None, 0, 600_000), told(Some(5), 4, 60_000)),
        ] {
            assert_eq!((one.tighter(two), two.tighter(one)), (expected, expected));
        }
        let mut headers = HeaderMap::new();
        told(Some(5), 4, 59_001).write(&mut headers);
        let shown =
            ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"].map(|name| headers[name].to_str().unwrap());
        assert_eq!(shown, ["5", "4", "60"]);
        headers.clear();
        told(None, 0, 1).write(&mut headers);
        assert!(headers.is_empty());
    }
}
