//! What it takes to start.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::Notify;

use super::page::render;
use crate::platform::assets::Assets;
use crate::platform::calls::Calls;
use crate::platform::config::Config;
use crate::platform::heavy::Heavy;
use crate::platform::jobs::Jobs;
use crate::platform::made::Made;
use crate::platform::memory::Memory;
use crate::platform::outbound::{Outbound, Policy};
use crate::platform::pages::Pages;
use crate::platform::parts::Parts;
use crate::platform::shelf::Shelf;
use crate::platform::spool::{Spool, SpoolLimits};
use crate::platform::state::Means;
use crate::platform::throttle::Throttle;
use crate::platform::{AppState, Clock, Db, Rng, Vault};

/// How many passwords may be hashed at once, however many cores there are: each takes 19 MiB.
const HASHES: usize = 4;

/// The server's state.
///
/// # Errors
/// When the vault cannot be unlocked, the spool's directory cannot be written, the assets are not there, or TLS cannot be set
/// up.
pub async fn state(
    config: Config,
    db: Db,
    assets: Assets,
    clock: Clock,
    rng: Rng,
    own: Vec<SocketAddr>,
) -> io::Result<AppState> {
    let vault = Vault::unlock(&config, &db, rng.clone()).await.map_err(io::Error::other)?;
    let spool = Spool::new(config.data.join("spool"), clock.clone(), rng.clone(), SpoolLimits::default())?;
    let policy = Policy::new(config.outbound_allow.clone(), own);
    let outbound = Outbound::new(policy).map_err(io::Error::other)?;
    let leptos = assets.leptos_options(config.listen, &config.data)?;
    let calls = Calls::new(config.concurrent_calls);
    let minute = Duration::from_secs(60);
    Ok(AppState::new(Means {
        jobs: Jobs::default(),
        made: Made::default(),
        schemas: Parts::default(),
        shelf: Shelf::default(),
        pages: Pages::new(render),
        setup: Memory::new(clock.clone(), 1),
        sign_in: Throttle::new(clock.clone(), 5, minute),
        sign_in_by_address: Throttle::new(clock.clone(), 30, minute),
        noted_failures: Throttle::new(clock.clone(), 20, 60 * minute),
        sign_in_codes: Throttle::new(clock.clone(), 20, 60 * minute),
        sign_in_steps: Memory::new(clock.clone(), 10_000),
        passkey_challenges: Memory::new(clock.clone(), 10_000),
        mail_by_address: Throttle::new(clock.clone(), 10, 10 * minute),
        mail_by_recipient: Throttle::new(clock.clone(), 3, 60 * minute),
        outbox: Arc::new(Notify::new()),
        oauth_flows: Memory::new(clock.clone(), 1000),
        oauth_grants: Memory::new(clock.clone(), 1000),
        oauth_metadata: Memory::new(clock.clone(), 100),
        sign_in_flows: Memory::new(clock.clone(), 10_000),
        provider_documents: Memory::new(clock.clone(), 200),
        oauth_requests: Throttle::new(clock.clone(), 30, minute),
        hashing: Heavy::new(HASHES),
        config,
        db,
        clock,
        rng,
        vault,
        outbound,
        spool,
        calls,
        assets,
        leptos,
    }))
}
