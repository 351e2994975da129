//! Bodies that are too long to be shown.

use async_compression::tokio::write::GzipEncoder;
use axum::http::{StatusCode, header};
use tokio::io::AsyncWriteExt as _;

use super::support::{Backend, Portal, Then, answer_with};

const SHOWN: usize = 10 * 1024 * 1024;
const LONG: usize = 30 * 1024 * 1024;

async fn bomb() -> Vec<u8> {
    let mut encoder = GzipEncoder::new(Vec::new());
    encoder.write_all(&vec![b'x'; LONG]).await.unwrap();
    encoder.shutdown().await.unwrap();
    encoder.into_inner()
}

#[tokio::test]
async fn a_long_body_is_cut_and_can_be_downloaded_whole_from_the_same_call() {
    let plain = vec![b'x'; LONG];
    for (headers, body) in [("Content-Type: text/html\r\n", plain), ("Content-Encoding: gzip\r\n", bomb().await)] {
        let backend = Backend::answering(answer_with(headers, &body), Then::Close).await;
        let portal = Portal::calling(&backend).await;
        let frames = portal.call().await;
        assert_eq!(frames.body.len(), SHOWN, "{headers}");
        let end = frames.end();
        assert_eq!((end.cut, end.download_cut), (true, false), "{headers}");
        assert_eq!((end.received, end.decoded), (body.len() as u64, LONG as u64), "{headers}");

        let path = format!("/console/downloads/{}", end.download.as_ref().unwrap());
        let download = portal.app.get(&path).await;
        assert_eq!((download.status, download.body.len()), (StatusCode::OK, LONG));
        assert!(download.body.iter().all(|&byte| byte == b'x'));
        let header = |name| download.headers[name].to_str().unwrap();
        assert_eq!(header(header::CONTENT_TYPE), "application/octet-stream", "never as a page of ours");
        assert!(header(header::CONTENT_DISPOSITION).starts_with("attachment; filename=\"call."));
        assert_eq!(header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
        assert!(header(header::CONTENT_SECURITY_POLICY).contains("sandbox"));
        assert_eq!(backend.requests().len(), 1, "nothing was sent a second time");

        portal.app.state.clock.advance(10 * 60 * 1000);
        assert_eq!(portal.app.get(&path).await.status, StatusCode::NOT_FOUND, "ten minutes later it is gone");
    }
}

#[tokio::test]
async fn a_body_that_just_fits_is_shown_whole() {
    let body = vec![b'x'; SHOWN];
    for announced in [answer_with("", &body), [&b"HTTP/1.1 200 OK\r\n\r\n"[..], &body].concat()] {
        let backend = Backend::answering(announced, Then::Close).await;
        let frames = Portal::calling(&backend).await.call().await;
        assert_eq!(frames.body.len(), SHOWN);
        assert_eq!((frames.end().cut, frames.end().download.as_deref()), (false, None));
    }
}

#[tokio::test]
async fn nobody_finds_a_download_by_guessing() {
    let backend = Backend::answering(answer_with("", b""), Then::Close).await;
    let portal = Portal::calling(&backend).await;
    let zeros = "0".repeat(64);
    for id in ["x", "..%2Floggia.db", "%2E%2E%2Floggia.db", zeros.as_str()] {
        let answer = portal.app.get(&format!("/console/downloads/{id}")).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{id}");
    }
}
