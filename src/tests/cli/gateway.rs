//! The gateway of the real program, and commands that change what it knows.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};

use super::program::{Place, assert_done};

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
    let portal = place.serve(&["--demo", "--demo-listen", "127.0.0.1:0"], &[]);
    // It answers once the demo is there.
    assert!(portal.get("/").starts_with("HTTP/1.1 200"));
    let gateway = portal.gateway;
    let add = ["subscription", "add", "--product", "unlimited", "--email", "admin@example.com", "--json"];
    let made: serde_json::Value = serde_json::from_str(&assert_done(&place.run(&add))).unwrap();
    let (id, key) = (made["id"].as_str().unwrap(), made["primaryKey"].as_str().unwrap());
    // The service itself asks for another key; so the call has arrived there.
    let answer = call(gateway, key);
    assert!(answer.starts_with("HTTP/1.1 401") && !answer.contains("statusCode"), "{answer}");
    assert_done(&place.run(&["subscription", "suspend", id]));
    let answer = call(gateway, key);
    assert!(answer.starts_with("HTTP/1.1 403") && answer.contains("The subscription is suspended."), "{answer}");
    assert_eq!(portal.stop().0, Some(0));
}
