//! A connection to a backend, driven by the call that uses it: there is no task of its own, so a call wakes nobody but itself.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::http::{Request, Response};
use hyper::body::Incoming;
use hyper::client::conn::TrySendError;
use hyper::client::conn::http1;

use super::CallBody;
use crate::kernel::Failure;
use crate::platform::listen::hand;
use crate::platform::outbound::{Connection, explain};

/// The most that is read ahead, and so the largest head of an answer and the largest piece of a body, in bytes.
const BUFFER: usize = 32 * 1024;

/// The head of an answer, or why there is none.
pub(super) type Head = Result<Response<Incoming>, TrySendError<Request<CallBody>>>;

/// A connection of HTTP/1.1.
pub(in crate::gateway::server) struct Session {
    sender: http1::SendRequest<CallBody>,
    /// `None` once nothing can come of it any more.
    connection: Option<http1::Connection<Connection, CallBody>>,
    /// Whether the connection has come to its end, after which it must not be driven.
    has_ended: bool,
    /// How many calls it has had.
    calls: u32,
    /// The thread that watches it.
    home: usize,
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session").field("calls", &self.calls).finish_non_exhaustive()
    }
}

impl Session {
    pub(super) async fn begin(connection: Connection) -> Result<Self, Failure> {
        let (sender, connection) =
            http1::Builder::new().max_buf_size(BUFFER).handshake(connection).await.map_err(|error| explain(&error))?;
        Ok(Self { sender, connection: Some(connection), has_ended: false, calls: 0, home: hand() })
    }

    /// Whether it has been used before: then it may have been closed at the other end meanwhile.
    pub(super) const fn is_used(&self) -> bool {
        self.calls > 1
    }

    /// The number of the thread that watches it, see [`hand`].
    pub(super) const fn home(&self) -> usize {
        self.home
    }

    /// Lets the connection read and write what there is.
    pub(super) fn drive(&mut self, cx: &mut Context<'_>) {
        if let (false, Some(connection)) = (self.has_ended, &mut self.connection) {
            self.has_ended = connection.poll_without_shutdown(cx).is_ready();
        }
    }

    /// Whether it can take a call.
    pub(super) fn is_ready(&self) -> bool {
        !self.has_ended && self.sender.is_ready()
    }

    /// Looks whether the other end has closed it.
    pub(super) async fn is_still_open(&mut self) -> bool {
        poll_fn(|cx| {
            self.drive(cx);
            Poll::Ready(self.is_ready())
        })
        .await
    }

    /// Sends a call. Its answer comes of what this gives back while [`Session::poll_answer`] is asked for it.
    pub(super) fn send(&mut self, request: Request<CallBody>) -> impl Future<Output = Head> + Send + use<> {
        self.calls = self.calls.saturating_add(1);
        self.sender.try_send_request(request)
    }

    /// The head of the answer to the call that was sent.
    pub(super) fn poll_answer(
        &mut self,
        mut answer: Pin<&mut impl Future<Output = Head>>,
        cx: &mut Context<'_>,
    ) -> Poll<Head> {
        self.drive(cx);
        match answer.as_mut().poll(cx) {
            Poll::Pending if self.has_ended => {
                // A call that was not begun is given back by what was to begin it.
                self.connection = None;
                answer.as_mut().poll(cx)
            }
            outcome => outcome,
        }
    }

    /// The bytes behind a 101, and those of them that were read already; `None` when there was none.
    pub(in crate::gateway::server) async fn into_raw(mut self) -> Option<(Connection, bytes::Bytes)> {
        poll_fn(|cx| {
            self.drive(cx);
            if self.has_ended { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
        let parts = self.connection?.into_parts();
        Some((parts.io, parts.read_buf))
    }
}
