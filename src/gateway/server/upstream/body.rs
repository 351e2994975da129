//! The bodies of calls and of their answers, as they go through.

use std::error::Error;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::http::StatusCode;
use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, Sleep, sleep_until};

use super::backend::Backend;
use super::session::Session;
use crate::gateway::server::Gateway;
use crate::gateway::server::policy::cache::Recorder;
use crate::gateway::server::usage::Record;

/// Where the body of a call comes from.
#[derive(Debug)]
pub(in crate::gateway::server) enum CallSource {
    /// From a connection.
    Wire(Incoming),
    /// From within the portal.
    Portal(axum::body::Body),
}

impl From<Incoming> for CallSource {
    fn from(body: Incoming) -> Self {
        Self::Wire(body)
    }
}

impl Body for CallSource {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        match self.get_mut() {
            Self::Wire(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
            Self::Portal(body) => Pin::new(body).poll_frame(cx).map_err(Into::into),
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Wire(body) => body.is_end_stream(),
            Self::Portal(body) => body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Wire(body) => body.size_hint(),
            Self::Portal(body) => body.size_hint(),
        }
    }
}

/// What went through of a call's body.
#[derive(Debug)]
pub(in crate::gateway::server) struct Counted {
    bytes: AtomicU64,
    most: u64,
    has_failed: AtomicBool,
    is_whole: AtomicBool,
    is_awaited: AtomicBool,
}

impl Counted {
    /// Of a body of which at most so many bytes go through.
    pub(in crate::gateway::server) fn up_to(most: Option<u64>) -> Self {
        let most = most.unwrap_or(u64::MAX);
        let [has_failed, is_whole, is_awaited] = [const { AtomicBool::new(false) }; 3];
        Self { bytes: AtomicU64::new(0), most, has_failed, is_whole, is_awaited }
    }

    /// Whether more came than may go through.
    pub(in crate::gateway::server) fn is_too_long(&self) -> bool {
        self.bytes() > self.most
    }

    /// How many bytes came.
    pub(in crate::gateway::server) fn bytes(&self) -> u64 {
        self.bytes.load(Ordering::Relaxed)
    }

    /// Whether all of it came.
    pub(in crate::gateway::server) fn is_whole(&self) -> bool {
        self.is_whole.load(Ordering::Relaxed)
    }

    /// Whether it is the client's turn: all that came was taken, and more is wanted.
    pub(super) fn is_awaited(&self) -> bool {
        self.is_awaited.load(Ordering::Relaxed)
    }

    /// Whether it broke off.
    pub(in crate::gateway::server) fn has_failed(&self) -> bool {
        self.has_failed.load(Ordering::Relaxed)
    }
}

/// The body of a call.
#[derive(Debug)]
pub(in crate::gateway::server) enum CallBody {
    /// There is none.
    Empty,
    /// All of it.
    Whole(Bytes),
    /// As it comes from the client.
    Coming(CallSource, Arc<Counted>),
}

impl Body for CallBody {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = self.get_mut();
        match this {
            Self::Empty => Poll::Ready(None),
            Self::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                *this = Self::Empty;
                Poll::Ready(Some(Ok(Frame::data(bytes))))
            }
            Self::Coming(incoming, counted) => {
                let frame = Pin::new(&mut *incoming).poll_frame(cx);
                counted.is_awaited.store(frame.is_pending(), Ordering::Relaxed);
                match &frame {
                    Poll::Ready(Some(Ok(frame))) => {
                        let length = frame.data_ref().map_or(0, |bytes| bytes.len() as u64);
                        let before = counted.bytes.fetch_add(length, Ordering::Relaxed);
                        if before.saturating_add(length) > counted.most {
                            counted.has_failed.store(true, Ordering::Relaxed);
                            return Poll::Ready(Some(Err("a body that is too long".into())));
                        }
                    }
                    Poll::Ready(Some(Err(_))) => counted.has_failed.store(true, Ordering::Relaxed),
                    Poll::Ready(None) | Poll::Pending => {}
                }
                if matches!(frame, Poll::Ready(None)) || incoming.is_end_stream() {
                    counted.is_whole.store(true, Ordering::Relaxed);
                }
                frame
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Whole(bytes) => bytes.is_empty(),
            Self::Coming(incoming, _) => incoming.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Empty => SizeHint::with_exact(0),
            Self::Whole(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Coming(incoming, _) => incoming.size_hint(),
        }
    }
}

/// The body of an answer. Its record is made when it ends, however it does.
#[derive(Debug)]
pub struct AnswerBody {
    source: Source,
    /// `None` where somebody else makes it.
    record: Option<Record>,
    /// What keeps it for other calls.
    keeping: Option<Box<Keeping>>,
}

/// An answer that is kept for other calls when it has come to its end.
#[derive(Debug)]
struct Keeping {
    recorder: Recorder,
    gateway: Gateway,
}

#[derive(Debug)]
enum Source {
    /// Our own words, or none.
    Own(Bytes),
    /// What the backend says.
    Backend(Box<FromBackend>),
}

