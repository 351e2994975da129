//! A machine that calls go to, its connections and its state.

use std::collections::HashMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use axum::http::{HeaderValue, Uri};
use parking_lot::Mutex;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{Instant, timeout};

use super::health::Health;
use super::session::Session;
use crate::kernel::Failure;
use crate::kernel::failure::Stage;
use crate::platform::config::Gateway as Settings;
use crate::platform::listen::{hand, hands};
use crate::platform::outbound::Outbound;

/// How long a connection may lie idle. Many servers close theirs after a minute.
const IDLE: Duration = Duration::from_secs(30);
/// How many may, of each thread.
const MOST_IDLE: usize = 256;
/// How long a call waits for its turn when the backend has as many as it may have.
const TURN: Duration = Duration::from_secs(1);
/// How long a backend is remembered that nobody has.
const REMEMBERED: Duration = Duration::from_secs(300);

/// All backends, by scheme, host and port.
pub(in crate::gateway::server) struct Backends {
    outbound: Outbound,
    settings: Settings,
    known: Mutex<HashMap<Uri, Known>>,
}

struct Known {
    backend: Arc<Backend>,
    /// When it was last asked for: one that only some calls name is no API's, but has connections and a past, too.
    asked_at: Instant,
}

/// One of them.
pub(in crate::gateway::server) struct Backend {
    /// Its scheme, host and port.
    origin: Uri,
    /// What it is called in `Host`.
    pub(super) host: HeaderValue,
    outbound: Outbound,
    places: Arc<Semaphore>,
    /// Those that each thread watches. Whoever uses another thread's has to be woken by it.
    idle: Box<[Mutex<Vec<Idle>>]>,
    pub(super) health: Health,
}

struct Idle {
    session: Box<Session>,
    since: Instant,
}

impl Backends {
    pub(in crate::gateway::server) fn new(outbound: Outbound, settings: Settings) -> Self {
        Self { outbound, settings, known: Mutex::default() }
    }

    /// The backend there; the same one for all APIs that go there.
    pub(super) fn get(&self, scheme: &str, host: &str, port: Option<u16>) -> Option<Arc<Backend>> {
        let authority = port.map_or_else(|| host.to_owned(), |port| format!("{host}:{port}"));
        let origin = Uri::builder().scheme(scheme).authority(authority.as_str()).path_and_query("/").build().ok()?;
        let mut known = self.known.lock();
        let asked_at = Instant::now();
        if let Some(known) = known.get_mut(&origin) {
            known.asked_at = asked_at;
            return Some(Arc::clone(&known.backend));
        }
        let backend = Arc::new(Backend {
            host: HeaderValue::try_from(authority).ok()?,
            outbound: self.outbound.clone(),
            places: Arc::new(Semaphore::new(self.settings.backend_calls)),
            idle: (0..=hands()).map(|_| Mutex::default()).collect(),
            health: Health::default(),
            origin: origin.clone(),
        });
        known.insert(origin, Known { backend: Arc::clone(&backend), asked_at });
        Some(backend)
    }

    /// Closes connections that lay idle for too long.
    pub(in crate::gateway::server) fn sweep(&self) {
        let mut known = self.known.lock();
        known
            .retain(|_, Known { backend, asked_at }| Arc::strong_count(backend) > 1 || asked_at.elapsed() < REMEMBERED);
        let backends: Vec<_> = known.values().map(|known| Arc::clone(&known.backend)).collect();
        drop(known);
        for backend in backends {
            for idle in &backend.idle {
                idle.lock().retain(|idle| idle.since.elapsed() < IDLE);
            }
        }
    }
}

impl fmt::Debug for Backends {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backends").finish_non_exhaustive()
    }
}

impl fmt::Debug for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Backend").field("origin", &self.origin).finish_non_exhaustive()
    }
}

impl Backend {
    /// Its scheme, host and port, with a slash at the end.
    pub(super) fn origin(&self) -> String {
        self.origin.to_string()
    }

    /// Whether scheme, host and port are the same.
    pub(in crate::gateway::server) fn shares_origin_with(&self, other: &Self) -> bool {
        self.origin == other.origin
    }

    /// A place among the calls that it gets at once; `None` when there was none for too long.
    pub(super) async fn place(&self) -> Option<OwnedSemaphorePermit> {
        if let Ok(place) = Arc::clone(&self.places).try_acquire_owned() {
            return Some(place);
        }
        timeout(TURN, Arc::clone(&self.places).acquire_owned()).await.ok()?.ok()
    }

    /// A connection that was used before and is still open; one of this thread's, if there is one.
    pub(super) async fn kept(&self) -> Option<Box<Session>> {
        loop {
            let (others, own) = self.idle.split_at_checked(hand())?;
            let Idle { mut session, since } = own.iter().chain(others).find_map(|idle| idle.lock().pop())?;
            if since.elapsed() < IDLE && session.is_still_open().await {
                return Some(session);
            }
        }
    }

    /// A new connection.
    pub(super) async fn connect(&self, most: Duration) -> Result<Box<Session>, Failure> {
        // Apart, for most calls find a connection and should not make room for this.
        let connecting = Box::pin(timeout(most, self.outbound.connect(&self.origin, most)));
        let connection =
            connecting.await.map_err(|_| Failure::TimedOut { stage: Stage::Connect, seconds: most.as_secs() })??;
        Session::begin(connection).await.map(Box::new)
    }

    /// Takes a connection that the next call can use.
    pub(super) fn keep(&self, session: Box<Session>) {
        let Some(idle) = self.idle.get(session.home()) else { return };
        let mut idle = idle.lock();
        if idle.len() < MOST_IDLE {
            idle.push(Idle { session, since: Instant::now() });
        }
    }
}
