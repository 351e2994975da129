//! How many console calls may run at once: in all, and to one backend.

use std::collections::HashMap;
use std::sync::Arc;

use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// One backend may take a quarter of all places, so that one that hangs does not stop the calls to the others.
const SHARE: usize = 4;

/// The places for running calls.
#[derive(Debug)]
pub struct Calls {
    all: Arc<Semaphore>,
    to_one: usize,
    backends: Mutex<HashMap<String, Arc<Semaphore>>>,
}

/// A place; given back when dropped.
#[derive(Debug)]
pub struct Place {
    _of_all: OwnedSemaphorePermit,
    _of_backend: OwnedSemaphorePermit,
}

impl Calls {
    /// Room for `most` calls.
    #[must_use]
    pub fn new(most: usize) -> Self {
        Self { all: Arc::new(Semaphore::new(most)), to_one: most.div_ceil(SHARE), backends: Mutex::new(HashMap::new()) }
    }

    /// Waits for a place for a call to `backend`; `None` once they are [closed](Self::close).
    pub async fn place(&self, backend: &str) -> Option<Place> {
        let semaphore = self.backend(backend);
        // The backend's place first: whoever waits for a slow backend must not hold a place that others could use.
        let of_backend = semaphore.acquire_owned().await.ok()?;
        let of_all = Arc::clone(&self.all).acquire_owned().await.ok()?;
        Some(Place { _of_all: of_all, _of_backend: of_backend })
    }

    /// No call begins any more; those that wait are told so.
    pub fn close(&self) {
        self.all.close();
    }

    /// How many more calls could run now.
    #[must_use]
    pub fn free(&self) -> usize {
        self.all.available_permits()
    }

    fn backend(&self, backend: &str) -> Arc<Semaphore> {
        let mut backends = self.backends.lock();
        // Whoever waits for or holds a place keeps its semaphore alive; the others are forgotten.
        backends.retain(|name, semaphore| name == backend || Arc::strong_count(semaphore) > 1);
        let places = || Arc::new(Semaphore::new(self.to_one));
        Arc::clone(backends.entry(backend.to_owned()).or_insert_with(places))
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::time::timeout;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_backend_takes_its_share_and_no_more() {
        let calls = Calls::new(8);
        let mut held = Vec::new();
        for _ in 0..2 {
            held.push(calls.place("hung").await.unwrap());
        }
        let moment = Duration::from_secs(1);
        assert!(timeout(moment, calls.place("hung")).await.is_err());
        assert!(timeout(moment, calls.place("other")).await.is_ok());
        held.pop();
        assert!(timeout(moment, calls.place("hung")).await.is_ok());
    }

    #[tokio::test(start_paused = true)]
    async fn all_backends_share_the_whole() {
        let calls = Calls::new(4);
        let mut held = Vec::new();
        for backend in ["a", "b", "c", "d"] {
            held.push(calls.place(backend).await.unwrap());
        }
        assert!(timeout(Duration::from_secs(1), calls.place("e")).await.is_err());
        held.clear();
        assert!(timeout(Duration::from_secs(1), calls.place("e")).await.is_ok());
        assert!(calls.backends.lock().len() <= 1, "idle backends are forgotten");
    }
}
