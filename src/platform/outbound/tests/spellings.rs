//! Hundreds of ways to write an address that may not be called.

use url::Url;

use super::hosts::hosts;
use super::support::{Backend, Then, client, get};
use crate::kernel::Failure;

/// Ways to write an address around its host; all of them are read as calls to the host.
const SHAPES: [&str; 6] = [
    "http://{host}:{port}/",
    "HTTP://{host}:{port}",
    "http:\\\\{host}:{port}\\x",
    "http:/{host}:0{port}/x?y#z",
    " \thttp://{host}:{port}/a/../b",
    "http:////{host}:{port}/",
];

#[tokio::test]
async fn no_spelling_of_an_address_reaches_what_is_not_public() {
    let canary = Backend::answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", Then::KeepOpen).await;
    let client = client(&[]);
    let mut tried = 0;
    for host in hosts() {
        for shape in SHAPES {
            let text = shape.replace("{host}", &host).replace("{port}", &canary.address.port().to_string());
            let url = Url::parse(&text).unwrap_or_else(|error| panic!("{text} is not a URL: {error}"));
            let outcome = client.send(get(url.as_str())).await.map(|answer| answer.status);
            // Not every resolver knows the name with its dot.
            if host != "localhost." || outcome != Err(Failure::NameNotResolved) {
                assert_eq!(outcome, Err(Failure::Blocked), "{text}");
            }
            tried += 1;
        }
    }
    assert!(tried >= 300, "{tried}");
    assert_eq!(canary.connections().await, 0);
}

#[tokio::test]
async fn credentials_and_other_schemes_are_no_calls() {
    let canary = Backend::answering("HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n", Then::KeepOpen).await;
    let client = canary.client();
    for shape in [
        "http://user@{}/",
        "http://:password@{}/",
        "http://user:password@{}/",
        "http://api.example%20@{}/",
        "ftp://{}/",
        "ws://{}/",
        "gopher://{}/",
        "unix://{}/",
        "file:///etc/passwd",
        "data:text/plain,x",
        "javascript:1",
    ] {
        let text = shape.replace("{}", &canary.address.to_string());
        assert_eq!(client.send(get(&text)).await.map(|answer| answer.status), Err(Failure::BadAddress), "{text}");
    }
    assert_eq!(canary.connections().await, 0);
}
