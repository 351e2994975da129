//! HTTP/1.1 as strict as it must be, HTTP/2, TLS and server-sent events.

use std::sync::Arc;

use axum::http::{Request, StatusCode, Version};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper_util::rt::{TokioExecutor, TokioIo};
use loggia::platform::listen::Certificates;
use rustls::pki_types::ServerName;
use rustls::{ClientConfig, RootCertStore};
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;
use tokio_rustls::TlsConnector;

use super::support::{FOREVER, Portal, Service, message, status, with_key};

#[tokio::test]
async fn requests_that_can_be_read_two_ways_are_refused() {
    let service = Service::hello().await;
    let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
    let get = "GET /pets/api HTTP/1.1\r\nHost: a\r\n";
    let post = "POST /pets/api/things HTTP/1.1\r\nHost: a\r\n";
    for (request, expected) in [
        ("GET /pets/api HTTP/1.1\r\n\r\n".to_owned(), 400),
        (format!("{get}Host: b\r\n\r\n"), 400),
        ("GET http://b/pets/api HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 400),
        ("GET /pets/api HTTP/1.1\nHost: a\n\n".to_owned(), 400),
        (format!("{post}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"), 400),
        (format!("{post}Transfer-Encoding: identity, chunked\r\n\r\n0\r\n\r\n"), 501),
        ("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n".to_owned(), 405),
        ("TRACE /pets/api HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 405),
        ("GET /pets/api/%00 HTTP/1.1\r\nHost: a\r\n\r\n".to_owned(), 400),
        (format!("{get}X_Forwarded_User: root\r\n\r\n"), 400),
        (format!("{get}A: {}\r\n\r\n", "b".repeat(64 * 1024)), 431),
    ] {
        let answer = portal.exchange(&request).await;
        assert_eq!(status(&answer), expected, "{request:.200}\n{answer}");
        assert!(!message(&answer).is_empty());
    }
    assert_eq!(service.requests(), [""; 0]);
}

async fn call_http2(
    io: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    uri: &str,
    key: &str,
) -> (StatusCode, Bytes) {
    let (mut sender, connection) =
        hyper::client::conn::http2::handshake(TokioExecutor::new(), TokioIo::new(io)).await.unwrap();
    tokio::spawn(connection);
    let request = |path: &str| {
        let request = Request::builder().uri(format!("{uri}{path}")).version(Version::HTTP_2);
        request.header("ocp-apim-subscription-key", key).body(Full::<Bytes>::default()).unwrap()
    };
    let wrong = sender.send_request(request("/pets/api/things/..%2f")).await.unwrap();
    assert_eq!(wrong.status(), 400);
    let calls = (0..20).map(|_| sender.send_request(request("/pets/api/things/7"))).collect::<Vec<_>>();
    let mut last = None;
    for call in calls {
        last = Some(call.await.unwrap());
    }
    let answer = last.unwrap();
    (answer.status(), answer.into_body().collect().await.unwrap().to_bytes())
}

#[tokio::test]
async fn http2_is_spoken_by_whoever_begins_with_it() {
    let service = Service::hello().await;
    let portal = Portal::to(service.address).await;
    let (key, _) = portal.subscribe(None, None).await;
    let answer = call_http2(portal.connect().await, "http://api.example", &key).await;
    assert_eq!(answer, (StatusCode::OK, Bytes::from_static(b"hello")));
    let received = service.requests().pop().unwrap().to_lowercase();
    assert!(received.contains("x-forwarded-host: api.example\r\n"), "{received}");
    assert!(!received.contains(&key.to_lowercase()), "{received}");
}

struct Files {
    folder: tempfile::TempDir,
    roots: RootCertStore,
}

impl Files {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let mut files = Self { folder, roots: RootCertStore::empty() };
        files.renew();
        files
    }

    /// Another certificate in place of the one that was there.
    fn renew(&mut self) {
        let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
        std::fs::write(self.folder.path().join("cert.pem"), made.cert.pem()).unwrap();
        std::fs::write(self.folder.path().join("key.pem"), made.signing_key.serialize_pem()).unwrap();
        self.roots = RootCertStore::empty();
        self.roots.add(made.cert.der().clone()).unwrap();
    }

    fn read(&self) -> Certificates {
        Certificates::read(&self.folder.path().join("cert.pem"), &self.folder.path().join("key.pem")).unwrap()
    }

    async fn connect(
        &self,
        portal: &Portal,
        protocol: &[u8],
    ) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let mut config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_root_certificates(self.roots.clone())
            .with_no_client_auth();
        config.alpn_protocols = vec![protocol.to_vec()];
        let name = ServerName::try_from("localhost").unwrap();
        TlsConnector::from(Arc::new(config)).connect(name, portal.connect().await).await
    }
}

