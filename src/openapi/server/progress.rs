//! How far an import is, and whether anybody still wants it.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

use super::import::ImportError;

/// What an import is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The document is read and understood.
    #[default]
    Reading,
    /// Operations are written.
    Writing,
    /// Everything is there.
    Done,
}

/// Shared between the import and whoever waits for it.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
    cancelled: AtomicBool,
}

impl Progress {
    /// The stage, how many operations are written, and how many there are.
    #[must_use]
    pub fn now(&self) -> (Stage, usize, usize) {
        let stage = match self.stage.load(Ordering::Relaxed) {
            0 => Stage::Reading,
            1 => Stage::Writing,
            _ => Stage::Done,
        };
        (stage, self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }

    /// Asks the import to stop and leave nothing behind.
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Fails once somebody has cancelled.
    pub(super) fn go_on(&self) -> Result<(), ImportError> {
        if self.cancelled.load(Ordering::Relaxed) { Err(ImportError::Cancelled) } else { Ok(()) }
    }

    pub(super) fn enter(&self, stage: Stage, total: usize) {
        self.total.store(total, Ordering::Relaxed);
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, by: usize) {
        self.done.fetch_add(by, Ordering::Relaxed);
    }
}
