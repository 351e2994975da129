//! Connections that become something else than HTTP, which is WebSocket.

mod frames;
mod tunnel;

use std::time::Duration;

use axum::http::{HeaderValue, Response, Version, header, response};
use bytes::Bytes;
use hyper_util::rt::TokioIo;
use tokio::sync::OwnedSemaphorePermit;
use tunnel::{Ended, Passed, join};

use super::headers::strip_hop_by_hop;
use super::upstream::{AnswerBody, Session};
use super::usage::Record;
use crate::platform::listen::Peer;

/// Passes the backend's 101 on and joins the two connections behind it, as long as they are not `idle` for so long. The call
/// keeps its places, at the backend, among the listener's connections and under policies, until they end.
pub(super) fn go_on(
    mut head: response::Parts,
    session: Box<Session>,
    place: OwnedSemaphorePermit,
    idle: Duration,
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
    peer.take_over(move |client, finish| async move {
        // All of it, not only what is changed: it is made when it is dropped.
        let (_place, mut record) = (place, record);
        let Some(Some((backend, first))) = finish.run_until_cancelled(session.into_raw()).await else { return };
        let Passed { came, went, end } = join(client, TokioIo::new(backend), &first, idle, &finish).await;
        record.bytes_in = came;
        record.bytes_out = went;
        match end {
            Ended::Both => {}
            Ended::Idle => tracing::debug!("a WebSocket ended since nothing went over it"),
            Ended::Shutdown => tracing::debug!("a WebSocket ended with the gateway"),
            Ended::Broken(error) => tracing::debug!(%error, "a WebSocket broke off: {error}"),
        }
    });
    Response::from_parts(head, AnswerBody::unrecorded(Bytes::new()))
}
