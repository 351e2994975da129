//! What the two ends of a connection tell each other across `hyper`: the stream below it and the service above it.

use std::fmt;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::task::Waker;

use axum::http::StatusCode;
use futures_util::task::AtomicWaker;
use parking_lot::Mutex;

use super::peer::TakeOver;

/// How many bytes of a body are handed on before it is seen whether the client takes any.
const AHEAD: usize = 32 * 1024;

/// Shared by a connection's stream and service.
#[derive(Default)]
pub(super) struct Shared {
    /// Which request of the connection, counted from 1, is to be answered with which status in place of its handler's
    /// answer. It is the connection's last.
    refused: OnceLock<(u64, StatusCode)>,
    busy: AtomicBool,
    answered: AtomicU64,
    idle: AtomicWaker,
    is_stuck: AtomicBool,
    ahead: AtomicUsize,
    is_taken: AtomicBool,
    take_over: Mutex<Option<TakeOver>>,
}

impl fmt::Debug for Shared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Shared").field("refused", &self.refused).field("busy", &self.busy).finish_non_exhaustive()
    }
}

impl Shared {
    /// Has request `number` answered with `status`.
    pub(super) fn refuse(&self, number: u64, status: StatusCode) {
        // The first reason is the one that counts.
        let _ = self.refused.set((number, status));
    }

    /// The status with which request `number` is to be answered, if it is refused.
    pub(super) fn refusal(&self, number: u64) -> Option<StatusCode> {
        self.refused.get().filter(|refused| refused.0 == number).map(|refused| refused.1)
    }

    /// Whether a request was refused.
    pub(super) fn has_refused(&self) -> bool {
        self.refused.get().is_some()
    }

    /// Whether a request is being answered; if so, `waker` is woken when it no longer is.
    pub(super) fn is_busy(&self, waker: &Waker) -> bool {
        self.idle.register(waker);
        self.busy.load(Ordering::SeqCst)
    }

    /// Whether so many requests have been answered; if not, `waker` is woken when it may be so.
    pub(super) fn has_answered(&self, requests: u64, waker: &Waker) -> bool {
        self.idle.register(waker);
        !self.is_taken.load(Ordering::SeqCst) && self.answered.load(Ordering::SeqCst) >= requests
    }

    /// Says that a request is being answered, until the other call.
    pub(super) fn set_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::SeqCst);
        if !busy {
            self.answered.fetch_add(1, Ordering::SeqCst);
            self.idle.wake();
        }
    }

    /// Says that so many bytes of a body were handed on.
    pub(super) fn hand_on(&self, bytes: usize) {
        self.ahead.fetch_add(bytes, Ordering::AcqRel);
    }

    /// Says whether the client took something just now; gives back whether a body rested that may go on.
    pub(super) fn has_taken(&self, is_taken: bool) -> bool {
        let was_stuck = self.is_stuck.swap(!is_taken, Ordering::AcqRel);
        is_taken && (self.ahead.swap(0, Ordering::AcqRel) >= AHEAD || was_stuck)
    }

    /// Whether the client does not take at present what is written.
    pub(super) fn is_stuck(&self) -> bool {
        self.is_stuck.load(Ordering::Acquire)
    }

    /// Whether enough of a body was handed on. The connection's task is woken when the client has taken some.
    pub(super) fn is_full(&self) -> bool {
        self.is_stuck() || self.ahead.load(Ordering::Acquire) >= AHEAD
    }

    /// Whoever gets the connection when the protocol has changed.
    pub(super) fn take_over(&self, then: TakeOver) {
        self.is_taken.store(true, Ordering::SeqCst);
        *self.take_over.lock() = Some(then);
    }

    /// The same, to be called.
    pub(super) fn taken_over(&self) -> Option<TakeOver> {
        self.take_over.lock().take()
    }
}
