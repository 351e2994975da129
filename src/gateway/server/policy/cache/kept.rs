//! The answers that are kept.

use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::Weighter;
use quick_cache::sync;

use crate::gateway::server::policy::stop::Answer;
use crate::kernel::Timestamp;

/// What an answer takes besides its texts, in bytes; also each of its headers.
const BESIDES: usize = 256;
/// The largest answer takes this part of all the room at most.
const PART: u64 = 32;
/// How large an answer is, roughly; only says how much room for their names is made at first.
const USUAL: u64 = 16 * 1024;

/// So many counts of writes are kept. Paths that share one cost each other an answer now and then.
const WRITES: usize = 4096;

/// Answers by their keys; what was asked for least goes first when there is no room.
pub struct Cache {
    kept: sync::Cache<Arc<str>, Arc<Kept>, Weight>,
    most: u64,
    /// How often something was written, by what was: a part of the keys, so that what was kept before is not found.
    writes: Box<[AtomicU64]>,
    hasher: RandomState,
}

struct Kept {
    answer: Answer,
    began: Timestamp,
    until: Timestamp,
}

#[derive(Clone)]
struct Weight;

impl Weighter<Arc<str>, Arc<Kept>> for Weight {
    fn weight(&self, key: &Arc<str>, kept: &Arc<Kept>) -> u64 {
        let headers = kept.answer.headers.iter().map(|(name, value)| BESIDES + name.as_str().len() + value.len());
        let bytes = BESIDES + key.len() + kept.answer.body.len() + headers.sum::<usize>();
        u64::try_from(bytes).unwrap_or(u64::MAX)
    }
}

impl fmt::Debug for Cache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cache").field("bytes", &self.kept.weight()).finish_non_exhaustive()
    }
}

impl Cache {
    /// With room for `most` bytes in all.
    #[must_use]
    pub fn new(most: u64) -> Self {
        let expected = usize::try_from(most / USUAL).unwrap_or(usize::MAX).clamp(16, 65_536);
        let kept = sync::Cache::with_weighter(expected, most, Weight);
        let writes = std::iter::repeat_with(AtomicU64::default).take(WRITES).collect();
        Self { kept, most, writes, hasher: RandomState::new() }
    }

    /// How often `path` of an API was written through the gateway, or one that shares its count.
    #[must_use]
    pub fn writes(&self, api: &str, path: &str) -> u64 {
        self.count(api, path).map_or(0, |count| count.load(Ordering::Acquire))
    }

    /// Notes that `path` of an API was written: what was kept of it is old (RFC 9111 section 4.4).
    pub fn wrote(&self, api: &str, path: &str) {
        if let Some(count) = self.count(api, path) {
            count.fetch_add(1, Ordering::AcqRel);
        }
    }

    fn count(&self, api: &str, path: &str) -> Option<&AtomicU64> {
        let hash = usize::try_from(self.hasher.hash_one((api, path)) % WRITES as u64).ok()?;
        self.writes.get(hash)
    }

    /// How many bytes an answer's body may have.
    pub(super) fn most_of_one(&self) -> usize {
        usize::try_from(self.most / PART).unwrap_or(usize::MAX)
    }

    pub(super) fn put(&self, key: Arc<str>, answer: Answer, began: Timestamp, until: Timestamp) {
        self.kept.insert(key, Arc::new(Kept { answer, began, until }));
    }

    /// The answer under `key` and its age in seconds. One whose time is over goes.
    pub(super) fn find(&self, key: &Arc<str>, now: Timestamp) -> Option<(Answer, u64)> {
        let kept = self.kept.get(key)?;
        if now >= kept.until {
            self.kept.remove(key);
            return None;
        }
        let age = u64::try_from(now.0.saturating_sub(kept.began.0) / 1000).unwrap_or_default();
        Some((kept.answer.clone(), age))
    }

    /// How many bytes are taken.
    #[must_use]
    pub fn bytes(&self) -> u64 {
        self.kept.weight()
    }
}
