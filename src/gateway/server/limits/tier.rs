//! What a subscription's tier lets it use.

use std::sync::Arc;

use super::policies::milliseconds;
use super::{Bound, Counter, Limits, Told};
use crate::analytics::model::{LimitKind, LimitUse};
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

impl Tier {
    /// The tier of a subscription.
    pub(in crate::gateway::server) fn of(granted: &Granted, limits: &Limits) -> Self {
        let GrantedScope::Product { rate_limit, quota, .. } = &granted.scope else { return Self::default() };
        let holder = granted.limits_of.as_str();
        let rate = rate_limit.map(|RateLimit { calls, seconds }| {
            let bound = Bound { calls: Some(calls.into()), bytes: None, milliseconds: milliseconds(seconds.into()) };
            (bound, limits.counter(holder, "rate", false))
        });
        let quota = quota.map(|Quota { calls, kilobytes, seconds }| {
            let bytes = kilobytes.map(|kilobytes| kilobytes.saturating_mul(1024));
            (Bound { calls, bytes, milliseconds: milliseconds(seconds) }, limits.counter(holder, "quota", true))
        });
        Self { rate, quota }
    }

    /// Takes a call from each of its limits; what is then to be told, if there is a limit.
    ///
    /// # Errors
    /// [`Throttled`], with nothing taken.
    pub(in crate::gateway::server) fn take(&self, now: Timestamp) -> Result<Option<Told>, Throttled> {
        let one = |(bound, counter): &(Bound, Arc<Counter>)| {
            let taken = counter.take(bound, now);
            taken.map(|left| Told::of(bound, left)).map_err(|left| Told::of(bound, left))
        };
        let rate = self.rate.as_ref().map(one).transpose().map_err(Throttled::Rate)?;
        let quota = self.quota.as_ref().map(one).transpose().map_err(|told| {
            if let Some((_, counter)) = &self.rate {
                counter.give_back();
            }
            Throttled::Quota(told)
        })?;
        // The one that bites first.
        let told = [rate, quota].into_iter().flatten().filter(|told| told.limit.is_some());
        Ok(told.min_by_key(|told| told.remaining))
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
            used.extend(bound.bytes.map(|limit| one(LimitKind::Kilobytes, limit / 1024, bytes.div_ceil(1024))));
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
