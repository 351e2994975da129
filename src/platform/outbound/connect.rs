//! Resolve, check, connect: the only way to a connection.

use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::Uri;
use axum::http::uri::Scheme;
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use futures_util::stream::FuturesUnordered;
use rustls::pki_types::ServerName;
use tokio::net::TcpStream;
use tokio::time::{Instant, sleep, timeout};
use tokio_rustls::TlsConnector;
use url::Host;

use super::connection::{Connection, Duplex};
use super::explain::{explain, seconds};
use super::timings::Established;
use super::{Policy, Resolve};
use crate::kernel::Failure;
use crate::kernel::failure::{Stage, TlsReason};

/// After how long the next address of a name is tried beside the first (RFC 8305 section 8).
const HEAD_START: Duration = Duration::from_millis(250);

/// How long the stages before a connection may take, and how long it may then lie idle.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Resolving a name.
    pub name: Duration,
    /// Connecting, with TLS.
    pub connect: Duration,
    /// Waiting in the pool for the next call.
    pub idle: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { name: Duration::from_secs(5), connect: Duration::from_secs(10), idle: Duration::from_secs(30) }
    }
}

/// Makes the connections of the client's pool.
#[derive(Clone)]
pub(super) struct Connector(Arc<Means>);

struct Means {
    policy: Policy,
    resolver: Arc<dyn Resolve>,
    tls: TlsConnector,
    limits: Limits,
}

impl Connector {
    pub(super) fn new(policy: Policy, resolver: Arc<dyn Resolve>, tls: TlsConnector, limits: Limits) -> Self {
        Self(Arc::new(Means { policy, resolver, tls, limits }))
    }
}

impl Connector {
    /// A connection to the host and port of `uri` within `most`.
    pub(super) async fn connect(&self, uri: &Uri, most: Duration) -> Result<Connection, Failure> {
        self.0.connect(uri, most).await
    }
}

impl tower::Service<Uri> for Connector {
    type Response = Connection;
    type Error = Failure;
    type Future = BoxFuture<'static, Result<Connection, Failure>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Failure>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, uri: Uri) -> Self::Future {
        let means = self.0.clone();
        Box::pin(async move { means.connect(&uri, means.limits.connect).await })
    }
}

impl Means {
    async fn connect(&self, uri: &Uri, most: Duration) -> Result<Connection, Failure> {
        let secured = uri.scheme() == Some(&Scheme::HTTPS);
        let port = uri.port_u16().unwrap_or(if secured { 443 } else { 80 });
        let host = uri.host().and_then(|host| Host::parse(host).ok()).ok_or(Failure::BadAddress)?;
        let began = Instant::now();
        let (addresses, name) = match &host {
            Host::Ipv4(ip) => (vec![IpAddr::from(*ip)], None),
            Host::Ipv6(ip) => (vec![IpAddr::from(*ip)], None),
            Host::Domain(name) => (self.resolve(name).await?, Some(began.elapsed())),
        };
        let checked = self.check(&host, port, addresses)?;
        let resolved = Instant::now();
        let opening = async {
            let tcp = race(checked).await.map_err(|error| unreachable(&error))?;
            let _ = tcp.set_nodelay(true);
            if secured { self.secure(tcp, &host).await } else { Ok((Box::new(tcp) as Box<dyn Duplex>, false)) }
        };
        let (io, is_http2) = timeout(most, opening)
            .await
            .map_err(|_| Failure::TimedOut { stage: Stage::Connect, seconds: seconds(most) })??;
        Ok(Connection::new(io, Established { began, name, connect: resolved.elapsed() }, is_http2))
    }

    async fn resolve(&self, name: &str) -> Result<Vec<IpAddr>, Failure> {
        match timeout(self.limits.name, self.resolver.resolve(name)).await {
            Ok(Ok(addresses)) if !addresses.is_empty() => Ok(addresses),
            Ok(_) => Err(Failure::NameNotResolved),
            Err(_) => Err(Failure::TimedOut { stage: Stage::Name, seconds: seconds(self.limits.name) }),
        }
    }

    /// Those of the addresses that may be called.
    fn check(&self, host: &Host<String>, port: u16, addresses: Vec<IpAddr>) -> Result<Vec<SocketAddr>, Failure> {
        let addresses = addresses.into_iter().map(|ip| SocketAddr::new(ip, port));
        let permitted: Vec<_> = addresses
            .filter(|address| match self.policy.check(host, *address) {
                Ok(()) => true,
                Err(reason) => {
                    tracing::warn!(%host, port, %reason, "the outbound policy blocks {host}:{port}, {reason}");
                    false
                }
            })
            .collect();
        if permitted.is_empty() { Err(Failure::Blocked) } else { Ok(permitted) }
    }

    /// Also tells whether the two sides agreed on HTTP/2.
    async fn secure(&self, tcp: TcpStream, host: &Host<String>) -> Result<(Box<dyn Duplex>, bool), Failure> {
        let name = match host {
            Host::Domain(name) => ServerName::try_from(name.clone()).map_err(|_| Failure::BadAddress)?,
            Host::Ipv4(ip) => ServerName::from(IpAddr::from(*ip)),
            Host::Ipv6(ip) => ServerName::from(IpAddr::from(*ip)),
        };
        let stream = self.tls.connect(name, tcp).await.map_err(|error| match explain(&error) {
            failure @ Failure::Tls { .. } => failure,
            _ => Failure::Tls { reason: TlsReason::Handshake },
        })?;
        let is_http2 = stream.get_ref().1.alpn_protocol() == Some(b"h2");
        Ok((Box::new(stream), is_http2))
    }
}

/// Connects to the first address that answers.
async fn race(addresses: Vec<SocketAddr>) -> io::Result<TcpStream> {
    let mut waiting = addresses.into_iter();
    let mut attempts = FuturesUnordered::new();
    let mut last = io::Error::from(io::ErrorKind::AddrNotAvailable);
    loop {
        attempts.extend(waiting.next().map(TcpStream::connect));
        tokio::select! {
            outcome = attempts.next() => match outcome {
                Some(Ok(stream)) => return Ok(stream),
                Some(Err(error)) => last = error,
                None => return Err(last),
            },
            () = sleep(HEAD_START), if waiting.len() > 0 => {}
        }
    }
}

fn unreachable(error: &io::Error) -> Failure {
    if error.kind() == io::ErrorKind::ConnectionRefused { Failure::Refused } else { Failure::Unreachable }
}
