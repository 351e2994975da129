//! One connection: `hyper` between our stream and the handler.

use std::future::{poll_fn, ready};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use axum::http::{HeaderValue, Request, Response, StatusCode, Version, header};
use futures_util::FutureExt as _;
use futures_util::future::Either;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio::time::timeout;
use tokio_rustls::TlsAcceptor;
use tokio_util::sync::CancellationToken;

use super::body::{Answer, Busy};
use super::handler::{Answered, refused};
use super::shared::Shared;
use super::socket::{Begins, Socket};
use super::stream::Stream;
use super::{Certificates, Handler, Limits, Peer, http2};

/// What `hyper` may keep of a response that the client does not take, beside the longest head: the pieces of a stream.
const BUFFER: usize = 32 * 1024;

/// What all connections of a listener have in common.
#[derive(Clone)]
pub(super) struct Manner<H> {
    pub(super) handler: H,
    pub(super) limits: Limits,
    pub(super) certificates: Option<Arc<Certificates>>,
    /// After this, connections end with the requests that run.
    pub(super) finish: CancellationToken,
}

impl<H: Handler> Manner<H> {
    pub(super) fn new(handler: H, limits: Limits, certificates: Option<Arc<Certificates>>) -> Self {
        Self { handler, limits, certificates, finish: CancellationToken::new() }
    }

    /// That of one connection, with a token of its own: whoever waits for a token takes its lock at each poll, and
    /// connections must not queue for one.
    pub(super) fn for_one(&self) -> Self {
        Self { finish: self.finish.child_token(), ..self.clone() }
    }
}

/// Serves a connection until it ends.
pub(super) async fn serve<H: Handler>(socket: TcpStream, address: SocketAddr, manner: Manner<H>) {
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "a connection without TCP_NODELAY: {error}");
    }
    let Some((socket, is_http2)) = begin(socket, &manner).await else { return };
    let is_secured = matches!(socket, Socket::Tls(_));
    if is_http2 {
        return Box::pin(http2::converse(socket, Peer::new(address, is_secured, None), manner)).await;
    }
    let shared = Arc::new(Shared::default());
    let mut stream = Stream::new(socket, Arc::clone(&shared), manner.limits);
    // Whoever only holds a connection shall cost little: `hyper` and its buffers come with the first request.
    if manner.finish.run_until_cancelled(stream.begin()).await.is_some() {
        let peer = Peer::new(address, is_secured, Some(Arc::clone(&shared)));
        Box::pin(converse(stream, shared, peer, manner)).await;
    }
}

/// Finds out what the client speaks, and makes the connection secure where it is to be. Also tells whether it is HTTP/2.
async fn begin<H>(socket: TcpStream, manner: &Manner<H>) -> Option<(Socket, bool)> {
    if manner.certificates.is_none() && !manner.limits.http2 {
        return Some((Socket::Plain(socket), false));
    }
    let begins = manner.finish.run_until_cancelled(timeout(manner.limits.mute, Begins::of(&socket))).await?;
    match (begins.ok()?.ok()?, &manner.certificates) {
        (Begins::Tls, Some(certificates)) => {
            let accept = TlsAcceptor::from(certificates.current()).accept(socket);
            match Box::pin(timeout(manner.limits.head, accept)).await.ok()? {
                Ok(stream) => {
                    let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
                    Some((Socket::Tls(Box::new(stream)), is_http2))
                }
                Err(error) => {
                    tracing::debug!(%error, "no secure connection came about: {error}");
                    None
                }
            }
        }
        (begins, _) => Some((Socket::Plain(socket), begins == Begins::Http2 && manner.limits.http2)),
    }
}

async fn converse<H: Handler>(stream: Stream, shared: Arc<Shared>, peer: Peer, manner: Manner<H>) {
    let Manner { handler, limits, finish, .. } = manner;
    let calls = AtomicU64::new(0);
    let ends_by_closing = AtomicBool::new(false);
    let service = service_fn(|request: Request<Incoming>| {
        // RFC 9112 section 6.3: there may be no other sign of an answer's end.
        ends_by_closing.store(request.version() == Version::HTTP_10, Ordering::Relaxed);
        let number = calls.fetch_add(1, Ordering::Relaxed) + 1;
        answer(handler.clone(), request, &peer, Arc::clone(&shared), number)
    });
    let mut connection = http1::Builder::new()
        // The stream keeps the time, for it knows a head from a pause between two requests.
        .header_read_timeout(None)
        .max_buf_size(limits.head_bytes.max(BUFFER) + BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let mut is_finishing = false;
    let result = loop {
        tokio::select! {
            biased;
            result = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break result,
            () = finish.cancelled(), if !is_finishing => {
                is_finishing = true;
                std::pin::Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    if let Err(error) = result {
        tracing::debug!(%error, "a connection broke off: {error}");
        if ends_by_closing.load(Ordering::Relaxed)
            && let Err(error) = connection.into_parts().io.into_inner().break_off()
        {
            tracing::debug!(%error, "the client cannot see it: {error}");
        }
        return;
    }
    let stream = connection.into_parts().io.into_inner();
    if let Some(then) = shared.taken_over() {
        return then(stream.into_raw(), finish).await;
    }
    if let Err(error) = stream.close().await {
        tracing::trace!(%error, "the client had closed before us: {error}");
    }
}

/// The handler's answer to request `number`, or the refusal that the stream wants in its place.
fn answer<H: Handler>(
    handler: H,
    request: Request<Incoming>,
    peer: &Peer,
    shared: Arc<Shared>,
    number: u64,
) -> impl Future<Output = Answered<Answer<H::Body>>> + Send + Unpin + use<H> {
    let busy = Busy::one(Arc::clone(&shared));
    // Apart, for it is large: a connection that rests has no room for it, and nothing moves it once it is made.
    let answering = match shared.refusal(number) {
        Some(status) => Either::Left(ready(refusal(&handler, status))),
        None => Either::Right(Box::pin(handler.clone().answer(request, peer.clone()))),
    };
    answering.map(move |response| {
        // Whatever the handler made of a body that broke off.
        let response = shared.refusal(number).map_or(response, |status| refusal(&handler, status));
        Ok(response.map(|body| Answer::new(body, busy)))
    })
}

/// The answer to a request that is refused: the connection's last.
fn refusal<H: Handler>(handler: &H, status: StatusCode) -> Response<H::Body> {
    let mut response = refused(handler, status);
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
