//! One counter: a window that begins with its first call.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use parking_lot::Mutex;

use crate::gateway::server::store::Used;
use crate::kernel::Timestamp;

/// How much there may be of something in how many milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gateway::server) struct Bound {
    pub(in crate::gateway::server) calls: Option<u64>,
    pub(in crate::gateway::server) bytes: Option<u64>,
    pub(in crate::gateway::server) milliseconds: i64,
}

/// What is left in a window.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::gateway::server) struct Left {
    /// Calls; `None` for any number.
    pub(in crate::gateway::server) calls: Option<u64>,
    /// Bytes; `None` for any number.
    pub(in crate::gateway::server) bytes: Option<u64>,
    /// Until it begins anew.
    pub(in crate::gateway::server) milliseconds: i64,
}

/// What was used in the window at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Window {
    began_at: i64,
    /// As the bound said when it was last looked at.
    ends_at: i64,
    calls: u64,
    bytes: u64,
}

/// By how many milliseconds a call may have come in before the window that it is counted in began: the calls of a moment
/// overtake each other. A clock that was set back by more must not lock anybody out for longer than the window.
const OVERTAKEN: i64 = 60_000;

impl Window {
    /// When a call that came in at `now` counts.
    fn moment(&self, now: Timestamp) -> i64 {
        let is_overtaken = now.0 < self.began_at && self.began_at - now.0 <= OVERTAKEN;
        if is_overtaken { self.began_at } else { now.0 }
    }
}

/// Counters that were changed.
type Changed = Arc<Mutex<Vec<Arc<Counter>>>>;

/// Counts calls and bytes.
#[derive(Debug)]
pub(in crate::gateway::server) struct Counter {
    holder: Box<str>,
    place: Box<str>,
    window: Mutex<Window>,
    /// Where it says that it was changed, if it is kept; and whether it has said so.
    changed: Option<Changed>,
    is_noted: AtomicBool,
}

impl Counter {
    pub(super) fn new(holder: &str, place: &str, changed: Option<Changed>) -> Self {
        Self {
            holder: holder.into(),
            place: place.into(),
            window: Mutex::default(),
            changed,
            is_noted: AtomicBool::new(false),
        }
    }

    /// Takes one call, if there is one left; however many ask at once, no more than the bound says get one.
    ///
    /// # Errors
    /// What is left where there is none, of calls nothing.
    pub(in crate::gateway::server) fn take(self: &Arc<Self>, bound: &Bound, now: Timestamp) -> Result<Left, Left> {
        let left = {
            let mut window = self.window.lock();
            let ends_at = window.began_at.saturating_add(bound.milliseconds);
            let moment = window.moment(now);
            let has_begun = window.ends_at > 0;
            if !has_begun || !(window.began_at..ends_at).contains(&moment) {
                *window = Window { began_at: moment, ..Window::default() };
            }
            window.ends_at = window.began_at.saturating_add(bound.milliseconds);
            let milliseconds = window.ends_at - moment;
            let bytes = bound.bytes.map(|most| most.saturating_sub(window.bytes));
            let is_over = bound.calls.is_some_and(|most| window.calls >= most) || bytes == Some(0);
            if is_over {
                return Err(Left { calls: bound.calls.map(|_| 0), bytes, milliseconds });
            }
            window.calls += 1;
            Left { calls: bound.calls.map(|most| most.saturating_sub(window.calls)), bytes, milliseconds }
        };
        self.note();
        Ok(left)
    }

    /// Gives a call back that was taken and came to nothing.
    pub(in crate::gateway::server) fn give_back(self: &Arc<Self>) {
        let mut window = self.window.lock();
        window.calls = window.calls.saturating_sub(1);
        drop(window);
        self.note();
    }

    /// Counts the bytes of a call that was taken.
    pub(in crate::gateway::server) fn add_bytes(self: &Arc<Self>, bytes: u64) {
        let mut window = self.window.lock();
        window.bytes = window.bytes.saturating_add(bytes);
        drop(window);
        self.note();
    }

