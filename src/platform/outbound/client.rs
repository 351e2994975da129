//! Sending a call and taking its answer's head.

use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request, Response, StatusCode, Uri, Version, header};
use http_body::Body as _;
use hyper::body::Incoming;
use hyper::ext::ReasonPhrase;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::{CaptureConnection, capture_connection};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use rustls::RootCertStore;
use tokio::time::{Instant, timeout_at};
use url::{Host, Url};

use super::connect::Connector;
use super::connection::Connection;
use super::explain::{explain, seconds};
use super::timings::{Established, Timings};
use super::tls::{HTTP1, HTTP2};
use super::{AnswerBody, Limits, Policy, Resolve, SystemResolver, tls};
use crate::kernel::Failure;
use crate::kernel::failure::Stage;

/// The most that is read ahead of a connection, and so the largest head of an answer, in bytes.
const READ_AHEAD: usize = 64 * 1024;

/// The same for a stream of HTTP/2, in bytes.
const WINDOW: u32 = 256 * 1024;

/// Headers about the connection or the framing, which are the client's own business.
const OURS: [HeaderName; 8] = [
    header::HOST,
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::CONNECTION,
    header::UPGRADE,
    header::EXPECT,
    HeaderName::from_static("keep-alive"),
    HeaderName::from_static("proxy-connection"),
];

/// The client for every call that leaves this process; clones share its connections.
#[derive(Clone)]
pub struct Outbound {
    client: Client<Connector, Body>,
    /// For whoever keeps connections of HTTP/1.1 itself.
    http1: Connector,
    policy: Policy,
}

/// A call to make. It cannot be printed, because it holds the caller's secrets.
pub struct Call {
    /// The method. CONNECT is not for calls.
    pub method: Method,
    /// An `http` or `https` address without credentials; its fragment is not sent.
    pub url: Url,
    /// Sent as they stand, without those about the connection and the framing. None is added but `Host` and, where
    /// the body asks for it, `Content-Length` or `Transfer-Encoding`.
    pub headers: HeaderMap,
    /// Sent as it comes.
    pub body: Body,
    /// How long the call may take in all, to the last byte of the answer.
    pub timeout: Duration,
}

/// What a backend answered.
pub struct Answer {
    /// 200 to 599.
    pub status: StatusCode,
    /// The words behind the status: the backend's own, else the usual ones, else none.
    pub reason: String,
    /// HTTP/1.0, HTTP/1.1 or HTTP/2.
    pub version: Version,
    /// In the backend's order, repeated ones too; names in lower case.
    pub headers: HeaderMap,
    /// The body.
    pub body: AnswerBody,
    /// How long it took so far.
    pub timings: Timings,
}

impl Outbound {
    /// A client that calls what `policy` permits and trusts the certificate authorities that this machine trusts.
    ///
    /// # Errors
    /// When the cryptography offers no version of TLS.
    pub fn new(policy: Policy) -> Result<Self, rustls::Error> {
        Self::with(policy, Limits::default(), Arc::new(SystemResolver), tls::roots())
    }

    /// A client with limits, a resolver and certificate authorities of its own.
    ///
    /// # Errors
    /// When the cryptography offers no version of TLS.
    #[expect(clippy::disallowed_methods, reason = "this is the client that everybody else uses")]
    pub fn with(
        policy: Policy,
        limits: Limits,
        resolver: Arc<dyn Resolve>,
        roots: RootCertStore,
    ) -> Result<Self, rustls::Error> {
        let http1 = tls::connector(roots.clone(), &[HTTP1])?;
        let http1 = Connector::new(policy.clone(), Arc::clone(&resolver), http1, limits);
        let connector = Connector::new(policy.clone(), resolver, tls::connector(roots, &[HTTP2, HTTP1])?, limits);
        let client = Client::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(limits.idle)
            .pool_max_idle_per_host(32)
            .http1_max_buf_size(READ_AHEAD)
            .http2_initial_stream_window_size(WINDOW)
            .build(connector);
        Ok(Self { client, http1, policy })
    }

    /// Opens a connection to the host and port of `uri` within `most`, not counting the look for its name, for HTTP/1.1 and for a
    /// caller who keeps it: to one of the addresses that the policy permits.
    ///
    /// # Errors
    /// [`Failure`]; nothing was sent.
    pub async fn connect(&self, uri: &Uri, most: Duration) -> Result<Connection, Failure> {
        self.http1.connect(uri, most).await
    }

