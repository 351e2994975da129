//! Our own accept loop: connections have deadlines and limits, and requests whose framing two programs could read
//! differently are refused before `hyper` sees them.
//!
//! `hyper` alone accepts more than it should and waits longer than it should. [`stream`] sits between it and the socket:
//! it hands on a request's head only when that is complete and [`head`] finds nothing wrong with it, follows the body by
//! [`framing`], and keeps the time.

mod body;
mod certificates;
mod chunks;
mod connection;
mod crew;
mod framing;
mod handler;
mod head;
mod http2;
mod peer;
mod quiet;
mod shared;
mod socket;
mod stream;

use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

pub use certificates::{CertificateError, Certificates};
use connection::Manner;
use crew::Crew;
pub use crew::{hand, hands};
pub use handler::{Handler, REFUSED};
pub use peer::Peer;
use quiet::quietly;
pub use stream::Stream;

/// What a connection may take. The default is meant for a portal on the open internet.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// From the first to the last byte of a request's head; then 408.
    pub head: Duration,
    /// Without a request, new or kept alive; then it is closed.
    pub mute: Duration,
    /// Between two pieces of a request's body that a handler waits for; then 408.
    pub body_stall: Duration,
    /// Between two pieces of a response that the client takes; then it is closed.
    pub write_stall: Duration,
    /// The bytes of a head or of a body's trailers; above it, 431.
    pub head_bytes: usize,
    /// How many connections may be open. Further ones wait in the system's queue.
    pub connections: usize,
    /// How long requests that run may go on after the shutdown.
    pub grace: Duration,
    /// How long a refused client may go on sending before it is cut off. Without it the system would take the answer
    /// back together with the connection.
    pub linger: Duration,
    /// Whether HTTP/2 is spoken, too: by a client that begins with it, or agrees on it while it makes TLS.
    pub http2: bool,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            head: Duration::from_secs(10),
            mute: Duration::from_secs(15),
            body_stall: Duration::from_secs(30),
            write_stall: Duration::from_secs(30),
            head_bytes: 64 * 1024,
            connections: 10_000,
            grace: Duration::from_secs(30),
            linger: Duration::from_secs(2),
            http2: false,
        }
    }
}

/// How long to wait when the system has no more files or memory for a connection.
const PAUSE: Duration = Duration::from_millis(200);

/// Has `handler` answer what comes on `listener` until `shutdown` is done and running requests are, or the grace is over.
///
/// # Errors
/// None at present: what can go wrong goes wrong with one connection.
pub async fn serve<H: Handler>(
    listener: TcpListener,
    handler: H,
    limits: Limits,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    accept_all(listener, Manner::new(handler, limits, None), None, shutdown).await
}

/// The same, on threads that serve nothing else; with certificates, clients may speak TLS or not, as they begin.
///
/// # Errors
/// When the threads cannot be started.
pub async fn serve_apart<H: Handler>(
    listener: TcpListener,
    handler: H,
    limits: Limits,
    certificates: Option<Arc<Certificates>>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let crew = Crew::start()?;
    accept_all(listener, Manner::new(handler, limits, certificates), Some(&crew), shutdown).await
}

async fn accept_all<H: Handler>(
    listener: TcpListener,
    manner: Manner<H>,
    crew: Option<&Crew>,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let limits = manner.limits;
    let places = Arc::new(Semaphore::new(limits.connections));
    let connections = TaskTracker::new();
    let end = CancellationToken::new();
    // Whoever drops this future drops the connections, too.
    let _end_on_drop = end.clone().drop_guard();
    let mut shutdown = pin!(shutdown);
    loop {
        let (stream, peer, place) = tokio::select! {
            () = &mut shutdown => break,
            accepted = accept(&listener, &places) => accepted?,
        };
        let (own, end) = (manner.for_one(), end.child_token());
        let serve = move |stream, peer| async move {
            end.run_until_cancelled_owned(connection::serve(stream, peer, own)).await;
            drop(place);
        };
        match crew {
            Some(crew) => crew.serve(&connections, stream, peer, serve),
            None => {
                connections.spawn(quietly(serve(stream, peer)));
            }
        }
    }
    drop(listener);
    manner.finish.cancel();
    connections.close();
    if tokio::time::timeout(limits.grace, connections.wait()).await.is_err() {
        let left = connections.len();
        tracing::warn!(left, "{left} connections were cut off after {} s of grace", limits.grace.as_secs());
        end.cancel();
        connections.wait().await;
    }
    Ok(())
}

/// The next connection, once there is a place for it.
async fn accept(
    listener: &TcpListener,
    places: &Arc<Semaphore>,
) -> io::Result<(TcpStream, SocketAddr, OwnedSemaphorePermit)> {
    let place = Arc::clone(places).acquire_owned().await.map_err(io::Error::other)?;
    loop {
        match listener.accept().await {
            Ok((stream, peer)) => return Ok((stream, peer, place)),
            Err(error) if is_the_clients(&error) => tracing::debug!(%error, "a client left before it was accepted"),
            Err(error) => {
                tracing::error!(%error, "no connection can be accepted right now: {error}");
                tokio::time::sleep(PAUSE).await;
            }
        }
    }
}

fn is_the_clients(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
}