/// An answer's body on its way from a backend.
pub(in crate::gateway::server) struct FromBackend {
    pub(super) incoming: Incoming,
    pub(super) session: Option<Box<Session>>,
    pub(super) backend: Arc<Backend>,
    pub(super) _place: OwnedSemaphorePermit,
    /// When the call has taken too long.
    pub(super) deadline: Option<Pin<Box<Sleep>>>,
}

impl std::fmt::Debug for FromBackend {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FromBackend").field("session", &self.session).finish_non_exhaustive()
    }
}

impl FromBackend {
    pub(super) fn deadline(began: Instant, most: Option<Duration>) -> Option<Pin<Box<Sleep>>> {
        most.map(|most| Box::pin(sleep_until(began + most)))
    }

    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Broken>>> {
        // First, for an endless answer has always something to say.
        if self.deadline.as_mut().is_some_and(|deadline| deadline.as_mut().poll(cx).is_ready()) {
            tracing::debug!("an answer took too long");
            self.session = None;
            return Poll::Ready(Some(Err(Broken)));
        }
        let mut frame = Pin::new(&mut self.incoming).poll_frame(cx);
        if let (true, Some(session)) = (frame.is_pending(), &mut self.session) {
            session.drive(cx);
            frame = Pin::new(&mut self.incoming).poll_frame(cx);
        }
        match frame {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Some(Ok(frame))) => {
                if self.incoming.is_end_stream() {
                    self.finish(cx);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(None) => {
                self.finish(cx);
                Poll::Ready(None)
            }
            Poll::Ready(Some(Err(error))) => {
                tracing::debug!(%error, "an answer broke off: {error}");
                self.session = None;
                Poll::Ready(Some(Err(Broken)))
            }
        }
    }

    /// Gives the connection back once there is nothing more to come on it.
    pub(super) fn finish(&mut self, cx: &mut Context<'_>) {
        if let Some(mut session) = self.session.take() {
            if !session.is_ready() {
                session.drive(cx);
            }
            if session.is_ready() {
                self.backend.keep(session);
            }
        }
    }
}

/// The backend's answer is not whole: the client's is not to look as if it were.
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("the backend's answer broke off")]
pub(in crate::gateway::server) struct Broken;

impl AnswerBody {
    /// Our own words.
    pub(in crate::gateway::server) const fn own(bytes: Bytes, record: Record) -> Self {
        Self { source: Source::Own(bytes), record: Some(record), keeping: None }
    }

    /// Words whose record somebody else makes.
    pub(in crate::gateway::server) const fn unrecorded(bytes: Bytes) -> Self {
        Self { source: Source::Own(bytes), record: None, keeping: None }
    }

    /// A backend's.
    pub(in crate::gateway::server) fn from_backend(from: FromBackend, record: Record) -> Self {
        Self { source: Source::Backend(Box::new(from)), record: Some(record), keeping: None }
    }

    /// The same, kept for other calls.
    pub(in crate::gateway::server) fn kept_by(self, recorder: Recorder, gateway: Gateway) -> Self {
        let mut body = Self { keeping: Some(Box::new(Keeping { recorder, gateway })), ..self };
        if body.is_end_stream() {
            body.keep();
        }
        body
    }

    /// Other words of our own, with the record of these.
    pub(in crate::gateway::server) fn saying(mut self, status: StatusCode, bytes: Bytes) -> Self {
        if let Some(record) = &mut self.record {
            record.status = status.as_u16();
        }
        self.source = Source::Own(bytes);
        self
    }

    fn keep(&mut self) {
        if let Some(keeping) = self.keeping.take() {
            let Keeping { recorder, gateway } = *keeping;
            recorder.finish(&gateway.policies.cache);
        }
    }

    /// Notes a piece that goes through.
    fn pass(&mut self, frame: &Frame<Bytes>) {
        let Some(bytes) = frame.data_ref() else { return };
        if let Some(record) = &mut self.record {
            record.bytes_out += bytes.len() as u64;
        }
        if let Some(keeping) = &mut self.keeping
            && !keeping.recorder.push(bytes)
        {
            self.keeping = None;
        }
        if self.is_end_stream() {
            self.keep();
        }
    }
}

impl Body for AnswerBody {
    type Data = Bytes;
    type Error = Box<dyn Error + Send + Sync>;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = self.get_mut();
        let frame = match &mut this.source {
            Source::Own(bytes) if bytes.is_empty() => Poll::Ready(None),
            Source::Own(bytes) => Poll::Ready(Some(Ok(Frame::data(std::mem::take(bytes))))),
            Source::Backend(from) => from.poll(cx),
        };
        match frame {
            Poll::Ready(Some(Ok(frame))) => {
                this.pass(&frame);
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(broken))) => {
                this.keeping = None;
                Poll::Ready(Some(Err(broken.into())))
            }
            Poll::Ready(None) => {
                this.keep();
                Poll::Ready(None)
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        match &self.source {
            Source::Own(bytes) => bytes.is_empty(),
            Source::Backend(from) => from.incoming.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match &self.source {
            Source::Own(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Source::Backend(from) => from.incoming.size_hint(),
        }
    }
}
