//! One connection of HTTP/2. `hyper` keeps its framing; what two programs could still read differently is refused here.

use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use axum::http::Request;
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use tokio::time::{Instant, sleep};
use tokio_io_timeout::TimeoutWriter;

use super::body::{Answer, Busy, Many, Stalled};
use super::connection::Manner;
use super::handler::{Answered, refused};
use super::head::judge_request;
use super::socket::Socket;
use super::{Handler, Peer};

/// The most calls of one connection at once.
const STREAMS: u32 = 128;
/// What may be under way of one body, in bytes: all that a slow reader costs.
const WINDOW: u32 = 64 * 1024;
/// The same of all bodies of a connection.
const CONNECTION_WINDOW: u32 = 1024 * 1024;
/// How often it is asked whether the client is still there, and how long that may take.
const PING: Duration = Duration::from_secs(20);

/// How long a client has to go that was told to.
const FAREWELL: Duration = Duration::from_secs(1);

/// Serves until the connection ends.
pub(super) async fn converse<H: Handler>(socket: Socket, peer: Peer, manner: Manner<H>) {
    let Manner { handler, limits, finish, .. } = manner;
    let mut socket = TimeoutWriter::new(socket);
    socket.set_timeout(Some(limits.write_stall));
    let answers = Arc::new(Many::default());
    let service =
        service_fn(|request| answer(handler.clone(), request, peer.clone(), Busy::many(Arc::clone(&answers))));
    let connection = http2::Builder::new(TokioExecutor::new())
        .timer(TokioTimer::new())
        .max_concurrent_streams(STREAMS)
        .initial_stream_window_size(WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_send_buf_size(WINDOW as usize)
        .max_header_list_size(u32::try_from(limits.head_bytes).unwrap_or(u32::MAX))
        .keep_alive_interval(PING)
        .keep_alive_timeout(PING)
        .serve_connection(TokioIo::new(Box::pin(socket)), service);
    let mut connection = pin!(connection);
    let (mut is_finishing, mut seen, mut quiet_since) = (false, 0, Instant::now());
    // What `hyper` makes of the bytes is not to be seen: a head that does not come to its end is a connection without a call.
    let mut pause = limits.mute / 15;
    loop {
        tokio::select! {
            result = connection.as_mut() => {
                if let Err(error) = result {
                    tracing::debug!(%error, "a connection broke off: {error}");
                }
                return;
            }
            () = finish.cancelled(), if !is_finishing => {
                is_finishing = true;
                connection.as_mut().graceful_shutdown();
            }
            () = sleep(pause) => {
                match answers.stalled(limits.write_stall) {
                    Stalled::None => {}
                    // The others go on to their end, but no more are begun.
                    Stalled::Some if is_finishing => {}
                    Stalled::Some => {
                        is_finishing = true;
                        connection.as_mut().graceful_shutdown();
                    }
                    Stalled::All => {
                        tracing::debug!("a client took no more of its answers");
                        return;
                    }
                }
                let now = answers.begun();
                if answers.is_busy() || std::mem::replace(&mut seen, now) != now {
                    quiet_since = Instant::now();
                } else if quiet_since.elapsed() >= limits.mute {
                    if is_finishing || seen == 0 {
                        return;
                    }
                    is_finishing = true;
                    connection.as_mut().graceful_shutdown();
                    pause = FAREWELL;
                }
            }
        }
    }
}

async fn answer<H: Handler>(
    handler: H,
    request: Request<Incoming>,
    peer: Peer,
    busy: Busy,
) -> Answered<Answer<H::Body>> {
    let response = match judge_request(&request) {
        Ok(()) => handler.clone().answer(request, peer).await,
        Err(refusal) => {
            tracing::debug!(status = %refusal.status, reason = refusal.reason, "a request was refused: {}", refusal.reason);
            refused(&handler, refusal.status)
        }
    };
    Ok(response.map(|body| Answer::new(body, busy)))
}
