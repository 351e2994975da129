//! `rate-limit` and `quota`: how often and how much. Counting itself is the gateway's ([`Counters`]).

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::call::{Call, Metered};
use super::key::Key;
use super::stop::Refusal;
use crate::products::model::{Quota, RateLimit};

/// How many may be there in a window.
static LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
/// How many are left.
static REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
/// In how many seconds the window ends.
static RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

/// Counts calls and bytes in windows that begin with the first of them. `place` is the policy, `holder` whose they are.
/// However many ask at once, exactly as many are granted as fit.
pub trait Counters: Sync {
    /// Takes one call of a rate limit.
    fn take_rate(&self, place: &Arc<str>, holder: &str, limit: RateLimit) -> Taken;

    /// Takes one call of a quota, if it has calls and kilobytes left. What is left is of calls, where it limits them, else
    /// of kilobytes.
    fn take_quota(&self, place: &Arc<str>, holder: &str, quota: Quota) -> Taken;

    /// Counts bytes of a call that has ended, in the window that runs.
    fn count_bytes(&self, metered: &Metered, bytes: u64);
}

/// What became of taking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken {
    /// Whether there was something left to take.
    pub is_granted: bool,
    /// How much is left.
    pub left: u64,
    /// In how many seconds the window ends; at least 1.
    pub reset: u64,
}

/// What callers are told of a limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// How much there may be in a window.
    pub limit: u64,
    /// How much is left.
    pub left: u64,
    /// In how many seconds the window ends.
    pub reset: u64,
}

impl Told {
    /// Of two limits the one that bites sooner: the one with less left, then the one that lasts longer.
    #[must_use]
    pub fn tighter(self, other: Self) -> Self {
        let rank = |told: Self| (told.left, u64::MAX - told.reset);
        if rank(other) < rank(self) { other } else { self }
    }

    /// Tells it in the head of an answer.
    pub fn write(self, headers: &mut HeaderMap) {
        headers.insert(LIMIT.clone(), HeaderValue::from(self.limit));
        headers.insert(REMAINING.clone(), HeaderValue::from(self.left));
        headers.insert(RESET.clone(), HeaderValue::from(self.reset));
    }
}

/// A compiled rate limit.
#[derive(Clone, Debug)]
pub struct RateLimiter {
    pub(super) limit: RateLimit,
    pub(super) key: Key,
}

/// A compiled quota.
#[derive(Clone, Debug)]
pub struct QuotaLimit {
    pub(super) quota: Quota,
    pub(super) key: Key,
}

impl RateLimiter {
    pub(super) fn take(&self, place: &Arc<str>, call: &mut Call<'_>, counters: &impl Counters) -> Result<Told, Refusal> {
        let taken = counters.take_rate(place, &self.key.holder(call), self.limit);
        let told = tell(call, self.limit.calls.into(), taken);
        if taken.is_granted {
            return Ok(told);
        }
        let message = format!("Rate limit is exceeded. Try again in {} seconds.", taken.reset);
        Err(refused(message, told))
    }
}

impl QuotaLimit {
    pub(super) fn take(&self, place: &Arc<str>, call: &mut Call<'_>, counters: &impl Counters) -> Result<Told, Refusal> {
        let holder = self.key.holder(call);
        let taken = counters.take_quota(place, &holder, self.quota);
        let told = tell(call, self.quota.calls.or(self.quota.kilobytes).unwrap_or_default(), taken);
        if !taken.is_granted {
            return Err(refused(format!("Quota is used up. It is replenished in {} seconds.", taken.reset), told));
        }
        if self.quota.kilobytes.is_some() {
            call.outcome.metered.push(Metered { place: Arc::clone(place), holder, seconds: self.quota.seconds });
        }
        Ok(told)
    }
}

fn tell(call: &mut Call<'_>, limit: u64, taken: Taken) -> Told {
    let told = Told { limit, left: taken.left, reset: taken.reset };
    call.outcome.told = Some(call.outcome.told.map_or(told, |before| before.tighter(told)));
    told
}

fn refused(message: String, told: Told) -> Refusal {
    let mut refusal = Refusal::throttled(message, told.reset);
    let mut headers = HeaderMap::new();
    told.write(&mut headers);
    refusal.headers.extend(headers.into_iter().filter_map(|(name, value)| Some((name?, value))));
    refusal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_two_limits_the_one_that_bites_sooner_is_told() {
        let told = |limit, left, reset| Told { limit, left, reset };
        for (one, two, expected) in [
            (told(5, 4, 60), told(100, 3, 600), told(100, 3, 600)),
            (told(5, 3, 60), told(100, 99, 600), told(5, 3, 60)),
            (told(5, 0, 60), told(100, 0, 600), told(100, 0, 600)),
        ] {
            assert_eq!((one.tighter(two), two.tighter(one)), (expected, expected));
        }
        let mut headers = HeaderMap::new();
        told(5, 4, 60).write(&mut headers);
        let shown = ["ratelimit-limit", "ratelimit-remaining", "ratelimit-reset"].map(|name| headers[name].to_str().unwrap());
        assert_eq!(shown, ["5", "4", "60"]);
    }
}