    /// The calls and bytes of the window that runs at `now`, and when it ends; `None` when none does.
    pub(super) fn look(&self, bound: &Bound, now: Timestamp) -> Option<(u64, u64, Timestamp)> {
        let window = *self.window.lock();
        let ends_at = window.began_at.saturating_add(bound.milliseconds);
        (window.calls > 0 && (window.began_at..ends_at).contains(&window.moment(now))).then_some((
            window.calls,
            window.bytes,
            Timestamp(ends_at),
        ))
    }

    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        now.0 >= self.window.lock().ends_at
    }

    fn note(self: &Arc<Self>) {
        if let Some(changed) = &self.changed
            && !self.is_noted.swap(true, Ordering::AcqRel)
        {
            changed.lock().push(Arc::clone(self));
        }
    }

    /// What is to be kept. From now on a change is noted again.
    pub(super) fn used(&self) -> Used {
        self.is_noted.store(false, Ordering::Release);
        let Window { began_at, ends_at, calls, bytes } = *self.window.lock();
        let number = |number| i64::try_from(number).unwrap_or(i64::MAX);
        Used {
            holder: self.holder.to_string(),
            place: self.place.to_string(),
            began_at,
            ends_at,
            calls: number(calls),
            bytes: number(bytes),
        }
    }

    /// Goes on where what was kept ended.
    pub(super) fn resume(&self, used: &Used) {
        *self.window.lock() = Window {
            began_at: used.began_at,
            ends_at: used.ends_at,
            calls: u64::try_from(used.calls).unwrap_or_default(),
            bytes: u64::try_from(used.bytes).unwrap_or_default(),
        };
    }

    /// Notes it again: what it said could not be kept.
    pub(super) fn note_again(self: &Arc<Self>) {
        self.note();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOUND: Bound = Bound { calls: Some(100), bytes: None, milliseconds: 1000 };

    #[test]
    fn exactly_as_many_as_allowed_get_through_at_once() {
        let counter = Arc::new(Counter::new("a", "b", None));
        let taken: usize = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| (0..25).filter(|_| counter.take(&BOUND, Timestamp(5)).is_ok()).count()))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum()
        });
        assert_eq!(taken, 100);
    }

    #[test]
    fn a_window_begins_with_its_first_call() {
        let counter = Arc::new(Counter::new("a", "b", None));
        let bound = Bound { calls: Some(1), bytes: Some(10), milliseconds: 1000 };
        let left = Ok(Left { calls: Some(0), bytes: Some(10), milliseconds: 1000 });
        assert_eq!(counter.take(&bound, Timestamp(500)), left);
        let none = Left { calls: Some(0), bytes: Some(10), milliseconds: 100 };
        assert_eq!(counter.take(&bound, Timestamp(1400)), Err(none));
        assert_eq!(counter.take(&bound, Timestamp(1500)), left);
        let bytes = Bound { calls: None, ..bound };
        counter.add_bytes(9);
        assert!(counter.take(&bytes, Timestamp(1600)).is_ok());
        counter.add_bytes(1);
        let none = Left { calls: None, bytes: Some(0), milliseconds: 800 };
        assert_eq!(counter.take(&bytes, Timestamp(1700)), Err(none));
        assert!(counter.take(&bytes, Timestamp(1500 - OVERTAKEN - 1)).is_ok(), "the clock was set back");
    }

    #[test]
    fn a_call_that_was_overtaken_counts_in_the_window_that_runs() {
        let counter = Arc::new(Counter::new("a", "b", None));
        let bound = Bound { calls: Some(2), bytes: None, milliseconds: 1000 };
        let took: Vec<bool> =
            [1001, 1000, 999, 1001].map(|now| counter.take(&bound, Timestamp(now)).is_ok()).into_iter().collect();
        assert_eq!(took, [true, true, false, false]);
        assert_eq!(counter.look(&bound, Timestamp(990)), Some((2, 0, Timestamp(2001))));
    }
}
