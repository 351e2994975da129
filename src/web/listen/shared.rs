//! What the two ends of a connection tell each other across `hyper`: the stream below it and the service above it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

use axum::http::StatusCode;
use futures_util::task::AtomicWaker;

/// Shared by a connection's stream and service.
#[derive(Debug, Default)]
pub(super) struct Shared {
    /// Which request of the connection, counted from 1, is to be answered with which status in place of its handler's
    /// answer. It is the connection's last.
    refused: OnceLock<(u64, StatusCode)>,
    busy: AtomicBool,
    idle: AtomicWaker,
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
    pub(super) fn is_busy(&self, waker: &std::task::Waker) -> bool {
        self.idle.register(waker);
        self.busy.load(Ordering::SeqCst)
    }

    /// Says that a request is being answered, until the other call.
    pub(super) fn set_busy(&self, busy: bool) {
        self.busy.store(busy, Ordering::SeqCst);
        if !busy {
            self.idle.wake();
        }
    }
}
