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
pub use told::Told;

use crate::kernel::Timestamp;

/// Who finds their counter waits only for those who look for one of the same part.
const SHARDS: u64 = 64;

/// Whose counter it is, and of which limit.
type Name = (Box<str>, Box<str>);

/// A part of the counters, so that calls seldom wait for each other.
type Shard = Mutex<HashMap<Name, Arc<Counter>>>;

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
    fn shard(&self, name: &Name) -> Option<&Mutex<HashMap<Name, Arc<Counter>>>> {
        self.shards.get(usize::try_from(self.hasher.hash_one(name) % SHARDS).ok()?)
    }

    /// The counter of `holder` at `place`; the same one for whoever asks. One that is kept survives a restart.
    pub(super) fn counter(&self, holder: &str, place: &str, is_kept: bool) -> Arc<Counter> {
        let name = (holder.into(), place.into());
        let make = || Arc::new(Counter::new(holder, place, is_kept.then(|| Arc::clone(&self.changed))));
        match self.shard(&name) {
            Some(shard) => Arc::clone(shard.lock().entry(name).or_insert_with(make)),
            None => make(),
        }
    }

    /// Forgets counters that nobody holds and whose time is over.
    pub(super) fn sweep(&self, now: Timestamp) {
        for shard in &self.shards {
            shard.lock().retain(|_, counter| Arc::strong_count(counter) > 1 || !counter.is_over(now));
        }
    }
}
