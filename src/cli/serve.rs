//! `loggia serve`: the portal, and in demo mode the backend that its catalog is about.

use std::fs::{File, TryLockError};
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio_util::sync::CancellationToken;

use super::failure::Failure;
use super::{log, password, say};
use crate::analytics::server as analytics;
use crate::catalog::server::service::remove_abandoned;
use crate::demo;
use crate::gateway::server::Gateway;
use crate::identity::model::Role;
use crate::identity::server::service::{NewUser, add_user, has_administrator, sweep_sessions};
use crate::identity::server::sign_up;
use crate::identity::server::{Administrator, setup};
use crate::notifications::{self, Log, Smtp};
use crate::platform::assets::Assets;
use crate::platform::bell::Bell;
use crate::platform::config::{Choices, Config};
use crate::platform::listen::{self, Certificates, Limits};
use crate::platform::{AppState, Clock, Db, Rng};
use crate::rest;
use crate::web;

/// The file in the data directory that a running portal holds locked.
const LOCK: &str = "serve.lock";

/// How often expired things are removed.
const HOUR: Duration = Duration::from_secs(3600);

/// A little longer than imports may go without a sign of life.
const ABANDONED: Duration = Duration::from_secs(70);

/// The account that demo mode makes where there is no administrator yet.
const DEMO_ADMINISTRATOR: &str = "admin@example.com";

/// Runs the portal until SIGTERM or SIGINT and until the requests that run then are answered.
///
/// # Errors
/// [`Failure`] when it cannot start, for the person at the terminal.
pub async fn run(choices: Choices) -> Result<(), Failure> {
    // Every mistake is named before anything is opened.
    let asked = choices.clone().finish()?;
    log::start(&asked.log)?;
    let portal = bind(asked.listen, "--listen").await?;
    let backend = if asked.demo { Some(bind(asked.demo_listen, "--demo-listen").await?) } else { None };
    let calls = bind(asked.gateway.listen, "--gateway-listen").await?;
    let config = settle(choices, &portal, &calls, backend.as_ref())?;
    let certificates = match &config.gateway.tls {
        Some((chain, key)) => Some(Arc::new(Certificates::read(chain, key)?)),
        None => None,
    };

    let own = vec![config.listen, config.gateway.listen];
    raise_open_files();
    let shutdown = on_signal()?;
    let db = Db::open(&config.data).await?;
    let _lock = lock(&config.data)?;
    let bell = Bell::hang(&config.data)?;
    let state = web::state(config, db, Assets::open(), Clock::system(), Rng::system(), own).await?;
    say(&format!("Loggia {} listens on {}", env!("CARGO_PKG_VERSION"), state.config.listen));
    say(&format!("{} is at {}", state.config.name, state.config.public_url));
    say(&format!(
        "The gateway is at {} and listens on {}",
        state.config.gateway.public_url, state.config.gateway.listen
    ));
    tokio::spawn(sweep(state.clone(), shutdown.clone()));
    let mail = post(state.clone(), shutdown.clone())?;
    tokio::spawn(sweep_imports(state.clone(), shutdown.clone()));
    tokio::spawn({
        let (state, shutdown) = (state.clone(), shutdown.clone());
        // Calls that run are finished; those that still wait for a place need not wait in vain.
        async move {
            shutdown.cancelled().await;
            state.calls.close();
        }
    });
    // It ends behind the last call, not with the others.
    let calls_are_over = CancellationToken::new();
    let usage = tokio::spawn(analytics::work(state.clone(), calls_are_over.clone()));
    let backend = match backend {
        Some(listener) => Some(start_demo(&state, listener, shutdown.clone()).await?),
        None => None,
    };
    // After the demo's, for these fill an empty catalog only.
    if let Err(error) = rest::list_in_catalog(&state).await {
        tracing::warn!(%error, "the management API is not in the catalog: {error}");
    }
    // The demo has made its own by now.
    if let Some(link) = setup::link(&state).await? {
        say(&format!("Make the first administrator within an hour at {link}"));
    }
    let gateway = Gateway::new(state.clone()).await?;
    tokio::spawn(bell.listen(state.db.commits().clone(), shutdown.clone()));
    let serving =
        listen::serve(portal, web::router(state.clone()), Limits::default(), shutdown.clone().cancelled_owned());
    let (served, passed) = tokio::join!(serving, gateway.serve(calls, Limits::default(), certificates, shutdown));
    gateway.keep_used().await?;
    served?;
    passed?;
    if let Some(backend) = backend {
        let _ = backend.await;
    }
    let _ = mail.await;
    calls_are_over.cancel();
    let _ = usage.await;
    state.db.close().await;
    Ok(())
}

