//! Where the gateway leaves what it did: a queue in memory that never lets it wait.

use std::collections::VecDeque;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::http::Method;
use parking_lot::Mutex;
use tokio::sync::Notify;

use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, ProductId, SubscriptionId};
use crate::platform::AppState;

/// How many calls wait at most to be taken: the worker takes them every second, so this many in a second are needed to lose
/// one. A call is some 200 bytes.
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
    queue: Mutex<VecDeque<Call>>,
    enough: Notify,
    dropped: AtomicU64,
    in_flight: AtomicU64,
    generation: AtomicU64,
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
