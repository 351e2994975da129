//! The last events of a stream.

use std::collections::VecDeque;
use std::sync::Arc;

use super::Event;

/// How many events are kept.
pub const MOST_EVENTS: usize = 5_000;
/// How much their data comes to, in bytes.
pub const MOST_BYTES: usize = 8 * 1024 * 1024;

/// An event that arrived.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Its number in the stream, from 1.
    pub number: u64,
    /// When it arrived, in milliseconds since the call was sent.
    pub at: f64,
    /// The event.
    pub event: Event,
}

/// The last events of a stream, oldest first.
#[derive(Clone, Debug, Default)]
pub struct Log {
    entries: VecDeque<Arc<Entry>>,
    bytes: usize,
    count: u64,
}

impl Log {
    /// Takes the next event, and lets go of the oldest ones where it does not fit beside them.
    pub fn push(&mut self, event: Event, at: f64) {
        self.count += 1;
        self.bytes += event.data.len();
        self.entries.push_back(Arc::new(Entry { number: self.count, at, event }));
        while self.entries.len() > 1 && (self.entries.len() > MOST_EVENTS || self.bytes > MOST_BYTES) {
            let gone = self.entries.pop_front();
            self.bytes -= gone.map_or(0, |gone| gone.event.data.len());
        }
    }

    /// How many events came in all.
    #[must_use]
    pub const fn count(&self) -> u64 {
        self.count
    }

    /// The number of the oldest event that is kept; one more than all when there is none.
    #[must_use]
    pub fn first(&self) -> u64 {
        self.entries.front().map_or(self.count + 1, |entry| entry.number)
    }

    /// The events up to the one with the number `last`, at most `most` of them.
    #[must_use]
    pub fn up_to(&self, last: u64, most: usize) -> Vec<Arc<Entry>> {
        let end =
            usize::try_from((last + 1).saturating_sub(self.first())).unwrap_or(usize::MAX).min(self.entries.len());
        self.entries.range(end.saturating_sub(most)..end).cloned().collect()
    }
}
