//! Counting for policies, whose places are their ids.

use std::sync::Arc;

use super::{Bound, Limits, Told};
use crate::gateway::server::policy::call::Metered;
use crate::gateway::server::policy::limits::{Counters, Holder};
use crate::kernel::Timestamp;
use crate::products::model::{Quota, RateLimit};

impl Counters for Limits {
    fn take_rate(&self, place: &Arc<str>, holder: &Holder, limit: RateLimit, now: Timestamp) -> Result<Told, Told> {
        let RateLimit { calls, seconds } = limit;
        let bound = Bound { calls: Some(calls.into()), bytes: None, milliseconds: milliseconds(seconds.into()) };
        self.take(place, holder, &bound, false, now)
    }

    fn take_quota(&self, place: &Arc<str>, holder: &Holder, quota: Quota, now: Timestamp) -> Result<Told, Told> {
        let bytes = quota.kilobytes.map(|kilobytes| kilobytes.saturating_mul(1024));
        let bound = Bound { calls: quota.calls, bytes, milliseconds: milliseconds(quota.seconds) };
        self.take(place, holder, &bound, true, now)
    }

    fn count_bytes(&self, Metered { place, holder }: &Metered, bytes: u64) {
        self.counter_of(holder, place, true).add_bytes(bytes);
    }
}

impl Limits {
    fn take(&self, place: &str, holder: &Holder, bound: &Bound, is_kept: bool, now: Timestamp) -> Result<Told, Told> {
        let taken = self.counter_of(holder, place, is_kept).take(bound, now);
        taken.map(|left| Told::of(bound, left)).map_err(|left| Told::of(bound, left))
    }
}

/// So many seconds.
pub(super) fn milliseconds(seconds: u64) -> i64 {
    i64::try_from(seconds.saturating_mul(1000)).unwrap_or(i64::MAX)
}
