//! How far an import is, and whether anybody still wants it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, AtomicUsize, Ordering};

use tokio_util::sync::CancellationToken;

use super::import::ImportError;
use crate::platform::AppError;

/// What an import is at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stage {
    /// The document is fetched, put together, read and understood.
    #[default]
    Reading,
    /// Operations are written.
    Writing,
    /// Everything is there.
    Done,
}

/// Shared between the import and whoever waits for it: clones are the same.
#[derive(Clone, Debug, Default)]
pub struct Progress(Arc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    stage: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
    cancelled: CancellationToken,
}

impl Progress {
    /// The stage, how many operations are written, and how many there are.
    #[must_use]
    pub fn now(&self) -> (Stage, usize, usize) {
        let stage = match self.0.stage.load(Ordering::Relaxed) {
            0 => Stage::Reading,
            1 => Stage::Writing,
            _ => Stage::Done,
        };
        (stage, self.0.done.load(Ordering::Relaxed), self.0.total.load(Ordering::Relaxed))
    }

    /// Asks the import to stop and leave nothing behind.
    pub fn cancel(&self) {
        self.0.cancelled.cancel();
    }

    /// Fails once somebody has cancelled.
    pub(super) fn go_on(&self) -> Result<(), ImportError> {
        if self.0.cancelled.is_cancelled() { Err(ImportError::Cancelled) } else { Ok(()) }
    }

    /// Waits for `work`, but not longer than somebody wants the import.
    pub(super) async fn wait<T>(&self, work: impl Future<Output = T>) -> Result<T, ImportError> {
        self.0.cancelled.run_until_cancelled(work).await.ok_or(ImportError::Cancelled)
    }

    pub(super) fn enter(&self, stage: Stage, total: usize) {
        self.0.total.store(total, Ordering::Relaxed);
        self.0.stage.store(stage as u8, Ordering::Relaxed);
    }

    pub(super) fn advance(&self, by: usize) {
        self.0.done.fetch_add(by, Ordering::Relaxed);
    }
}

/// Does `work`, which takes the processor and not the network, where it holds up nobody else.
pub(super) async fn aside<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, ImportError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.map_err(|error| AppError::Unexpected(error.to_string()).into())
}