#[tokio::test]
async fn tls_and_plain_http_come_on_the_same_port() {
    let service = Service::hello().await;
    let files = Files::new();
    let Portal { app, shutdown, .. } =
        Portal::with(service.address, |_| (), |api| api.scheme = loggia::catalog::model::Scheme::Https).await;
    shutdown.cancel();
    let portal = Portal::run(app, Some(files.read())).await;
    let (key, _) = portal.subscribe(None, None).await;
    assert_eq!(status(&portal.get(&key).await), 403);
    let mut secured = files.connect(&portal, b"http/1.1").await.unwrap();
    let request = format!(
        "GET /pets/api/things/7 HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{}\r\n\r\n",
        with_key(&key)
    );
    secured.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    timeout(FOREVER, secured.read_to_string(&mut answer)).await.unwrap().unwrap();
    assert_eq!(status(&answer), 200, "{answer}");
    assert!(service.requests()[0].to_lowercase().contains("x-forwarded-proto: https"));
    let secured = files.connect(&portal, b"h2").await.unwrap();
    assert_eq!(secured.get_ref().1.alpn_protocol(), Some(&b"h2"[..]));
    assert_eq!(call_http2(secured, "https://localhost", &key).await.0, 200);
}

#[tokio::test]
async fn a_certificate_can_be_replaced() {
    let service = Service::hello().await;
    let mut files = Files::new();
    let certificates = Arc::new(files.read());
    let (app, gateway) = {
        let portal = Portal::to(service.address).await;
        portal.shutdown.cancel();
        let gateway = loggia::gateway::server::Gateway::new(portal.app.state.clone()).await.unwrap();
        (portal.app, gateway)
    };
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let shutdown = tokio_util::sync::CancellationToken::new();
    let task = tokio::spawn({
        let (certificates, shutdown) = (certificates.clone(), shutdown.clone());
        async move { gateway.serve(listener, Default::default(), Some(certificates), shutdown).await }
    });
    let portal = Portal { app, address, shutdown, task };
    assert!(files.connect(&portal, b"http/1.1").await.is_ok());
    files.renew();
    assert!(files.connect(&portal, b"http/1.1").await.is_err());
    certificates.reload().unwrap();
    assert!(files.connect(&portal, b"http/1.1").await.is_ok());
    std::fs::write(files.folder.path().join("cert.pem"), "nonsense").unwrap();
    assert!(certificates.reload().is_err());
    assert!(files.connect(&portal, b"http/1.1").await.is_ok(), "what was there stays");
    // Nobody need tell it: it looks every few seconds.
    files.renew();
    let renewed = async {
        while files.connect(&portal, b"http/1.1").await.is_err() {
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    };
    timeout(FOREVER, renewed).await.expect("the new certificate should have been seen");
}

#[tokio::test]
async fn without_leave_of_the_service_it_stays_http() {
    let service = Service::hello().await;
    let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
    let mut stream = portal.connect().await;
    let call = "GET /pets/api HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    let last = "GET /pets/api HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    stream.write_all(format!("{call}{last}").as_bytes()).await.unwrap();
    let mut answers = String::new();
    timeout(FOREVER, stream.read_to_string(&mut answers)).await.unwrap().unwrap();
    assert_eq!(answers.matches("HTTP/1.1 200 OK").count(), 2, "{answers}");
}

#[tokio::test]
async fn events_arrive_as_they_are_sent() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let portal = Portal::to(listener.local_addr().unwrap()).await;
    let (key, _) = portal.subscribe(None, None).await;
    let mut client = portal.connect().await;
    let head = format!("GET /pets/api/stream HTTP/1.1\r\nHost: a\r\n{}\r\n\r\n", with_key(&key));
    client.write_all(head.as_bytes()).await.unwrap();
    let (mut service, _) = timeout(FOREVER, listener.accept()).await.unwrap().unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        assert!(timeout(FOREVER, service.read_buf(&mut request)).await.unwrap().unwrap() > 0);
    }
    service.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n").await.unwrap();
    let mut heard = Vec::new();
    for number in 0..3 {
        let event = format!("data: {number}\n\n");
        service.write_all(event.as_bytes()).await.unwrap();
        // The next one is sent when this one has arrived.
        while !String::from_utf8_lossy(&heard).contains(&event) {
            assert!(timeout(FOREVER, client.read_buf(&mut heard)).await.unwrap().unwrap() > 0);
        }
    }
    // Whoever leaves ends the call at the service, too.
    drop(client);
    assert_eq!(timeout(FOREVER, service.read(&mut [0; 16])).await.unwrap().unwrap_or(0), 0);
}
