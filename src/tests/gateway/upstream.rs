//! Web services that do not answer as they should.

use std::time::Duration;

use loggia::platform::config::Config;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio::sync::mpsc;
use tokio::time::timeout;

use super::policies::support::open;
use super::support::{FOREVER, Portal, Service, message, put_policies, read_request, status, with_key};

#[tokio::test]
async fn answers_that_could_be_read_two_ways_do_not_pass() {
    for answer in [
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n",
        "HTTP/1.1 999 Odd\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nX: y\r\n folded\r\nContent-Length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip\r\n\r\nx",
        "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello",
        "nonsense\r\n\r\n",
        "",
    ] {
        let service = Service::answering(answer).await;
        let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
        let answer = portal.call("GET", "/pets/api", &[]).await;
        assert_eq!(status(&answer), 502, "{answer}");
        assert!(message(&answer).starts_with("The web service "), "{answer}");
    }
    // It was asked for another protocol.
    let other = "HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: h2c\r\n\r\n";
    let portal = open(Service::answering(other).await.address).await;
    let asks = "GET /pets/api HTTP/1.1\r\nHost: g\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n";
    let answer = portal.exchange(asks).await;
    assert_eq!(status(&answer), 502, "{answer}");
}

#[tokio::test]
async fn an_answer_that_is_cut_short_is_not_passed_on_as_a_whole_one() {
    for (answer, whole) in [
        ("HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nhello", "hello"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", "0\r\n\r\n"),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz", "0\r\n\r\n"),
    ] {
        let service = Service::answering(answer).await;
        let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
        let answer = portal.call("GET", "/pets/api", &[]).await;
        let is_short = match super::support::header(&answer, "content-length") {
            Some(length) => length == "50" && answer.ends_with(whole),
            None => !answer.ends_with(whole),
        };
        assert!(is_short, "{answer}");
    }
}

#[tokio::test]
async fn where_only_closing_ends_an_answer_one_that_is_cut_short_is_reset() {
    for (answer, is_whole) in [
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", true),
        ("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", false),
    ] {
        let service = Service::answering(answer).await;
        let portal = Portal::with(service.address, |_| (), |api| api.subscription_required = false).await;
        let mut stream = portal.connect().await;
        stream.write_all(b"GET /pets/api HTTP/1.0\r\nHost: g\r\n\r\n").await.unwrap();
        let read = timeout(FOREVER, stream.read_to_end(&mut Vec::new())).await.unwrap();
        assert_eq!(read.is_ok(), is_whole, "{answer}");
    }
}

#[tokio::test]
async fn services_that_cannot_be_reached_are_told_by_stage() {
    let service = Service::hello().await;
    // Nobody listens there any more.
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let portal = Portal::with(gone, |_| (), |api| api.subscription_required = false).await;
    let answer = portal.call("GET", "/pets/api", &[]).await;
    assert_eq!((status(&answer), message(&answer).as_str()), (502, "The web service refused the connection."));
    // One that fails again and again gets no calls for a moment.
    for _ in 0..4 {
        assert_eq!(status(&portal.call("GET", "/pets/api", &[]).await), 502);
    }
    let answer = portal.call("GET", "/pets/api", &[]).await;
    assert_eq!(status(&answer), 503, "{answer}");
    let blocked =
        Portal::with(service.address, |config| config.outbound_allow.clear(), |api| api.subscription_required = false)
            .await;
    let answer = blocked.call("GET", "/pets/api", &[]).await;
    assert_eq!(status(&answer), 502);
    assert!(message(&answer).contains("outbound policy"), "{answer}");
    assert!(!answer.contains(&service.address.to_string()), "{answer}");
    assert_eq!(service.requests(), [""; 0]);
}