    /// Whether `url` names an address that calls may not reach. What is a name is not looked up, but for `localhost`.
    #[must_use]
    pub fn blocks_address(&self, url: &str) -> bool {
        let Ok(url) = Url::parse(url) else { return false };
        let (Some(host), Some(port)) = (url.host(), url.port_or_known_default()) else { return false };
        let ip: IpAddr = match host {
            Host::Ipv4(ip) => ip.into(),
            Host::Ipv6(ip) => ip.into(),
            Host::Domain("localhost") => Ipv4Addr::LOCALHOST.into(),
            Host::Domain(_) => return false,
        };
        self.policy.check(&host.to_owned(), SocketAddr::new(ip, port)).is_err()
    }

    /// Sends `call` once and returns when the head of the answer is here. Nothing that a backend may have seen is ever
    /// sent again. Dropping the future or the answer's body ends the call at the backend too.
    ///
    /// # Errors
    /// [`Failure`]. Every status from 200 to 599 is an answer and not a failure.
    pub async fn send(&self, call: Call) -> Result<Answer, Failure> {
        let began = Instant::now();
        let (timeout, seconds) = (call.timeout, seconds(call.timeout));
        let mut request = request(call)?;
        let connection = capture_connection(&mut request);
        let response = match timeout_at(began + timeout, self.client.request(request)).await {
            Ok(response) => response.map_err(|error| explain(&error))?,
            Err(_) => {
                let stage = if is_connected(&connection) { Stage::FirstByte } else { Stage::Connect };
                return Err(Failure::TimedOut { stage, seconds });
            }
        };
        if !is_sound(&response) {
            poison(&connection);
            return Err(Failure::BadResponse);
        }
        let established = response.extensions().get::<Established>().copied();
        let timings = Timings::of(began, began.elapsed(), established);
        let reason = reason(&response);
        let (head, incoming) = response.into_parts();
        let body = AnswerBody::new(Body::new(incoming), began, timeout);
        Ok(Answer { status: head.status, reason, version: head.version, headers: head.headers, body, timings })
    }
}

impl fmt::Debug for Outbound {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outbound").finish_non_exhaustive()
    }
}

fn request(call: Call) -> Result<Request<Body>, Failure> {
    let Call { method, url, mut headers, body, .. } = call;
    let is_web = matches!(url.scheme(), "http" | "https");
    if !is_web || !url.username().is_empty() || url.password().is_some() || method == Method::CONNECT {
        return Err(Failure::BadAddress);
    }
    for name in OURS {
        headers.remove(name);
    }
    // RFC 9110 section 8.6; some backends answer 411 without it.
    if body.is_end_stream() && matches!(method, Method::POST | Method::PUT | Method::PATCH) {
        headers.insert(header::CONTENT_LENGTH, HeaderValue::from_static("0"));
    }
    let mut request = Request::new(body);
    *request.uri_mut() = Uri::try_from(url.as_str()).map_err(|_| Failure::BadAddress)?;
    *request.method_mut() = method;
    *request.headers_mut() = headers;
    Ok(request)
}

/// Whether the answer is one that can be passed on: no switch to another protocol, a status of RFC 9110 section 15,
/// and a length that is told in one way only (RFC 9112 section 6.3, the door to response splitting).
fn is_sound(response: &Response<Incoming>) -> bool {
    let headers = response.headers();
    (200..600).contains(&response.status().as_u16())
        && !(headers.contains_key(header::CONTENT_LENGTH) && headers.contains_key(header::TRANSFER_ENCODING))
}

fn is_connected(connection: &CaptureConnection) -> bool {
    connection.connection_metadata().is_some()
}

/// Sees to it that no other call gets this connection.
fn poison(connection: &CaptureConnection) {
    if let Some(connected) = connection.connection_metadata().as_ref() {
        connected.poison();
    }
}

fn reason(response: &Response<Incoming>) -> String {
    match response.extensions().get::<ReasonPhrase>() {
        Some(reason) => String::from_utf8_lossy(reason.as_bytes()).into_owned(),
        None => response.status().canonical_reason().unwrap_or_default().to_owned(),
    }
}
