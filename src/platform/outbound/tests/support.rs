//! Backends that do as they are told, a canary that must not be reached, and names with any address.

use std::collections::{HashMap, VecDeque};
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::{HeaderMap, Method};
use futures_util::StreamExt as _;
use futures_util::future::BoxFuture;
use parking_lot::Mutex;
use rustls::RootCertStore;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use url::Url;

use super::super::{Allowed, Answer, Call, Limits, Outbound, Policy, Resolve};
use crate::kernel::Failure;

/// A server on loopback that counts its connections and keeps the heads of the requests it got.
pub(super) struct Backend {
    pub(super) address: SocketAddr,
    callers: Arc<Mutex<Vec<SocketAddr>>>,
    requests: Arc<Mutex<Vec<String>>>,
}

/// What a backend does after it has read a request.
#[derive(Clone, Copy)]
pub(super) enum Then {
    /// Waits for the next request.
    KeepOpen,
    /// Ends the connection in order.
    Close,
    /// Ends the connection with a reset.
    Reset,
}

impl Backend {
    /// Answers the requests of each connection with `script`, and closes when it is at its end.
    pub(super) async fn start(ip: [u8; 4], script: &'static [(&'static str, Then)]) -> Self {
        Self::listen(TcpListener::bind(SocketAddr::from((ip, 0))).await.unwrap(), script)
    }

    /// Answers every request with `answer`.
    pub(super) async fn answering(answer: &'static str, then: Then) -> Self {
        Self::start([127, 0, 0, 1], Box::leak(Box::new([(answer, then); 8]))).await
    }

    pub(super) fn listen(listener: TcpListener, script: &'static [(&'static str, Then)]) -> Self {
        let address = listener.local_addr().unwrap();
        let (callers, requests) = (Arc::default(), Arc::default());
        let backend = Self { address, callers: Arc::clone(&callers), requests: Arc::clone(&requests) };
        tokio::spawn(async move {
            while let Ok((stream, caller)) = listener.accept().await {
                callers.lock().push(caller);
                tokio::spawn(play(stream, script, requests.clone()));
            }
        });
        backend
    }

    /// How many connections were made. Asks by connecting once more: connections are accepted in turn, so none can hide
    /// behind this one.
    pub(super) async fn connections(&self) -> usize {
        let probe = TcpStream::connect(self.address).await.unwrap().local_addr().unwrap();
        loop {
            let turn = self.callers.lock().iter().position(|caller| *caller == probe);
            if let Some(before) = turn {
                self.callers.lock().remove(before);
                return before;
            }
            tokio::task::yield_now().await;
        }
    }

    pub(super) fn requests(&self) -> Vec<String> {
        self.requests.lock().clone()
    }

    pub(super) fn url(&self) -> String {
        format!("http://{}/", self.address)
    }

    /// A client that may call this backend and nothing else that is not public.
    pub(super) fn client(&self) -> Outbound {
        client(&[&self.address.to_string()])
    }
}

async fn play(mut stream: TcpStream, script: &[(&str, Then)], requests: Arc<Mutex<Vec<String>>>) {
    for (answer, then) in script {
        let Ok(request) = read_request(&mut stream).await else { return };
        requests.lock().push(request);
        if stream.write_all(answer.as_bytes()).await.is_err() {
            return;
        }
        match then {
            Then::KeepOpen => {}
            Then::Close => return,
            Then::Reset => return stream.set_zero_linger().unwrap(),
        }
    }
}

/// A request's head, and its body where the head says how long it is.
pub(super) async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> io::Result<String> {
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        request.push(stream.read_u8().await?);
    }
    let head = String::from_utf8_lossy(&request).to_lowercase();
    let length = head.lines().find_map(|line| line.strip_prefix("content-length: ")?.parse().ok()).unwrap_or(0);
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    request.extend(body);
    Ok(String::from_utf8_lossy(&request).into_owned())
}

/// Names with addresses that may change from one question to the next; the last one stays.
#[derive(Debug, Default)]
pub(super) struct Names {
    addresses: Mutex<HashMap<String, VecDeque<Vec<IpAddr>>>>,
    pub(super) asked: AtomicUsize,
}

impl Names {
    pub(super) fn with(name: &str, addresses: &[&[&str]]) -> Arc<Self> {
        let parsed = addresses.iter().map(|round| round.iter().map(|text| text.parse().unwrap()).collect());
        let names = Self::default();
        names.addresses.lock().insert(name.to_owned(), parsed.collect());
        Arc::new(names)
    }
}

impl Resolve for Names {
    fn resolve<'a>(&'a self, name: &'a str) -> BoxFuture<'a, io::Result<Vec<IpAddr>>> {
        self.asked.fetch_add(1, Ordering::SeqCst);
        let mut addresses = self.addresses.lock();
        let answer = match addresses.get_mut(name) {
            Some(rounds) if rounds.len() > 1 => rounds.pop_front(),
            Some(rounds) => rounds.front().cloned(),
            None => None,
        };
        Box::pin(async move { answer.ok_or_else(|| io::ErrorKind::NotFound.into()) })
    }
}

pub(super) fn policy(allow: &[&str]) -> Policy {
    Policy::new(allow.iter().map(|text| text.parse::<Allowed>().unwrap()).collect(), Vec::new())
}

/// A client with the system's resolver that may call what `allow` names.
pub(super) fn client(allow: &[&str]) -> Outbound {
    Outbound::new(policy(allow)).unwrap()
}

/// A client that asks `resolver` for names.
pub(super) fn client_asking(resolver: Arc<dyn Resolve>, allow: &[&str]) -> Outbound {
    Outbound::with(policy(allow), Limits::default(), resolver, RootCertStore::empty()).unwrap()
}

/// A GET of `url` with plenty of time.
pub(super) fn get(url: &str) -> Call {
    Call {
        method: Method::GET,
        url: Url::parse(url).unwrap(),
        headers: HeaderMap::new(),
        body: Body::empty(),
        timeout: Duration::from_secs(60),
    }
}

pub(super) fn post(url: &str, body: &'static str) -> Call {
    Call { method: Method::POST, body: Body::from(body), ..get(url) }
}

/// The answer's whole body, or why there is none.
pub(super) async fn read(answer: Answer) -> Result<String, Failure> {
    let pieces: Vec<_> = answer.body.collect().await;
    let pieces: Result<Vec<_>, _> = pieces.into_iter().collect();
    Ok(String::from_utf8_lossy(&pieces?.concat()).into_owned())
}
