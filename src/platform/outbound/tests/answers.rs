//! Answers that are broken, or that nobody may pass on.

use super::support::{Backend, Then, get, read};
use crate::kernel::Failure;

#[tokio::test]
async fn an_answer_that_is_no_answer_is_a_failure_and_its_connection_is_done_with() {
    for (answer, expected) in [
        ("HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n", Failure::BadResponse),
        ("HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n", Failure::BadResponse),
        ("HTTP/1.1 600 Odd\r\ncontent-length: 2\r\n\r\nok", Failure::BadResponse),
        ("HTTP/1.1 099 Odd\r\ncontent-length: 0\r\n\r\n", Failure::BadResponse),
        ("HTTP/1.1 200 OK\r\ncontent-length: 3\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n", Failure::BadResponse),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 5\r\n\r\n0\r\n\r\n", Failure::BadResponse),
        ("HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nok", Failure::BadResponse),
        ("HTTP/1.1 200 OK\r\ncontent-length: two\r\n\r\nok", Failure::BadResponse),
        ("HTTP/1.1 200 OK\r\nx: folded\r\n over\r\ncontent-length: 0\r\n\r\n", Failure::BadResponse),
        ("HTTP/1.1 200 OK\r\nna me: x\r\ncontent-length: 0\r\n\r\n", Failure::BadResponse),
        ("HTTP/9.9 200 OK\r\ncontent-length: 0\r\n\r\n", Failure::BadResponse),
        ("SSH-2.0-OpenSSH_9.9\r\n", Failure::BadResponse),
        ("<html>no head at all</html>\r\n\r\n", Failure::BadResponse),
    ] {
        let backend = Backend::answering(answer, Then::KeepOpen).await;
        let client = backend.client();
        for round in 1..=2 {
            let outcome = client.send(get(&backend.url())).await.map(|answer| answer.status);
            assert_eq!(outcome, Err(expected.clone()), "{answer}");
            assert_eq!(backend.connections().await, round, "{answer}");
        }
    }
}

#[tokio::test]
async fn a_head_without_end_is_a_failure() {
    let endless = format!("HTTP/1.1 200 OK\r\n{}\r\n", "x: y\r\n".repeat(20_000));
    let backend = Backend::answering(Box::leak(endless.into_boxed_str()), Then::KeepOpen).await;
    let outcome = backend.client().send(get(&backend.url())).await.map(|answer| answer.status);
    assert_eq!(outcome, Err(Failure::BadResponse));
}

#[tokio::test]
async fn a_head_that_ends_early_was_cut_off() {
    for (answer, then) in [
        ("", Then::Close),
        ("", Then::Reset),
        ("HTTP/1.1 200 OK\r\ncontent-", Then::Close),
        ("HTTP/1.1 200 OK\r\ncontent-", Then::Reset),
    ] {
        let backend = Backend::answering(answer, then).await;
        let outcome = backend.client().send(get(&backend.url())).await.map(|answer| answer.status);
        assert_eq!(outcome, Err(Failure::CutOff), "{answer}");
    }
}

#[tokio::test]
async fn a_body_that_is_not_complete_never_looks_complete() {
    for (answer, then, expected) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort", Then::Close, Failure::CutOff),
        ("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nshort", Then::Reset, Failure::CutOff),
        ("HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n", Then::Close, Failure::CutOff),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n", Then::Close, Failure::CutOff),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n9\r\nshort", Then::Close, Failure::CutOff),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\n", Then::Reset, Failure::CutOff),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshort\r\nzz\r\n",
            Then::KeepOpen,
            Failure::BadResponse,
        ),
        ("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nshortXX", Then::KeepOpen, Failure::BadResponse),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nfffffffffffffffff\r\n",
            Then::KeepOpen,
            Failure::BadResponse,
        ),
    ] {
        let backend = Backend::answering(answer, then).await;
        let outcome = match backend.client().send(get(&backend.url())).await {
            Ok(answer) => read(answer).await,
            Err(failure) => Err(failure),
        };
        assert_eq!(outcome, Err(expected), "{answer}");
    }
}

#[tokio::test]
async fn complete_bodies_are_complete_however_they_are_framed() {
    for (answer, then, expected) in [
        ("HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nbody", Then::KeepOpen, "body"),
        ("HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 4\r\n\r\nbody", Then::KeepOpen, "body"),
        (
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nbo\r\n2;x=y\r\ndy\r\n0\r\nt: r\r\n\r\n",
            Then::KeepOpen,
            "body",
        ),
        ("HTTP/1.1 200 OK\r\n\r\nbody", Then::Close, "body"),
        ("HTTP/1.0 200 OK\r\n\r\nbody", Then::Close, "body"),
        ("HTTP/1.1 204 No Content\r\n\r\n", Then::KeepOpen, ""),
        ("HTTP/1.1 304 Not Modified\r\ncontent-length: 4\r\n\r\n", Then::KeepOpen, ""),
        ("HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n", Then::KeepOpen, ""),
    ] {
        let backend = Backend::answering(answer, then).await;
        let answered = backend.client().send(get(&backend.url())).await.unwrap();
        assert_eq!(read(answered).await.as_deref(), Ok(expected), "{answer}");
    }
}
