//! HTTP/2 as strict as HTTP/1.1, and web services whose answers do not end where they should.

use std::net::SocketAddr;
use std::time::Duration;

use axum::http::request::Builder;
use axum::http::{Method, Request, Version};
use bytes::Bytes;
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http2::{SendRequest, handshake};
use hyper_util::rt::{TokioExecutor, TokioIo};
use loggia::platform::listen::Limits;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::time::timeout;

use super::support::{FOREVER, Portal, Service, header, message, status};
use crate::support::TestApp;

/// A call that leaves the connection open.
const CALL: &[u8] = b"GET /pets/api/things/7 HTTP/1.1\r\nHost: api.example\r\n\r\n";

/// An answer to a call that nobody has made.
const FORGED: &str = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

/// What a connection begins with (RFC 9113 section 3.4).
const PREFACE: &[u8] = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/// A portal whose API needs no key.
async fn open(service: SocketAddr) -> Portal {
    Portal::with(service, |_| (), |api| api.subscription_required = false).await
}

/// Begins a connection of HTTP/2.
async fn begin(portal: &Portal) -> SendRequest<Full<Bytes>> {
    let (sender, connection) = handshake(TokioExecutor::new(), TokioIo::new(portal.connect().await)).await.unwrap();
    tokio::spawn(connection);
    sender
}

/// Sends a request; the status and the body of its answer.
async fn send(sender: &mut SendRequest<Full<Bytes>>, request: Builder) -> (u16, String) {
    let request = request.body(Full::default()).unwrap();
    let answer = timeout(FOREVER, sender.send_request(request)).await.unwrap().unwrap();
    let status = answer.status().as_u16();
    let body = timeout(FOREVER, answer.into_body().collect()).await.unwrap().unwrap().to_bytes();
    (status, String::from_utf8_lossy(&body).into_owned())
}

/// A request whose `:authority` is `api.example`.
fn get(path: &str) -> Builder {
    Request::builder().version(Version::HTTP_2).uri(format!("http://api.example{path}"))
}

/// One with so many headers.
fn with_headers(count: usize) -> Builder {
    (0..count).fold(get("/pets/api"), |request, number| request.header(format!("x-{number}"), "1"))
}

#[tokio::test]
async fn calls_that_can_be_read_two_ways_are_refused() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let mut sender = begin(&portal).await;
    let builder = || Request::builder().version(Version::HTTP_2);
    for (what, request, expected) in [
        ("another Host", get("/pets/api").header("host", "other.example"), 400),
        ("another port in Host", get("/pets/api").header("host", "api.example:80"), 400),
        ("two Hosts", get("/pets/api").header("host", "api.example").header("host", "api.example"), 400),
        ("a Host that is none", get("/pets/api").header("host", "user@api.example"), 400),
        ("credentials", builder().uri("http://user@api.example/pets/api"), 400),
        // Said to be of HTTP/1.1, it is sent without `:authority`.
        ("no host at all", Request::builder().uri("/pets/api"), 400),
        ("an underscore", get("/pets/api").header("x_forwarded_user", "root"), 400),
        ("%00", get("/pets/api/things/%00"), 400),
        ("%00 within a segment", get("/pets/api/things/7%00.txt?q=1"), 400),
        ("TRACE", get("/pets/api").method(Method::TRACE), 405),
        ("CONNECT", builder().method(Method::CONNECT).uri("api.example:443"), 405),
        ("two lengths", get("/pets/api").header("content-length", "0").header("content-length", "0"), 400),
        ("101 headers", with_headers(101), 431),
    ] {
        let (status, body) = send(&mut sender, request).await;
        assert_eq!(status, expected, "{what}: {body}");
        let json: serde_json::Value = serde_json::from_str(&body).unwrap_or_else(|error| panic!("{what}: {error}"));
        assert_eq!(json["statusCode"], expected, "{what}");
        assert!(!json["message"].as_str().unwrap().is_empty(), "{what}");
    }
    assert_eq!(service.requests(), [""; 0]);
    // The connection goes on, and one header less is taken.
    assert_eq!(send(&mut sender, with_headers(100)).await, (200, "hello".to_owned()));
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn who_begins_and_makes_no_call_is_left() {
    let limits = Limits { mute: Duration::from_millis(300), ..Limits::default() };
    let portal = Portal::run_within(TestApp::new().await, None, limits).await;
    // A frame of settings; and one of headers that does not say that it is the last (RFC 9113 section 6.2).
    let (settings, headers) = (b"\0\0\0\x04\0\0\0\0\0".as_slice(), b"\0\0\x01\x01\0\0\0\0\x01\x82".as_slice());
    for begun in [[PREFACE, settings, b""].concat(), [PREFACE, settings, headers].concat()] {
        let mut stream = portal.connect().await;
        stream.write_all(&begun).await.unwrap();
        let mut answer = Vec::new();
        let _ = timeout(FOREVER, stream.read_to_end(&mut answer)).await.expect("the gateway hangs up");
    }
}

