//! Bodies with a content coding.

use async_compression::tokio::write::{BrotliEncoder, DeflateEncoder, GzipEncoder, ZlibEncoder, ZstdEncoder};
use loggia::console::model::Problem;
use loggia::platform::Rng;
use tokio::io::AsyncWriteExt as _;

use super::support::{Backend, Frames, Portal, Then, answer_with};

const TEXT: &[u8] = b"{\"greeting\":\"This is a good day. This is a good day. This is a good day.\"}";

/// `bytes` encoded by `$encoder`.
macro_rules! encode {
    ($encoder:ident, $bytes:expr) => {{
        let mut encoder = $encoder::new(Vec::new());
        encoder.write_all($bytes).await.unwrap();
        encoder.shutdown().await.unwrap();
        encoder.into_inner()
    }};
}

/// What is seen of a body with this coding.
async fn seen(coding: &str, body: &[u8]) -> Frames {
    let headers = format!("Content-Type: application/json\r\nContent-Encoding: {coding}\r\n");
    let backend = Backend::answering(answer_with(&headers, body), Then::Close).await;
    Portal::calling(&backend).await.call().await
}

#[tokio::test]
async fn every_coding_is_taken_off() {
    for (coding, body) in [
        ("gzip", encode!(GzipEncoder, TEXT)),
        ("x-gzip", encode!(GzipEncoder, TEXT)),
        ("br", encode!(BrotliEncoder, TEXT)),
        ("deflate", encode!(ZlibEncoder, TEXT)),
        ("deflate", encode!(DeflateEncoder, TEXT)),
        ("zstd", encode!(ZstdEncoder, TEXT)),
        ("identity", TEXT.to_vec()),
    ] {
        let frames = seen(coding, &body).await;
        assert_eq!(frames.body, TEXT, "{coding}");
        let end = frames.end();
        assert_eq!((end.received, end.decoded), (body.len() as u64, TEXT.len() as u64), "{coding}");
        assert_eq!(end.problem, None, "{coding}");
        assert!(frames.head().headers.iter().any(|(name, _)| name == "content-encoding"), "headers stay as they came");
    }
}

#[tokio::test]
async fn a_second_gzip_member_belongs_to_the_body() {
    let twice = [encode!(GzipEncoder, TEXT), encode!(GzipEncoder, TEXT)].concat();
    assert_eq!(seen("gzip", &twice).await.body, [TEXT, TEXT].concat());
}

#[tokio::test]
async fn what_is_not_encoded_as_it_says_is_shown_as_it_came() {
    for coding in ["gzip", "br", "deflate", "zstd"] {
        let frames = seen(coding, TEXT).await;
        assert_eq!(String::from_utf8_lossy(&frames.body), String::from_utf8_lossy(TEXT), "{coding}");
        assert_eq!(frames.end().problem, Some(Problem::Undecodable), "{coding}");
    }
}

#[tokio::test]
async fn what_breaks_on_the_way_is_shown_up_to_there() {
    let noise = Rng::seeded(1).bytes::<200_000>();
    let mut body = encode!(GzipEncoder, &noise);
    body.truncate(body.len() / 2);
    let frames = seen("gzip", &body).await;
    assert_eq!(frames.end().problem, Some(Problem::Undecodable));
    assert!(frames.body.len() > 50_000, "{}", frames.body.len());
    assert!(noise.starts_with(&frames.body));
}

#[tokio::test]
async fn an_unknown_coding_is_left_on_and_named() {
    for coding in ["compress", "gzip, br", "made-up"] {
        let frames = seen(coding, TEXT).await;
        assert_eq!((frames.body.as_slice(), frames.end().problem), (TEXT, Some(Problem::UnknownCoding)), "{coding}");
        assert_eq!(frames.head().content_type, None, "an encoded body is no JSON");
    }
}
