//! The gateway of the real program, and commands that change what it knows.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use sqlx::Connection as _;
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};

use super::program::{Place, assert_done};

const DEMO: [&str; 3] = ["--demo", "--demo-listen", "127.0.0.1:0"];

/// A key to what is called without limits.
fn unlimited(place: &Place) -> (String, String) {
    let add = ["subscription", "add", "--product", "unlimited", "--email", "admin@example.com", "--json"];
    let made: serde_json::Value = serde_json::from_str(&assert_done(&place.run(&add))).unwrap();
    let text = |member: &str| made[member].as_str().unwrap().to_owned();
    (text("id"), text("primaryKey"))
}

/// Calls the demo's operation with `key`.
fn call(gateway: SocketAddr, key: &str) -> String {
    let mut stream = TcpStream::connect(gateway).unwrap();
    let path = "/azureml-demo/workspaces/w/services/s/execute?api-version=2.0&details=true";
    let head = format!("POST {path} HTTP/1.1\r\nHost: {gateway}\r\nConnection: close\r\nContent-Length: 2");
    write!(stream, "{head}\r\nOcp-Apim-Subscription-Key: {key}\r\n\r\n{{}}").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn a_command_changes_the_very_next_call() {
    let place = Place::new();
    let portal = place.serve(&DEMO, &[]);
    // It answers once the demo is there.
    assert!(portal.get("/").starts_with("HTTP/1.1 200"));
    let gateway = portal.gateway;
    let (id, key) = unlimited(&place);
    let (id, key) = (id.as_str(), key.as_str());
    // The service itself asks for another key; so the call has arrived there.
    let answer = call(gateway, key);
    assert!(answer.starts_with("HTTP/1.1 401") && !answer.contains("statusCode"), "{answer}");
    assert_done(&place.run(&["subscription", "suspend", id]));
    let answer = call(gateway, key);
    assert!(answer.starts_with("HTTP/1.1 403") && answer.contains("The subscription is suspended."), "{answer}");
    assert_eq!(portal.stop().0, Some(0));
}

#[tokio::test]
async fn a_clean_stop_writes_every_call() {
    const CALLERS: i64 = 4;
    const CALLS: i64 = 100;
    let place = Place::new();
    let portal = place.serve(&DEMO, &[]);
    assert!(portal.get("/").starts_with("HTTP/1.1 200"));
    let (_, key) = unlimited(&place);
    std::thread::scope(|scope| {
        for _ in 0..CALLERS {
            scope.spawn(|| (0..CALLS).for_each(|_| assert!(call(portal.gateway, &key).starts_with("HTTP/1.1 401"))));
        }
    });
    assert_eq!(portal.stop().0, Some(0));
    let options = SqliteConnectOptions::new().filename(place.database());
    let mut database = SqliteConnection::connect_with(&options).await.unwrap();
    let written: (i64, i64) = sqlx::query_as("SELECT (SELECT COUNT(*) FROM calls), (SELECT SUM(calls) FROM call_days)")
        .fetch_one(&mut database)
        .await
        .unwrap();
    assert_eq!(written, (CALLERS * CALLS, CALLERS * CALLS));
}

#[test]
fn as_many_files_are_open_as_the_system_allows() {
    let place = Place::new();
    let portal = place.serve_with_few_files();
    let (now, most) = portal.limits("Max open files");
    assert_ne!(now, "200");
    assert_eq!(now, most);
    assert_eq!(portal.stop().0, Some(0));
}
