//! What a subscription's tier lets it use.

use std::sync::Arc;

use axum::http::{HeaderMap, HeaderName, HeaderValue};

use super::{Bound, Counter, Left, Limits};
use crate::analytics::model::{LimitKind, LimitUse};
use crate::products::server::grants::{Granted, GrantedScope};
use crate::kernel::Timestamp;
use crate::products::model::{Quota, RateLimit};

const LIMIT: HeaderName = HeaderName::from_static("ratelimit-limit");
const REMAINING: HeaderName = HeaderName::from_static("ratelimit-remaining");
const RESET: HeaderName = HeaderName::from_static("ratelimit-reset");

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

/// What callers are told of a limit (the IETF draft *RateLimit header fields for HTTP*).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gateway::server) struct Told {
    limit: Option<u64>,
    remaining: u64,
    milliseconds: i64,
}

impl Tier {
    /// The tier of a subscription.
    pub(in crate::gateway::server) fn of(granted: &Granted, limits: &Limits) -> Self {
        let GrantedScope::Product { rate_limit, quota, .. } = &granted.scope else { return Self::default() };
        let holder = granted.id.as_str();
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
        let one = |(bound, counter): &(Bound, Arc<Counter>)| match counter.take(bound, now) {
            Ok(Left { calls, milliseconds }) => {
                Ok(Told { limit: bound.calls, remaining: calls.unwrap_or_default(), milliseconds })
            }
            Err(milliseconds) => Err(Told { limit: bound.calls, remaining: 0, milliseconds }),
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

    /// How far each of its limits is used up.
    pub(in crate::gateway::server) fn used(&self, now: Timestamp) -> Vec<LimitUse> {
        let mut used = Vec::new();
        for (limit, kind) in [(&self.rate, LimitKind::Rate), (&self.quota, LimitKind::Calls)] {
            let Some((bound, counter)) = limit else { continue };
            let (calls, bytes, resets_at) = counter.spent(now);
            let seconds = u64::try_from(bound.milliseconds).unwrap_or_default() / 1000;
            let one = |kind, limit, used| LimitUse { kind, limit, used, seconds, resets_at };
            used.extend(bound.calls.map(|limit| one(kind, limit, calls)));
            used.extend(bound.bytes.map(|limit| one(LimitKind::Kilobytes, limit / 1024, bytes.div_ceil(1024))));
        }
        used
    }

    /// Counts the bytes of a call that was taken.
    pub(in crate::gateway::server) fn add_bytes(&self, bytes: u64) {
        if let Some((Bound { bytes: Some(_), .. }, counter)) = &self.quota {
            counter.add_bytes(bytes);
        }
    }
}

impl Told {
    /// Puts it into an answer's headers.
    pub(in crate::gateway::server) fn write(&self, headers: &mut HeaderMap) {
        if let Some(limit) = self.limit {
            headers.insert(LIMIT, HeaderValue::from(limit));
            headers.insert(REMAINING, HeaderValue::from(self.remaining));
            headers.insert(RESET, HeaderValue::from(self.seconds()));
        }
    }

    /// The seconds until it begins anew, rounded up.
    pub(in crate::gateway::server) fn seconds(&self) -> u64 {
        u64::try_from(self.milliseconds).unwrap_or_default().div_ceil(1000)
    }
}

fn milliseconds(seconds: u64) -> i64 {
    i64::try_from(seconds.saturating_mul(1000)).unwrap_or(i64::MAX)
}
