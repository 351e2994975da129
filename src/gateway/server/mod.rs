//! The server's half of the room, and all of it. A call's path is in `pipeline`; what it knows is a `snapshot`, which `keeper`
//! replaces after each change that was committed.

mod access;
mod call;
mod credential;
mod headers;
mod inside;
mod keeper;
mod limits;
mod origin;
mod pages;
mod pipeline;
pub mod policy;
mod reply;
mod routing;
mod samples;
mod serve;
mod snapshot;
mod store;
mod upstream;
mod usage;
mod via;
mod websocket;

pub use inside::{Answered, Inside};

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64};

use arc_swap::ArcSwap;
use limits::Limits;
use origin::Proxies;
use parking_lot::Mutex;
use policy::Shared;
use reply::Ids;
use snapshot::{Means, Snapshot};
use tokio::time::Instant;
use upstream::Backends;
use via::Via;

use crate::analytics::server::{Recorder, recorder, tell_limits};
use crate::kernel::ids::SubscriptionId;
use crate::platform::config::Gateway as Settings;
use crate::platform::outbound::Outbound;
use crate::platform::{AppError, AppState};

/// How many bytes of answers are kept for other calls.
const CACHE: u64 = 64 * 1024 * 1024;

/// The gateway; clones share everything.
#[derive(Clone)]
pub struct Gateway(Arc<Parts>);

/// What all clones share; its fields stay within this room.
pub struct Parts {
    state: AppState,
    settings: Settings,
    proxies: Proxies,
    recorder: Recorder,
    ids: Ids,
    via: Via,
    backends: Backends,
    limits: Limits,
    policies: Shared<Outbound>,
    current: ArcSwap<Snapshot>,
    /// The count of commits after which the snapshot was read.
    seen: AtomicU64,
    /// How many snapshots there were.
    generation: AtomicU64,
    /// Held by who reads.
    turn: tokio::sync::Mutex<()>,
    /// Until when nobody tries again after a failure.
    pause: Mutex<Option<Instant>>,
    /// Whether the database takes long to say what has changed.
    is_slow: AtomicBool,
}

impl Deref for Gateway {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

impl fmt::Debug for Gateway {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Gateway").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Gateway {
    /// A gateway that knows what is committed.
    ///
    /// # Errors
    /// When the database cannot be read.
    pub async fn new(state: AppState) -> Result<Self, AppError> {
        let settings = state.config.gateway.clone();
        let backends = Backends::new(state.outbound.clone(), settings.clone());
        let limits = Limits::default();
        limits.resume(&state).await?;
        let seen = state.db.commits().count();
        let snapshot = {
            let mut db = state.db.watch().acquire().await?;
            Snapshot::read(&mut db, &Means { backends: &backends, limits: &limits, vault: &state.vault }).await?
        };
        let (apis, keys) = snapshot.size();
        tracing::info!(apis, keys, "the gateway knows {apis} APIs and {keys} keys");
        let gateway = Self(Arc::new(Parts {
            proxies: Proxies::new(state.config.trusted_proxies.clone()),
            recorder: recorder(&state),
            ids: Ids::new(state.rng.bytes()),
            via: Via::new(state.rng.bytes()),
            policies: Shared::new(CACHE, state.outbound.clone()),
            settings,
            backends,
            limits,
            current: ArcSwap::from_pointee(snapshot),
            seen: AtomicU64::new(seen),
            generation: AtomicU64::new(1),
            turn: tokio::sync::Mutex::default(),
            pause: Mutex::default(),
            is_slow: AtomicBool::new(false),
            state,
        }));
        gateway.tell_limits();
        gateway.show_itself();
        gateway.recorder.set_generation(1);
        Ok(gateway)
    }

    /// Lets others ask how far the limits of subscriptions are used up, while this gateway is there.
    fn tell_limits(&self) {
        let parts = Arc::downgrade(&self.0);
        let limits_of = move |id: &SubscriptionId| {
            let Some(parts) = parts.upgrade() else { return Vec::new() };
            let snapshot = parts.current.load_full();
            snapshot.subscriber(id).map(|subscriber| subscriber.tier.used(parts.state.clock.now())).unwrap_or_default()
        };
        tell_limits(&self.state, Arc::new(limits_of));
    }
}
