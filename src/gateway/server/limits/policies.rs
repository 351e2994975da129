//! What policies count: the same counters, under the policy's place.

use std::sync::Arc;

use super::tier::seconds;
use super::{Bound, Limits};
use crate::gateway::server::policy::call::Metered;
use crate::gateway::server::policy::limits::{Counters, Taken};
use crate::kernel::Timestamp;
use crate::products::model::{Quota, RateLimit};

/// Counts for policies at a moment.
#[derive(Debug)]
pub(in crate::gateway::server) struct Counting<'l> {
    pub(in crate::gateway::server) limits: &'l Limits,
    pub(in crate::gateway::server) now: Timestamp,
}

impl Counting<'_> {
    fn take(&self, place: &str, holder: &str, bound: &Bound, is_kept: bool) -> Taken {
        match self.limits.counter(holder, place, is_kept).take(bound, self.now) {
            Ok(left) => Taken {
                is_granted: true,
                left: left.calls.or(left.bytes.map(|bytes| bytes / 1024)).unwrap_or_default(),
                reset: seconds(left.milliseconds),
            },
            Err(milliseconds) => Taken { is_granted: false, left: 0, reset: seconds(milliseconds) },
        }
    }
}

impl Counters for Counting<'_> {
    fn take_rate(&self, place: &Arc<str>, holder: &str, limit: RateLimit) -> Taken {
        self.take(place, holder, &limit.into(), false)
    }

    fn take_quota(&self, place: &Arc<str>, holder: &str, quota: Quota) -> Taken {
        self.take(place, holder, &quota.into(), true)
    }

    fn count_bytes(&self, metered: &Metered, bytes: u64) {
        self.limits.counter(&metered.holder, &metered.place, true).add_bytes(bytes);
    }
}
