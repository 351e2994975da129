//! One connection: `hyper` between our stream and the router.

use std::future::poll_fn;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderValue, Request, Response, StatusCode, header};
use bytes::Bytes;
use http_body::{Frame, SizeHint};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;
use tokio_util::sync::CancellationToken;
use tower::ServiceExt as _;

use super::Limits;
use super::shared::Shared;
use super::stream::Stream;
use crate::web::middleware::security_headers;

/// What `hyper` may keep of a response that the client does not take, beside the longest head: the pieces of a stream.
const BUFFER: usize = 32 * 1024;

/// Serves a connection until it ends; after `finish` it ends with the request that runs.
pub(super) async fn serve(
    socket: TcpStream,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
    finish: CancellationToken,
) {
    if let Err(error) = socket.set_nodelay(true) {
        tracing::debug!(%error, "a connection without TCP_NODELAY: {error}");
    }
    let shared = Arc::new(Shared::default());
    let mut stream = Stream::new(socket, Arc::clone(&shared), limits);
    // Whoever only holds a connection shall cost little: `hyper` and its buffers come with the first request.
    if finish.run_until_cancelled(stream.begin()).await.is_some() {
        Box::pin(converse(stream, shared, peer, router, limits, finish)).await;
    }
}

async fn converse(
    stream: Stream,
    shared: Arc<Shared>,
    peer: SocketAddr,
    router: Router,
    limits: Limits,
    finish: CancellationToken,
) {
    let service = Service { router, peer, shared, calls: AtomicU64::new(0) };
    let mut connection = http1::Builder::new()
        // The stream keeps the time, for it knows a head from a pause between two requests.
        .header_read_timeout(None)
        .max_buf_size(limits.head_bytes.max(BUFFER) + BUFFER)
        .serve_connection(TokioIo::new(stream), service);
    let mut is_finishing = false;
    let result = loop {
        tokio::select! {
            result = poll_fn(|cx| connection.poll_without_shutdown(cx)) => break result,
            () = finish.cancelled(), if !is_finishing => {
                is_finishing = true;
                Pin::new(&mut connection).graceful_shutdown();
            }
        }
    };
    let closed = match result {
        Ok(()) => connection.into_parts().io.into_inner().close().await,
        Err(error) => {
            tracing::debug!(%error, "a connection broke off: {error}");
            return;
        }
    };
    if let Err(error) = closed {
        tracing::trace!(%error, "the client had closed before us: {error}");
    }
}

struct Service {
    router: Router,
    peer: SocketAddr,
    shared: Arc<Shared>,
    calls: AtomicU64,
}

impl hyper::service::Service<Request<Incoming>> for Service {
    type Response = Response<Answer>;
    type Error = std::convert::Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Self::Response, Self::Error>> + Send>>;

    fn call(&self, mut request: Request<Incoming>) -> Self::Future {
        let number = self.calls.fetch_add(1, Ordering::Relaxed) + 1;
        let busy = Busy::new(Arc::clone(&self.shared));
        request.extensions_mut().insert(ConnectInfo(self.peer));
        let router = self.router.clone();
        Box::pin(async move {
            if let Some(status) = busy.0.refusal(number) {
                return Ok(refused(status).map(|body| Answer { body, _busy: busy }));
            }
            let answer = router.oneshot(request.map(Body::new)).await?;
            // Whatever the handler made of a body that broke off.
            let answer = busy.0.refusal(number).map_or(answer, refused);
            Ok(answer.map(|body| Answer { body, _busy: busy }))
        })
    }
}

/// What is said of every request that is refused here.
const REFUSED: &str = "The request is not one that HTTP allows, is larger than what is taken, or came too slowly.";

fn refused(status: StatusCode) -> Response<Body> {
    let (code, title) = (status.as_u16(), status.canonical_reason().unwrap_or_default());
    // RFC 9457: whoever sends what is no request of a browser is a program.
    let problem = format!(r#"{{"type":"about:blank","title":"{title}","status":{code},"detail":"{REFUSED}"}}"#);
    let mut response = Response::new(Body::from(problem));
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    security_headers::guard(response.headers_mut());
    if status == StatusCode::METHOD_NOT_ALLOWED {
        // TRACE or CONNECT, whatever the address; which of these it takes, its route says (RFC 9110 section 15.5.6).
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST, PUT, DELETE"));
    }
    response
}

/// A request is being answered as long as this lives.
struct Busy(Arc<Shared>);

impl Busy {
    fn new(shared: Arc<Shared>) -> Self {
        shared.set_busy(true);
        Self(shared)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        self.0.set_busy(false);
    }
}

/// A response's body, with the knowledge that it is not finished yet.
pub(super) struct Answer {
    body: Body,
    _busy: Busy,
}

impl http_body::Body for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