#[tokio::test]
async fn a_call_arrives_as_one_of_http1_would() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let mut sender = begin(&portal).await;
    let path = "/pets/api/things/7?q=1";
    for request in
        [get(path), get(path).header("host", "API.example"), Request::builder().uri(path).header("host", "api.example")]
    {
        let request = request
            .header("accept", "text/plain")
            .header("x-forwarded-for", "192.0.2.1")
            .header("x-forwarded-host", "evil.example")
            .header("x-forwarded-user", "root");
        assert_eq!(send(&mut sender, request).await, (200, "hello".to_owned()));
        let received = service.requests().pop().unwrap().to_lowercase();
        assert!(received.starts_with("get /base/things/7?q=1 http/1.1\r\n"), "{received}");
        let own = service.address.to_string();
        for (name, value) in [
            ("host", own.as_str()),
            ("accept", "text/plain"),
            ("x-forwarded-for", "127.0.0.1"),
            ("x-forwarded-host", "api.example"),
            ("x-forwarded-proto", "http"),
            ("forwarded", "for=127.0.0.1;proto=http;host=\"api.example\""),
        ] {
            assert_eq!(header(&received, name).as_deref(), Some(value), "{received}");
            assert_eq!(received.matches(&format!("\r\n{name}: ")).count(), 1, "{received}");
        }
        assert_eq!(header(&received, "x-forwarded-user"), None, "{received}");
    }
    assert_eq!(service.requests().len(), 3);
}

/// A new connection of the gateway's, on which a call has come.
async fn accept(listener: &TcpListener) -> TcpStream {
    let accepted = timeout(FOREVER, listener.accept()).await.expect("the call should come on a new connection");
    let (mut service, _) = accepted.unwrap();
    let mut request = Vec::new();
    while !request.ends_with(b"\r\n\r\n") {
        assert!(timeout(FOREVER, service.read_buf(&mut request)).await.unwrap().unwrap() > 0);
    }
    service
}

/// A whole answer.
fn whole(body: &str) -> String {
    format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len())
}

/// The body of the next answer, behind which nothing has come.
async fn read_body(client: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((_, body)) = text.split_once("\r\n\r\n") {
            assert_eq!(status(&text), 200, "{text}");
            let length: usize = header(&text, "content-length").unwrap().parse().unwrap();
            assert!(body.len() <= length, "{text}");
            if body.len() == length {
                return body.to_owned();
            }
        }
        assert!(timeout(FOREVER, client.read_buf(&mut bytes)).await.unwrap().unwrap() > 0, "{text}");
    }
}

