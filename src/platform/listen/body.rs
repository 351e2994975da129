//! The body of an answer, with the knowledge that it is not finished yet.

use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use http_body::{Body, Frame, SizeHint};

use super::shared::Shared;

/// A request is being answered as long as this lives.
pub(super) enum Busy {
    /// By a connection that answers one after the other.
    One(Arc<Shared>),
    /// By one that answers many at once.
    Many(Arc<AtomicUsize>),
}

impl Busy {
    pub(super) fn one(shared: Arc<Shared>) -> Self {
        shared.set_busy(true);
        Self::One(shared)
    }

    pub(super) fn many(count: Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::AcqRel);
        Self::Many(count)
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        match self {
            Self::One(shared) => shared.set_busy(false),
            Self::Many(count) => {
                count.fetch_sub(1, Ordering::AcqRel);
            }
        }
    }
}

/// A response's body.
pub(super) struct Answer<B> {
    body: B,
    _busy: Busy,
}

impl<B> Answer<B> {
    pub(super) const fn new(body: B, busy: Busy) -> Self {
        Self { body, _busy: busy }
    }
}

impl<B: Body + Unpin> Body for Answer<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(cx)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
