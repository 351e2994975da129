//! How many calls a web service gets at once, and how long it is waited for.

use std::net::SocketAddr;

use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::mpsc;

use super::support::{API, get, open};
use crate::gateway::support::{FOREVER, header, message, put_policies_of, status};

/// As long as a connection here may take.
const SOON: std::time::Duration = std::time::Duration::from_millis(300);

/// A web service that says nothing by itself: its connections, as they come.
async fn silent() -> (SocketAddr, mpsc::UnboundedReceiver<TcpStream>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let (got, streams) = mpsc::unbounded_channel();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let _ = got.send(stream);
        }
    });
    (address, streams)
}

/// The head that came on a connection.
async fn head(stream: &mut TcpStream) -> String {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        assert_ne!(stream.read_buf(&mut head).await.unwrap(), 0, "the head should be whole");
    }
    String::from_utf8(head).unwrap()
}

/// Answers what came on a connection.
async fn answer(mut stream: TcpStream) {
    head(&mut stream).await;
    stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nhi").await.unwrap();
}

#[tokio::test]
async fn so_many_calls_run_at_once_and_the_next_when_one_has_ended() {
    let (service, mut streams) = silent().await;
    let portal = open(service).await;
    let by_team = json!({"by": "header", "name": "X-Team"});
    put_policies_of(&portal, API, json!([{"kind": "limit-concurrency", "most": 1, "key": by_team}])).await;
    let meanwhile = async {
        let first = streams.recv().await.unwrap();
        let refused = get(&portal, "", &["X-Team: a"]).await;
        assert_eq!((status(&refused), header(&refused, "retry-after").as_deref()), (429, Some("1")), "{refused}");
        assert!(message(&refused).starts_with("Too many calls run at once."), "{refused}");
        assert!(streams.try_recv().is_err(), "the service heard nothing of it");
        let others = async { answer(streams.recv().await.unwrap()).await };
        let (other, ()) = tokio::join!(get(&portal, "", &["X-Team: b"]), others);
        assert_eq!(status(&other), 200, "{other}");
        answer(first).await;
    };
    let (first, ()) = tokio::join!(get(&portal, "", &["X-Team: a"]), meanwhile);
    assert_eq!(status(&first), 200, "{first}");
    let last = async { answer(streams.recv().await.unwrap()).await };
    let (next, ()) = tokio::join!(get(&portal, "", &["X-Team: a"]), last);
    assert_eq!(status(&next), 200, "{next}");
}

#[tokio::test]
async fn a_service_is_given_up_when_the_policy_says() {
    // Nobody accepts there, and what waits to be accepted is full: nobody else gets a connection.
    let full = tokio::net::TcpSocket::new_v4().unwrap();
    full.bind("127.0.0.1:0".parse().unwrap()).unwrap();
    let full = full.listen(0).unwrap();
    let address = full.local_addr().unwrap();
    let _waiting = (TcpStream::connect(address).await, tokio::time::timeout(SOON, TcpStream::connect(address)).await);
    let portal = open(address).await;
    for which in ["connect", "total"] {
        let mut policy = json!({"kind": "forward-request", "section": "backend"});
        policy[which] = json!(1);
        put_policies_of(&portal, API, json!([policy])).await;
        let answer = tokio::time::timeout(FOREVER / 3, get(&portal, "", &[])).await.expect(which);
        assert_eq!(status(&answer), 504, "{which}: {answer}");
    }

    let (service, mut streams) = silent().await;
    let portal = open(service).await;
    for which in ["first_byte", "total"] {
        let mut policy = json!({"kind": "forward-request", "section": "backend"});
        policy[which] = json!(1);
        put_policies_of(&portal, API, json!([policy])).await;
        let answer = get(&portal, "", &[]).await;
        let told = (status(&answer), message(&answer));
        assert_eq!(told, (504, "The web service did not answer in time.".to_owned()), "{which}");
        let received = head(&mut streams.recv().await.unwrap()).await;
        assert!(received.starts_with("GET /base/things/7 HTTP/1.1\r\n"), "{received}");
        assert!(streams.try_recv().is_err(), "once");
    }
}