#[tokio::test]
async fn a_service_that_only_a_policy_names_has_connections_and_a_past_as_well() {
    let service = Service::hello().await;
    let portal = open(service.address).await;
    let sent_to = async |address| {
        let policy = json!([{"kind": "set-backend", "url": format!("http://{address}")}]);
        put_policies(&portal, "", "pets", policy).await;
    };
    let gone = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    sent_to(gone).await;
    let mut answers = Vec::new();
    for _ in 0..6 {
        answers.push(status(&portal.call("GET", "/pets/api", &[]).await));
    }
    assert_eq!(answers, [502, 502, 502, 502, 502, 503]);

    let (fickle, mut requests) = fickle().await;
    sent_to(fickle).await;
    for _ in 0..2 {
        assert_eq!(status(&portal.call("GET", "/pets/api", &[]).await), 200);
    }
    let got: Vec<_> = std::iter::from_fn(|| requests.try_recv().ok()).collect();
    assert_eq!(got, ["GET 0", "GET 1", "GET 0"], "the second call finds the connection of the first");
}

#[tokio::test]
async fn a_service_that_is_silent_is_given_up_and_takes_no_more_than_its_places() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let silent = listener.local_addr().unwrap();
    let portal = Portal::with(
        silent,
        |config| {
            config.gateway.answer = Duration::from_millis(400);
            config.gateway.backend_calls = 1;
        },
        |api| api.subscription_required = false,
    )
    .await;
    let (first, second) =
        tokio::join!(portal.call("GET", "/pets/api", &[]), portal.call("POST", "/pets/api/things", &[]));
    // One after the other, since there is one place.
    for answer in [first, second] {
        assert_eq!((status(&answer), message(&answer).as_str()), (504, "The web service did not answer in time."));
    }
}

/// A service that answers the first request of a connection and closes when it has got the second.
async fn fickle() -> (std::net::SocketAddr, mpsc::UnboundedReceiver<String>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (got, requests) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let got = got.clone();
            tokio::spawn(async move {
                for number in 0..2 {
                    let Some(request) = read_request(&mut stream).await else { return };
                    let verb = request.split(' ').next().unwrap_or_default();
                    let _ = got.send(format!("{verb} {number}"));
                    if number == 0 {
                        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nhi").await;
                    }
                }
            });
        }
    });
    (address, requests)
}

#[tokio::test]
async fn only_what_may_be_sent_twice_is() {
    let (service, mut requests) = fickle().await;
    let portal = Portal::to(service).await;
    let (key, _) = portal.subscribe(None, None).await;
    assert_eq!(status(&portal.get(&key).await), 200);
    assert_eq!(requests.recv().await.unwrap(), "GET 0");
    // The kept connection breaks; the call is sent once more on another one.
    assert_eq!(status(&portal.get(&key).await), 200);
    assert_eq!((requests.recv().await.unwrap(), requests.recv().await.unwrap()), ("GET 1".into(), "GET 0".into()));
    let answer = portal.call("POST", "/pets/api/things", &[with_key(&key)]).await;
    assert_eq!(status(&answer), 502, "{answer}");
    assert_eq!(requests.recv().await.unwrap(), "POST 1");
    assert!(requests.try_recv().is_err(), "nothing was sent again");
}

#[tokio::test]
async fn a_body_is_sent_again_where_it_was_small_and_the_call_may_be_repeated() {
    let (service, mut requests) = fickle().await;
    let portal = open(service).await;
    let put = |length: usize| {
        let head = format!("Host: a\r\nConnection: close\r\nContent-Length: {length}");
        format!("PUT /pets/api/things/7 HTTP/1.1\r\n{head}\r\n\r\n{}", "x".repeat(length))
    };
    let whole = 64 * 1024;
    assert_eq!(status(&portal.exchange(put(whole)).await), 200);
    assert_eq!(requests.recv().await.unwrap(), "PUT 0");
    assert_eq!(status(&portal.exchange(put(whole)).await), 200);
    assert_eq!((requests.recv().await.unwrap(), requests.recv().await.unwrap()), ("PUT 1".into(), "PUT 0".into()));
    assert_eq!(status(&portal.exchange(put(whole + 1)).await), 502);
    assert_eq!(requests.recv().await.unwrap(), "PUT 1");
    assert!(requests.try_recv().is_err(), "nothing was sent again");
}

