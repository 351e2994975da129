//! How much callers use, and whether it is too much. The counters live in memory and outlive snapshots; those of quotas are
//! kept in the database, too.

mod counter;
mod keep;
mod policies;
mod tier;
mod told;

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;

use counter::{Bound, Counter, Left};
use parking_lot::Mutex;
pub(super) use tier::{Throttled, Tier};
pub(super) use told::TOLD;
pub use told::Told;

use super::policy::limits::Holder;
use crate::kernel::Timestamp;

/// Who finds their counter waits only for those who look for one of the same part.
const SHARDS: usize = 64;

/// How many holders of one policy's counters are told apart where callers say themselves who they are, as nobody knows how many
/// they may claim to be. All others are counted as one until there is room again.
const CLAIMED: usize = 100_000;
/// The holder that these others are. No other is called so: see [`Holder`].
const OTHERS: &str = "others";

/// A part of the counters, by place and then by holder, so that calls seldom wait for each other.
type Shard = Mutex<HashMap<Box<str>, HashMap<Box<str>, Arc<Counter>>>>;

/// All counters.
#[derive(Debug)]
pub(super) struct Limits {
    shards: Box<[Shard]>,
    hasher: RandomState,
    /// Those that were changed since they were last kept.
    changed: Arc<Mutex<Vec<Arc<Counter>>>>,
}

impl Default for Limits {
    fn default() -> Self {
        let shards = (0..SHARDS).map(|_| Mutex::default()).collect();
        Self { shards, hasher: RandomState::new(), changed: Arc::default() }
    }
}

impl Limits {
    /// The counter of `holder` at `place`, whose limit it is; the same one for whoever asks. One that is kept survives a restart.
    pub(super) fn counter(&self, holder: &str, place: &str, is_kept: bool) -> Arc<Counter> {
        self.find(holder, place, is_kept, usize::MAX).unwrap_or_else(|| self.make(holder, place, is_kept))
    }

    /// The same for the holder of a policy's counter.
    fn counter_of(&self, holder: &Holder, place: &str, is_kept: bool) -> Arc<Counter> {
        let most = if holder.is_claimed { CLAIMED / SHARDS } else { usize::MAX };
        self.find(&holder.name, place, is_kept, most).unwrap_or_else(|| self.counter(OTHERS, place, is_kept))
    }

    /// `None` when it is not there and its shard has `most` at that place.
    fn find(&self, holder: &str, place: &str, is_kept: bool, most: usize) -> Option<Arc<Counter>> {
        let number = self.hasher.hash_one((holder, place)) % u64::try_from(SHARDS).ok()?;
        let mut shard = self.shards.get(usize::try_from(number).ok()?)?.lock();
        let counters = match shard.get_mut(place) {
            Some(counters) => counters,
            None => shard.entry(place.into()).or_default(),
        };
        if let Some(counter) = counters.get(holder) {
            return Some(Arc::clone(counter));
        }
        (counters.len() < most)
            .then(|| Arc::clone(counters.entry(holder.into()).or_insert_with(|| self.make(holder, place, is_kept))))
    }

    fn make(&self, holder: &str, place: &str, is_kept: bool) -> Arc<Counter> {
        Arc::new(Counter::new(holder, place, is_kept.then(|| Arc::clone(&self.changed))))
    }

    /// Forgets counters that nobody holds and whose time is over.
    pub(super) fn sweep(&self, now: Timestamp) {
        for shard in &self.shards {
            shard.lock().retain(|_, counters| {
                counters.retain(|_, counter| Arc::strong_count(counter) > 1 || !counter.is_over(now));
                !counters.is_empty()
            });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_claims_to_be_many_does_not_fill_the_memory() {
        let limits = Limits::default();
        let bound = Bound { calls: Some(1), bytes: None, milliseconds: 1000 };
        let take = |name: String, is_claimed, now| {
            limits.counter_of(&Holder { name, is_claimed }, "p", false).take(&bound, Timestamp(now)).is_ok()
        };
        let granted = (0..2 * CLAIMED).filter(|number| take(format!("={number}"), true, 1)).count();
        assert!((CLAIMED / 2..=CLAIMED + 1).contains(&granted), "{granted}");
        assert!(!take("=new".to_owned(), true, 2), "all others are one");
        assert!(take("subscription".to_owned(), false, 2), "whom we know ourselves has their own");
        limits.sweep(Timestamp(1001));
        assert!(take("=new".to_owned(), true, 1001), "there is room again");
        assert!(!take("subscription".to_owned(), false, 1001), "its time is not over");
    }
}
