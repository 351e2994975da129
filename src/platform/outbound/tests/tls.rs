//! Certificates, good and bad.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;

use axum::http::{HeaderValue, Request, Response, Version};
use hyper::body::Incoming;
use hyper::server::conn::http2;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo};
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{RootCertStore, ServerConfig};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use super::super::{Limits, Outbound};
use super::support::{Backend, Names, Then, get, policy, read, read_request};
use crate::kernel::Failure;
use crate::kernel::failure::TlsReason;

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::default();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

/// What a server with a certificate for `secure.example`, changed by `change`, secures its connections with.
fn acceptor(authority: &Authority, protocol: &str, change: impl FnOnce(&mut CertificateParams)) -> TlsAcceptor {
    let mut params = CertificateParams::new(["secure.example".to_owned()]).unwrap();
    change(&mut params);
    let key = KeyPair::generate().unwrap();
    let certificate = params.signed_by(&key, authority).unwrap();
    let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let mut config = ServerConfig::builder_with_provider(Arc::new(rustls::crypto::aws_lc_rs::default_provider()))
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    config.alpn_protocols = vec![protocol.into()];
    TlsAcceptor::from(Arc::new(config))
}

async fn serve(authority: &Authority, change: impl FnOnce(&mut CertificateParams)) -> SocketAddr {
    let acceptor = acceptor(authority, "http/1.1", change);
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            if let Ok(mut stream) = acceptor.accept(stream).await {
                read_request(&mut stream).await.unwrap();
                stream.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok").await.unwrap();
            }
        }
    });
    address
}

/// A client that knows `secure.example`, may call `address` and trusts `trusted`.
fn client(address: SocketAddr, trusted: Option<&Authority>) -> Outbound {
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(trusted.map(|authority| authority.der().clone()));
    let names = Names::with("secure.example", &[&["127.0.0.1"]]);
    Outbound::with(policy(&[&address.to_string()]), Limits::default(), names, roots).unwrap()
}

/// Calls `address` by the name of its certificate.
async fn call(address: SocketAddr, trusted: Option<&Authority>) -> Result<String, Failure> {
    read(client(address, trusted).send(get(&format!("https://secure.example:{}/", address.port()))).await?).await
}

fn tls<T>(reason: TlsReason) -> Result<T, Failure> {
    Err(Failure::Tls { reason })
}

#[tokio::test]
async fn a_certificate_of_a_trusted_authority_is_accepted() {
    let authority = authority();
    assert_eq!(call(serve(&authority, |_| {}).await, Some(&authority)).await, Ok("ok".to_owned()));
}

#[tokio::test]
async fn calls_share_a_connection_of_http_2() {
    let authority = authority();
    let acceptor = acceptor(&authority, "h2", |_| {});
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let io = TokioIo::new(acceptor.accept(stream).await.unwrap());
        let echo = service_fn(async |request: Request<Incoming>| {
            Ok::<_, Infallible>(Response::new(request.uri().to_string()))
        });
        http2::Builder::new(TokioExecutor::new()).serve_connection(io, echo).await
    });
    let client = client(address, Some(&authority));
    for is_new in [true, false] {
        let url = format!("https://secure.example:{}/path?query", address.port());
        let mut call = get(&url);
        call.headers.insert("host", HeaderValue::from_static("evil.example"));
        let answer = client.send(call).await.unwrap();
        assert_eq!((answer.version, answer.timings.connect.is_some()), (Version::HTTP_2, is_new));
        assert_eq!(read(answer).await, Ok(url));
    }
}

#[tokio::test]
async fn a_bad_certificate_is_refused_with_its_reason() {
    let authority = authority();
    assert_eq!(call(serve(&authority, |_| {}).await, None).await, tls(TlsReason::UnknownIssuer));
    let expired = serve(&authority, |params| params.not_after = date_time_ymd(2001, 1, 1)).await;
    assert_eq!(call(expired, Some(&authority)).await, tls(TlsReason::Expired));
    let early = serve(&authority, |params| params.not_before = date_time_ymd(3001, 1, 1)).await;
    assert_eq!(call(early, Some(&authority)).await, tls(TlsReason::NotYetValid));
    let other = serve(&authority, |params| params.subject_alt_names.truncate(0)).await;
    assert_eq!(call(other, Some(&authority)).await, tls(TlsReason::WrongName));
}

#[tokio::test]
async fn a_server_without_tls_fails_the_handshake() {
    for (answer, then) in [("HTTP/1.1 400 Bad Request\r\n\r\n", Then::KeepOpen), ("", Then::Close)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(async move {
            let (mut stream, _) = listener.accept().await.unwrap();
            stream.write_all(answer.as_bytes()).await.unwrap();
            if matches!(then, Then::KeepOpen) {
                std::future::pending::<()>().await;
            }
        });
        assert_eq!(call(address, None).await, tls(TlsReason::Handshake), "{answer}");
    }
}

#[tokio::test]
async fn what_this_machine_trusts_can_be_read_without_a_network() {
    let backend = Backend::answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", Then::KeepOpen).await;
    assert!(!super::super::tls::roots().is_empty());
    assert!(backend.client().send(get(&backend.url())).await.is_ok());
}