/// Starts the worker that sends mail: to the server that was chosen, in the demo to the log.
fn post(state: AppState, shutdown: CancellationToken) -> Result<tokio::task::JoinHandle<()>, Failure> {
    Ok(match (&state.config.mail, state.config.demo) {
        (Some(mail), _) => {
            let smtp = Smtp::new(mail)?;
            tokio::spawn(notifications::work(state, Some(smtp), shutdown))
        }
        (None, true) => tokio::spawn(notifications::work(state, Some(Log), shutdown)),
        (None, false) => tokio::spawn(notifications::work(state, None::<Log>, shutdown)),
    })
}

/// Removes what imports left behind whose process ended: at once, and once more when even the last of them counts as
/// abandoned.
async fn sweep_imports(state: AppState, shutdown: CancellationToken) {
    for pause in [Duration::ZERO, ABANDONED] {
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = tokio::time::sleep(pause) => {}
        }
        match remove_abandoned(&state).await {
            Ok(0) => {}
            Ok(count) => tracing::info!(count, "{count} imports that did not come to their end were removed"),
            Err(error) => tracing::warn!(%error, "what imports left behind could not be removed: {error}"),
        }
    }
}

/// Keeps a second portal off the data directory until the file is closed: each would clear away the other's answers that
/// wait for download. Commands may use the directory meanwhile.
fn lock(data: &Path) -> Result<File, Failure> {
    let file = File::create(data.join(LOCK))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(Failure::InUse(data.to_owned())),
        Err(TryLockError::Error(error)) => Err(error.into()),
    }
}

async fn bind(address: SocketAddr, option: &'static str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).await.map_err(|source| Failure::Listen { address, option, source })
}

/// The configuration with the addresses that were really bound, for port 0 asks for any free one, and in demo mode with
/// leave to call the backend that runs beside the portal.
fn settle(
    mut choices: Choices,
    portal: &TcpListener,
    calls: &TcpListener,
    backend: Option<&TcpListener>,
) -> Result<Config, Failure> {
    let demo_listen = backend.map(TcpListener::local_addr).transpose()?;
    choices.listen = Some(portal.local_addr()?);
    choices.gateway.listen = Some(calls.local_addr()?);
    choices.demo_listen = demo_listen.or(choices.demo_listen);
    let mut config = choices.finish()?;
    if demo_listen.is_some() {
        config.outbound_allow.push(config.demo_backend().into());
    }
    Ok(config)
}

async fn start_demo(
    state: &AppState,
    listener: TcpListener,
    shutdown: CancellationToken,
) -> Result<tokio::task::JoinHandle<()>, Failure> {
    let address = state.config.demo_backend();
    say(&format!("The demo backend is at http://{address}"));
    if !has_administrator(state).await? {
        let password = password::generate(&state.rng);
        let new =
            NewUser { email: DEMO_ADMINISTRATOR.to_owned(), role: Role::Administrator, password: password.clone() };
        add_user(state, &Administrator::system(), new).await?;
        say(&format!("Sign in as {DEMO_ADMINISTRATOR} with the password {password} (shown only this once)"));
    }
    demo::seed(state, address).await?;
    let (clock, rng) = (state.clock.clone(), state.rng.clone());
    Ok(tokio::spawn(async move {
        if let Err(error) = demo::serve(listener, shutdown.cancelled_owned(), clock, rng).await {
            tracing::error!(%error, "the demo backend ended: {error}");
        }
    }))
}

/// Removes what has expired, once an hour: sessions that nobody can use any more, and answers kept for download.
async fn sweep(state: AppState, shutdown: CancellationToken) {
    let mut hourly = tokio::time::interval(HOUR);
    loop {
        tokio::select! {
            () = shutdown.cancelled() => return,
            _ = hourly.tick() => {}
        }
        state.spool.sweep();
        if let Err(error) = sweep_sessions(&state).await {
            tracing::warn!(%error, "expired sessions stay for another hour: {error}");
        }
        if let Err(error) = sign_up::sweep(&state).await {
            tracing::warn!(%error, "links and accounts that nobody confirmed stay for another hour: {error}");
        }
        if let Err(error) = notifications::sweep(&state).await {
            tracing::warn!(%error, "old mail stays for another hour: {error}");
        }
        if let Err(error) = analytics::sweep(&state).await {
            tracing::warn!(%error, "old calls stay for another hour: {error}");
        }
    }
}

/// Cancelled by SIGTERM or SIGINT. The second one ends the program at once, as it would have without us.
fn on_signal() -> Result<CancellationToken, Failure> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let asked = CancellationToken::new();
    let token = asked.clone();
    tokio::spawn(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping: running requests are finished first");
        token.cancel();
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        std::process::exit(1);
    });
    Ok(asked)
}

/// Makes room for as many connections as the listener takes. Where the system does not allow it, the listener waits for
/// connections to end, so this is worth no more than a line in the log.
fn raise_open_files() {
    match rlimit::increase_nofile_limit(u64::MAX) {
        Ok(limit) => tracing::debug!(limit, "{limit} files may be open at once"),
        Err(error) => tracing::warn!(%error, "the limit on open files stays as it is: {error}"),
    }
}