#[tokio::test]
async fn a_service_that_takes_no_connection_is_given_up() {
    let full = TcpSocket::new_v4().unwrap();
    full.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let listener = full.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    // Nobody accepts; when the queue is full, connections are not answered any more.
    let mut waiting = Vec::new();
    while let Ok(stream) = timeout(Duration::from_millis(300), TcpStream::connect(address)).await {
        waiting.push(stream.unwrap());
    }
    let brief = |config: &mut Config| config.gateway.connect = Duration::from_millis(300);
    let portal = Portal::with(address, brief, |api| api.subscription_required = false).await;
    let answer = timeout(FOREVER, portal.call("GET", "/pets/api", &[])).await.unwrap();
    assert_eq!(status(&answer), 504, "{answer}");
    assert_eq!(message(&answer), "No connection to the web service came about in time.");
}

#[tokio::test]
async fn a_calls_whole_time_ends_an_answer_that_never_pauses() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let brief = |config: &mut Config| config.gateway.call = Some(Duration::from_millis(600));
    let portal = Portal::with(listener.local_addr().unwrap(), brief, |api| api.subscription_required = false).await;
    let dripping = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n").await.unwrap();
        while stream.write_all(b"1\r\nx\r\n").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    });
    let answer = portal.call("GET", "/pets/api/stream", &[]).await;
    assert_eq!(status(&answer), 200, "{answer}");
    assert!(!answer.ends_with("0\r\n\r\n"), "it was cut off: {answer}");
    timeout(FOREVER, dripping).await.expect("the service should have heard of it").unwrap();
}

#[tokio::test]
async fn a_caller_who_says_nothing_is_not_the_services_failure() {
    let service = Service::hello().await;
    let soon = |config: &mut Config| config.gateway.answer = Duration::from_millis(100);
    let portal = Portal::with(service.address, soon, |api| api.subscription_required = false).await;
    let mut silent = Vec::new();
    for _ in 0..6 {
        let mut stream = portal.connect().await;
        stream.write_all(b"POST /pets/api/things HTTP/1.1\r\nHost: g\r\nContent-Length: 10\r\n\r\n1").await.unwrap();
        silent.push(stream);
    }
    // Longer than the service is waited for.
    tokio::time::sleep(Duration::from_millis(500)).await;
    assert_eq!(status(&portal.call("GET", "/pets/api", &[]).await), 200);
    let mut first = silent.remove(0);
    first.write_all(b"23456789!").await.unwrap();
    let mut answer = [0; 15];
    timeout(FOREVER, first.read_exact(&mut answer)).await.unwrap().unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200 OK", "it goes on when it has something to say");
}

#[tokio::test]
async fn a_service_that_takes_no_more_of_a_body_is_not_the_callers_failure() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let soon = |config: &mut Config| config.gateway.answer = Duration::from_millis(500);
    let portal = Portal::with(listener.local_addr().unwrap(), soon, |api| api.subscription_required = false).await;
    let (mut reader, mut writer) = portal.connect().await.into_split();
    let sending = tokio::spawn(async move {
        let length = 64 * 1024 * 1024;
        let head = format!("POST /pets/api/things HTTP/1.1\r\nHost: g\r\nContent-Length: {length}\r\n\r\n");
        writer.write_all(head.as_bytes()).await?;
        writer.write_all(&vec![b'x'; length]).await
    });
    // It accepts, and reads nothing.
    let (_service, _) = listener.accept().await.unwrap();
    let mut answer = [0; 12];
    timeout(FOREVER, reader.read_exact(&mut answer)).await.unwrap().unwrap();
    assert_eq!(&answer, b"HTTP/1.1 504");
    sending.abort();
}
