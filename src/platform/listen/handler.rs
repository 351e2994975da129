//! Who answers requests.

use std::convert::Infallible;
use std::error::Error;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, HeaderValue, Request, Response, StatusCode, header};
use bytes::Bytes;
use hyper::body::Incoming;
use tower::ServiceExt as _;

use super::Peer;
use crate::platform::guard::guard;

/// Answers the requests of all connections; a clone goes to each of them.
pub trait Handler: Clone + Send + Sync + 'static {
    /// An answer's body.
    type Body: http_body::Body<Data = Bytes, Error: Into<Box<dyn Error + Send + Sync>>> + Send + Unpin + 'static;

    /// Answers one.
    fn answer(self, request: Request<Incoming>, peer: Peer) -> impl Future<Output = Response<Self::Body>> + Send;

    /// The body of the answer to a request that the listener refuses, and its content type.
    fn refusal(&self, status: StatusCode) -> (&'static str, Self::Body);

    /// Adds what all its answers have, to a refusal too.
    fn guard(&self, _headers: &mut HeaderMap) {}
}

/// What is said of every request that is refused here.
pub const REFUSED: &str = "The request is not one that HTTP allows, is larger than what is taken, or came too slowly.";

/// Handlers find the client's address as `ConnectInfo<SocketAddr>`.
impl Handler for Router {
    type Body = Body;

    async fn answer(self, mut request: Request<Incoming>, peer: Peer) -> Response<Body> {
        request.extensions_mut().insert(ConnectInfo(peer.address));
        match self.oneshot(request.map(Body::new)).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    }

    fn refusal(&self, status: StatusCode) -> (&'static str, Body) {
        let (code, title) = (status.as_u16(), status.canonical_reason().unwrap_or_default());
        // RFC 9457: whoever sends what is no request of a browser is a program.
        let problem = format!(r#"{{"type":"about:blank","title":"{title}","status":{code},"detail":"{REFUSED}"}}"#);
        ("application/problem+json", Body::from(problem))
    }

    fn guard(&self, headers: &mut HeaderMap) {
        guard(headers);
    }
}

/// The answer to a request that is refused with `status`. The connection ends with it.
pub(super) fn refused<H: Handler>(handler: &H, status: StatusCode) -> Response<H::Body> {
    let (content_type, body) = handler.refusal(status);
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    handler.guard(response.headers_mut());
    if status == StatusCode::METHOD_NOT_ALLOWED {
        // TRACE or CONNECT, whatever the address; which of these it takes, its route says (RFC 9110 section 15.5.6).
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD, POST, PUT, DELETE"));
    }
    response
}

/// What `hyper` wants of a service that always answers.
pub(super) type Answered<T> = Result<Response<T>, Infallible>;
