//! Where the gateway leaves what it did: a queue in memory that never lets it wait.

use std::collections::VecDeque;
use std::mem;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::Method;
use parking_lot::Mutex;
use tokio::sync::Notify;

use super::totals::Totals;
use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId};
use crate::platform::AppState;

/// How many calls wait at most, once to be counted and once to be written: while both go well, this many in a second are
/// needed to lose one. A call is some 300 bytes.
const MOST: usize = 100_000;
/// How many calls wake the worker before its second is over.
const ENOUGH: usize = 5_000;

/// A call that the gateway answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Call {
    /// When it came in.
    pub at: Timestamp,
    /// Whose key it had; `None` without one, or with a wrong one.
    pub subscription: Option<SubscriptionId>,
    /// The product whose limits held for it.
    pub product: Option<ProductId>,
    /// The API that its path belongs to; `None` where it belongs to none.
    pub api: Option<ApiId>,
    /// The slug of the operation that it matched.
    pub operation: Option<Arc<str>>,
    /// Its verb.
    pub method: Method,
    /// The status of the answer; 499 when the caller went away before there was one.
    pub status: u16,
    /// The bytes of its body.
    pub bytes_in: u64,
    /// The bytes of the answer's body, as far as they were taken.
    pub bytes_out: u64,
    /// How long it took from its head to the last byte of its answer, in microseconds.
    pub total_us: u64,
    /// How much of that was the backend's time, to the first byte of its answer; `None` where no backend was asked.
    pub backend_us: Option<u64>,
    /// Whether the answer came from the cache.
    pub cache: bool,
    /// Who called. Whether it is kept is the operator's choice.
    pub client: Option<IpAddr>,
}

/// Takes calls; clones share one queue.
#[derive(Clone, Debug, Default)]
pub struct Recorder(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    /// What the gateway left and nobody has looked at.
    queue: Mutex<VecDeque<Call>>,
    /// What is counted and not yet written.
    counted: Mutex<Counted>,
    enough: Notify,
    dropped: AtomicU64,
    in_flight: AtomicU64,
    generation: AtomicU64,
    /// How often series were removed.
    removals: AtomicU64,
}

#[derive(Debug, Default)]
struct Counted {
    waiting: VecDeque<Call>,
    totals: Totals,
    /// Empty: the queue's room from the time before the last, so that the gateway need not wait for memory.
    left: VecDeque<Call>,
}

/// What is known besides the counts of calls.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Gauges {
    /// Calls that were never written down.
    pub(super) dropped: u64,
    /// Calls that wait to be written down.
    pub(super) waiting: u64,
    /// Calls that are being answered.
    pub(super) in_flight: u64,
    /// The generation of the gateway's configuration.
    pub(super) generation: u64,
}

/// A call that is being answered; it no longer is once this is dropped.
#[derive(Debug)]
pub struct InFlight(Arc<Shared>);

impl Recorder {
    /// Leaves a call here. It waits for nobody but whoever does the same right now; where too many wait already, the oldest of
    /// them makes room and is counted.
    pub fn record(&self, call: Call) {
        let waiting = {
            let mut queue = self.0.queue.lock();
            if queue.len() >= MOST {
                queue.pop_front();
                self.0.dropped.fetch_add(1, Ordering::Relaxed);
            }
            queue.push_back(call);
            queue.len()
        };
        if waiting == ENOUGH {
            self.0.enough.notify_one();
        }
    }

    /// Counts a call among those that are being answered, until what comes back is dropped.
    #[must_use]
    pub fn begin(&self) -> InFlight {
        self.0.in_flight.fetch_add(1, Ordering::Relaxed);
        InFlight(Arc::clone(&self.0))
    }

    /// Says which generation of the gateway's configuration calls meet from now on.
    pub fn set_generation(&self, generation: u64) {
        self.0.generation.store(generation, Ordering::Relaxed);
    }

    /// Says that series are being removed whose numbers others may get. Nobody writes calls meanwhile.
    pub(super) fn note_removal(&self) {
        self.0.removals.fetch_add(1, Ordering::AcqRel);
    }

    /// How often that was said.
    pub(super) fn removals(&self) -> u64 {
        self.0.removals.load(Ordering::Acquire)
    }

