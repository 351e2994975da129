//! What a subscription's tier lets it use.

use std::sync::Arc;

use super::{Bound, Counter, Left, Limits};
use crate::analytics::model::{LimitKind, LimitUse};
use crate::gateway::server::policy::limits::Told;
use crate::kernel::Timestamp;
use crate::products::model::{Quota, RateLimit};
use crate::products::server::grants::{Granted, GrantedScope};

/// The bounds of a tier, each with its counter.
#[derive(Debug, Default)]
pub(in crate::gateway::server) struct Tier {
    rate: Option<(Bound, Arc<Counter>)>,
    quota: Option<(Bound, Arc<Counter>)>,
}

/// Which limit a call came up against, and for how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gateway::server) enum Throttled {
    /// There were too many calls in a short time.
    Rate(Told),
    /// All of a long time's are used up.
    Quota(Told),
}

impl From<RateLimit> for Bound {
    fn from(RateLimit { calls, seconds }: RateLimit) -> Self {
        Self { calls: Some(calls.into()), bytes: None, milliseconds: milliseconds(seconds.into()) }
    }
}

impl From<Quota> for Bound {
    fn from(Quota { calls, kilobytes, seconds }: Quota) -> Self {
        let bytes = kilobytes.map(|kilobytes| kilobytes.saturating_mul(1024));
        Self { calls, bytes, milliseconds: milliseconds(seconds) }
    }
}

impl Bound {
    /// What callers are told of it.
    fn told(&self, left: Left) -> Told {
        let kilobytes = |bytes: Option<u64>| bytes.unwrap_or_default() / 1024;
        Told {
            limit: self.calls.unwrap_or_else(|| kilobytes(self.bytes)),
            left: left.calls.unwrap_or_else(|| kilobytes(left.bytes)),
            reset: seconds(left.milliseconds),
        }
    }

    /// What they are told when nothing is left for so many milliseconds.
    fn told_over(&self, milliseconds: i64) -> Told {
        self.told(Left { calls: Some(0), bytes: None, milliseconds })
    }
}

impl Tier {
    /// The tier of a subscription.
    pub(in crate::gateway::server) fn of(granted: &Granted, limits: &Limits) -> Self {
        let GrantedScope::Product { rate_limit, quota, .. } = &granted.scope else { return Self::default() };
        let holder = granted.id.as_str();
        Self {
            rate: rate_limit.map(|limit| (limit.into(), limits.counter(holder, "rate", false))),
            quota: quota.map(|quota| (quota.into(), limits.counter(holder, "quota", true))),
        }
    }

    /// Takes a call from each of its limits; what is then to be told, if there is a limit.
    ///
    /// # Errors
    /// [`Throttled`], with nothing taken.
    pub(in crate::gateway::server) fn take(&self, now: Timestamp) -> Result<Option<Told>, Throttled> {
        let one = |(bound, counter): &(Bound, Arc<Counter>)| match counter.take(bound, now) {
            Ok(left) => Ok(bound.told(left)),
            Err(milliseconds) => Err(bound.told_over(milliseconds)),
        };
        let rate = self.rate.as_ref().map(one).transpose().map_err(Throttled::Rate)?;
        let quota = self.quota.as_ref().map(one).transpose().map_err(|told| {
            if let Some((_, counter)) = &self.rate {
                counter.give_back();
            }
            Throttled::Quota(told)
        })?;
        Ok(rate.into_iter().chain(quota).reduce(Told::tighter))
    }

    /// Counts the bytes of a call that was taken.
    pub(in crate::gateway::server) fn add_bytes(&self, bytes: u64) {
        if let Some((Bound { bytes: Some(_), .. }, counter)) = &self.quota {
            counter.add_bytes(bytes);
        }
    }

    /// How far its limits are used up.
    pub(in crate::gateway::server) fn used(&self, now: Timestamp) -> Vec<LimitUse> {
        let mut used = Vec::new();
        let mut say = |(bound, counter): &(Bound, Arc<Counter>), of_calls| {
            let window = counter.look(bound, now);
            let (calls, bytes) = window.map_or((0, 0), |(calls, bytes, _)| (calls, bytes));
            let one = |kind, limit, used| LimitUse {
                kind,
                limit,
                used,
                seconds: u64::try_from(bound.milliseconds / 1000).unwrap_or_default(),
                resets_at: window.map(|(_, _, ends_at)| ends_at),
            };
            used.extend(bound.calls.map(|limit| one(of_calls, limit, calls)));
            used.extend(bound.bytes.map(|limit| one(LimitKind::Kilobytes, limit / 1024, bytes / 1024)));
        };
        if let Some(rate) = &self.rate {
            say(rate, LimitKind::Rate);
        }
        if let Some(quota) = &self.quota {
            say(quota, LimitKind::Calls);
        }
        used
    }
}

fn milliseconds(seconds: u64) -> i64 {
    i64::try_from(seconds.saturating_mul(1000)).unwrap_or(i64::MAX)
}

/// Rounded up, and at least one.
pub(super) fn seconds(milliseconds: i64) -> u64 {
    u64::try_from(milliseconds).unwrap_or_default().div_ceil(1000).max(1)
}
