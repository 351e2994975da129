//! Connections that become something else than HTTP: what comes at one end goes out at the other.

use axum::http::{HeaderValue, Response, Version, header, response};
use bytes::Bytes;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncWriteExt as _, copy_bidirectional_with_sizes};
use tokio::sync::OwnedSemaphorePermit;

use super::headers::strip_hop_by_hop;
use super::upstream::{AnswerBody, Session};
use super::usage::Record;
use crate::platform::listen::Peer;

/// What may be under way each way, in bytes.
const BUFFER: usize = 16 * 1024;

/// Passes the backend's 101 on and joins the two connections behind it.
pub(super) fn go_on(
    mut head: response::Parts,
    session: Box<Session>,
    place: OwnedSemaphorePermit,
    peer: &Peer,
    mut record: Record,
) -> Response<AnswerBody> {
    let protocol = head.headers.get(header::UPGRADE).cloned();
    strip_hop_by_hop(&mut head.headers);
    head.headers.insert(header::CONNECTION, HeaderValue::from_static("upgrade"));
    head.headers.insert(header::UPGRADE, protocol.unwrap_or(HeaderValue::from_static("websocket")));
    head.version = Version::default();
    head.extensions.clear();
    record.status = head.status.as_u16();
    peer.take_over(move |mut client| async move {
        // All of it, not only what is changed: it is made when it is dropped.
        let (_place, mut record) = (place, record);
        let Some((backend, first)) = session.into_raw().await else { return };
        let mut backend = TokioIo::new(backend);
        let passed = async {
            client.write_all(&first).await?;
            let (came, went) = copy_bidirectional_with_sizes(&mut client, &mut backend, BUFFER, BUFFER).await?;
            Ok::<_, std::io::Error>((came, went + first.len() as u64))
        };
        match passed.await {
            Ok((came, went)) => {
                record.bytes_in = came;
                record.bytes_out = went;
            }
            Err(error) => tracing::debug!(%error, "a connection that was no HTTP any more broke off: {error}"),
        }
    });
    Response::from_parts(head, AnswerBody::unrecorded(Bytes::new()))
}