#[tokio::test]
async fn bytes_behind_an_answer_are_not_taken_for_the_next_one() {
    for (body, is_later) in [("first", false), ("", false), ("first", true), ("", true)] {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let portal = open(listener.local_addr().unwrap()).await;
        let mut client = portal.connect().await;
        client.write_all(CALL).await.unwrap();
        let mut first = accept(&listener).await;
        let behind = if is_later { "" } else { FORGED };
        first.write_all(format!("{}{behind}", whole(body)).as_bytes()).await.unwrap();
        assert_eq!(read_body(&mut client).await, body, "later: {is_later}");
        if is_later {
            first.write_all(FORGED.as_bytes()).await.unwrap();
        }
        client.write_all(CALL).await.unwrap();
        let mut second = accept(&listener).await;
        second.write_all(whole("second").as_bytes()).await.unwrap();
        assert_eq!(read_body(&mut client).await, "second", "{body:?}, later: {is_later}");
        // Nothing more is asked on the first one.
        assert_eq!(timeout(FOREVER, first.read(&mut [0; 16])).await.unwrap().unwrap_or(0), 0);
        // That is no fault of the second one, which is kept.
        client.write_all(CALL).await.unwrap();
        let mut request = Vec::new();
        while !request.ends_with(b"\r\n\r\n") {
            assert!(timeout(FOREVER, second.read_buf(&mut request)).await.unwrap().unwrap() > 0);
        }
        second.write_all(whole("third").as_bytes()).await.unwrap();
        assert_eq!(read_body(&mut client).await, "third", "{body:?}, later: {is_later}");
    }
}

/// Closes a connection without ado: the other end finds it reset.
fn reset(service: TcpStream) {
    service.set_zero_linger().unwrap();
    drop(service);
}

/// The beginnings of answers that are not whole.
const BEGUN: [&str; 2] = [
    "HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello",
    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
];

#[tokio::test]
async fn an_answer_whose_connection_is_reset_does_not_look_whole() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let portal = open(listener.local_addr().unwrap()).await;
    for begun in BEGUN {
        let mut client = portal.connect().await;
        client.write_all(CALL).await.unwrap();
        let mut service = accept(&listener).await;
        service.write_all(begun.as_bytes()).await.unwrap();
        let mut heard = Vec::new();
        while !String::from_utf8_lossy(&heard).contains("hello") {
            assert!(timeout(FOREVER, client.read_buf(&mut heard)).await.unwrap().unwrap() > 0);
        }
        reset(service);
        // Whether it is cut off or closed, what came is what counts.
        let _ = timeout(FOREVER, client.read_to_end(&mut heard)).await.expect("the gateway should have closed");
        let heard = String::from_utf8_lossy(&heard);
        let is_broken = match header(&heard, "content-length") {
            Some(length) => length == "50" && heard.ends_with("\r\n\r\nhello"),
            None => !heard.ends_with("0\r\n\r\n"),
        };
        assert!(is_broken, "{heard}");
    }
    let (answer, ()) = tokio::join!(portal.call("GET", "/pets/api", &[]), async {
        let mut service = accept(&listener).await;
        service.write_all(b"HTTP/1.1 200 OK\r\nContent-").await.unwrap();
        reset(service);
    });
    assert_eq!(status(&answer), 502, "{answer}");
    assert!(message(&answer).starts_with("The web service "), "{answer}");
    // The gateway goes on.
    let mut client = portal.connect().await;
    client.write_all(CALL).await.unwrap();
    accept(&listener).await.write_all(whole("well").as_bytes()).await.unwrap();
    assert_eq!(read_body(&mut client).await, "well");
}

#[tokio::test]
async fn over_http2_such_an_answer_fails_and_no_other() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let portal = open(listener.local_addr().unwrap()).await;
    let mut sender = begin(&portal).await;
    for begun in BEGUN {
        let call = sender.send_request(get("/pets/api/things/7").body(Full::default()).unwrap());
        let mut service = accept(&listener).await;
        service.write_all(begun.as_bytes()).await.unwrap();
        let mut body = timeout(FOREVER, call).await.unwrap().unwrap().into_body();
        let piece = timeout(FOREVER, body.frame()).await.unwrap().unwrap().unwrap();
        assert_eq!(piece.into_data().unwrap(), Bytes::from_static(b"hello"));
        reset(service);
        assert!(timeout(FOREVER, body.frame()).await.unwrap().unwrap().is_err());
    }
    let call = sender.send_request(get("/pets/api/things/7").body(Full::default()).unwrap());
    accept(&listener).await.write_all(whole("well").as_bytes()).await.unwrap();
    let answer = timeout(FOREVER, call).await.unwrap().unwrap();
    assert_eq!(answer.into_body().collect().await.unwrap().to_bytes(), Bytes::from_static(b"well"));
}
