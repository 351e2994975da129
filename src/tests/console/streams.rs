//! Streams of events: they go on as long as something comes, and every piece is passed on at once.

use std::io::Write as _;
use std::net::SocketAddr;
use std::time::Duration;

use flate2::Compression;
use flate2::write::GzEncoder;
use futures_util::StreamExt as _;
use loggia::console::frames::{Decoder, Frame};
use loggia::console::server;
use loggia::identity::server::Caller;
use loggia::kernel::Failure;
use loggia::kernel::failure::Stage;
use loggia::platform::config::Config;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use tokio::sync::mpsc::{Sender, channel};
use tokio::time::sleep;

use super::support::{Frames, Portal, get};

/// The time that calls may take here.
const TIMEOUT: Duration = Duration::from_secs(1);

/// A backend that begins a stream with these headers and sends the pieces that the test gives it; without a sender it ends.
async fn streaming(headers: &str) -> (SocketAddr, Sender<Vec<u8>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let (sender, mut pieces) = channel::<Vec<u8>>(1);
    let head = format!("HTTP/1.1 200 OK\r\nConnection: close\r\n{headers}\r\n");
    tokio::spawn(async move {
        let (mut socket, _) = listener.accept().await.unwrap();
        let _ = socket.read(&mut [0; 4096]).await;
        let _ = socket.write_all(head.as_bytes()).await;
        while let Some(piece) = pieces.recv().await {
            let _ = socket.write_all(&piece).await;
        }
    });
    (address, sender)
}

async fn portal(address: SocketAddr) -> Portal {
    Portal::with(address, get("/call"), |config: &mut Config| config.call_timeout = TIMEOUT).await
}

#[tokio::test]
async fn a_stream_goes_on_beyond_the_timeout_while_something_comes() {
    for content_type in ["text/event-stream", "application/x-ndjson", "application/json-seq"] {
        let (address, sender) = streaming(&format!("Content-Type: {content_type}\r\n")).await;
        let portal = portal(address).await;
        let sending = async move {
            for number in 0..5 {
                sleep(TIMEOUT * 3 / 10).await;
                sender.send(format!("data: {number}\n\n").into_bytes()).await.unwrap();
            }
        };
        let (frames, ()) = tokio::join!(portal.call(), sending);
        let end = frames.end();
        assert!(end.total > 1_400_000, "{content_type}: {} µs", end.total);
        assert_eq!((end.received, end.cut), (5 * 9, false));
    }
}

#[tokio::test]
async fn a_stream_that_falls_silent_is_left_and_any_other_body_has_the_whole_time_only() {
    for (content_type, stage) in [("text/event-stream", Stage::Silence), ("text/plain", Stage::Body)] {
        let (address, sender) = streaming(&format!("Content-Type: {content_type}\r\n")).await;
        let portal = portal(address).await;
        sender.send(b"data: 1\n\n".to_vec()).await.unwrap();
        let frames: Frames = portal.call().await;
        assert_eq!(frames.body, b"data: 1\n\n");
        assert_eq!(frames.fail().failure, Failure::TimedOut { stage, seconds: 1 }, "{content_type}");
        drop(sender);
    }
}

#[tokio::test]
async fn every_piece_is_passed_on_before_the_next_one_exists_compressed_or_not() {
    for (coding, headers) in [(false, ""), (true, "Content-Encoding: gzip\r\n")] {
        let (address, sender) = streaming(&format!("Content-Type: text/event-stream\r\n{headers}")).await;
        let portal = portal(address).await;
        let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
        let mut piece = |text: &str| {
            if !coding {
                return text.as_bytes().to_vec();
            }
            encoder.write_all(text.as_bytes()).unwrap();
            encoder.flush().unwrap();
            std::mem::take(encoder.get_mut())
        };
        let frames = server::send(&portal.app.state, &Caller::guest(), &portal.request(), None).await.unwrap();
        let mut frames = Box::pin(frames);
        let mut decoder = Decoder::default();
        for number in 0..3 {
            let text = format!("data: {number}\n\n");
            sender.send(piece(&text)).await.unwrap();
            let mut seen = Vec::new();
            while seen.len() < text.len() {
                for frame in decoder.push(&frames.next().await.unwrap()).unwrap() {
                    match frame {
                        Frame::Head(_) => {}
                        Frame::Data(bytes) => seen.extend(bytes),
                        other => panic!("{other:?}"),
                    }
                }
            }
            assert_eq!(String::from_utf8(seen).unwrap(), text, "coding: {coding}");
        }
    }
}

#[tokio::test]
async fn a_long_stream_is_neither_cut_nor_kept() {
    let (address, sender) = streaming("Content-Type: text/event-stream\r\n").await;
    let portal = portal(address).await;
    let sending = async move {
        for _ in 0..12 {
            sender.send(vec![b':'; 1024 * 1024]).await.unwrap();
        }
    };
    let (frames, ()) = tokio::join!(portal.call(), sending);
    assert_eq!((frames.body.len(), frames.end().cut), (12 * 1024 * 1024, false));
    assert_eq!(frames.end().download, None);
}