    /// Waits until it is worth looking before the second is over.
    pub(super) async fn enough(&self) {
        self.0.enough.notified().await;
    }

    /// Counts what the gateway left since the last time, and puts it to what is to be written.
    pub(super) fn count(&self) {
        // The other lock is held first and for longer, so that two who count keep the order of calls.
        let mut counted = self.0.counted.lock();
        let Counted { waiting, totals, left } = &mut *counted;
        mem::swap(&mut *self.0.queue.lock(), left);
        left.iter().for_each(|call| totals.count(call));
        waiting.append(left);
        self.shorten(waiting);
    }

    /// Takes at most `most` of what is to be written, the oldest first.
    pub(super) fn take(&self, most: usize) -> Vec<Call> {
        let mut counted = self.0.counted.lock();
        let most = most.min(counted.waiting.len());
        counted.waiting.drain(..most).collect()
    }

    /// Gives back what was taken and could not be written.
    pub(super) fn give_back(&self, calls: Vec<Call>) {
        let mut counted = self.0.counted.lock();
        let mut waiting = VecDeque::from(calls);
        waiting.append(&mut counted.waiting);
        self.shorten(&mut waiting);
        counted.waiting = waiting;
    }

    fn shorten(&self, waiting: &mut VecDeque<Call>) {
        let too_many = waiting.len().saturating_sub(MOST);
        waiting.drain(..too_many);
        self.0.dropped.fetch_add(u64::try_from(too_many).unwrap_or(u64::MAX), Ordering::Relaxed);
    }

    /// What was counted until now, and what is known besides.
    pub(super) fn totals(&self) -> (Totals, Gauges) {
        self.count();
        let counted = self.0.counted.lock();
        let gauges = Gauges {
            dropped: self.0.dropped.load(Ordering::Relaxed),
            waiting: u64::try_from(counted.waiting.len()).unwrap_or(u64::MAX),
            in_flight: self.0.in_flight.load(Ordering::Relaxed),
            generation: self.0.generation.load(Ordering::Relaxed),
        };
        (counted.totals.clone(), gauges)
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.in_flight.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The server's recorder.
#[must_use]
pub fn recorder(state: &AppState) -> Recorder {
    state.shelf.get(Recorder::default)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn call(at: i64) -> Call {
        Call {
            at: Timestamp(at),
            subscription: None,
            product: None,
            api: None,
            operation: None,
            method: Method::GET,
            status: 200,
            bytes_in: 0,
            bytes_out: 0,
            total_us: 1,
            backend_us: None,
            cache: false,
            client: None,
        }
    }

    #[test]
    fn what_was_given_back_comes_first_again() {
        let recorder = Recorder::default();
        (0..3).for_each(|at| recorder.record(call(at)));
        recorder.count();
        let taken = recorder.take(2);
        recorder.record(call(3));
        recorder.count();
        recorder.give_back(taken);
        let times: Vec<i64> = recorder.take(9).iter().map(|call| call.at.0).collect();
        assert_eq!(times, [0, 1, 2, 3]);
    }

    #[test]
    fn the_oldest_make_room_in_the_queue_and_behind_it() {
        let recorder = Recorder::default();
        let most = i64::try_from(MOST).unwrap();
        (0..most + 2).for_each(|at| recorder.record(call(at)));
        let (_, gauges) = recorder.totals();
        assert_eq!((gauges.dropped, gauges.waiting), (2, 100_000));
        let taken = recorder.take(1);
        assert_eq!(taken.iter().map(|call| call.at.0).collect::<Vec<_>>(), [2]);
        (0..2).for_each(|at| recorder.record(call(most + 2 + at)));
        recorder.give_back(taken);
        let (_, gauges) = recorder.totals();
        assert_eq!((gauges.dropped, gauges.waiting), (4, 100_000));
        assert_eq!(recorder.take(1).first().map(|call| call.at.0), Some(4));
    }

    #[test]
    fn a_call_is_in_flight_until_it_is_answered() {
        let recorder = Recorder::default();
        let first = recorder.begin();
        let second = recorder.begin();
        drop(first);
        assert_eq!(recorder.totals().1.in_flight, 1);
        drop(second);
        assert_eq!(recorder.totals().1.in_flight, 0);
    }
}
