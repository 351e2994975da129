//! The body of an answer, with the knowledge that it is not finished yet.

use std::collections::HashMap;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Buf;
use http_body::{Body, Frame, SizeHint};
use parking_lot::Mutex;
use tokio::time::Instant;

use super::shared::Shared;

/// A request is being answered as long as this lives.
pub(super) enum Busy {
    /// By a connection that answers one after the other.
    One(Arc<Shared>),
    /// By one that answers many at once, which knows this answer by its number.
    Many(Arc<Many>, u64),
}

/// The answers under way on a connection of many.
#[derive(Debug, Default)]
pub(super) struct Many {
    begun: AtomicU64,
    running: AtomicUsize,
    /// Since when the client has taken no more of an answer, by its number.
    resting: Mutex<HashMap<u64, Instant>>,
}

/// Of how many answers a client takes no more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stalled {
    None,
    Some,
    All,
}

impl Many {
    /// How many answers were begun until now.
    pub(super) fn begun(&self) -> u64 {
        self.begun.load(Ordering::Acquire)
    }

    /// Whether any is under way.
    pub(super) fn is_busy(&self) -> bool {
        self.running.load(Ordering::Acquire) > 0
    }

    /// Whether the client has taken no more of some of them for so long, or of all that are under way.
    pub(super) fn stalled(&self, patience: Duration) -> Stalled {
        let stalled = self.resting.lock().values().filter(|since| since.elapsed() >= patience).count();
        match stalled {
            0 => Stalled::None,
            all if all >= self.running.load(Ordering::Acquire) => Stalled::All,
            _ => Stalled::Some,
        }
    }

    /// Notes whether it is the client's turn to take more of an answer.
    fn note(&self, number: u64, rests: bool) {
        let mut resting = self.resting.lock();
        if rests {
            resting.insert(number, Instant::now());
        } else {
            resting.remove(&number);
        }
    }
}

impl Busy {
    pub(super) fn one(shared: Arc<Shared>) -> Self {
        shared.set_busy(true);
        Self::One(shared)
    }

    pub(super) fn many(many: Arc<Many>) -> Self {
        many.running.fetch_add(1, Ordering::AcqRel);
        let number = many.begun.fetch_add(1, Ordering::AcqRel);
        Self::Many(many, number)
    }

    /// Notes that the connection asks for more; whether it is to get any. HTTP/2 asks only when the client has opened a window.
    fn may_hand_on(&self) -> bool {
        match self {
            Self::One(shared) => !shared.is_full(),
            Self::Many(many, number) => {
                many.note(*number, false);
                true
            }
        }
    }

    /// Notes that so many bytes were handed on.
    fn hand_on(&self, bytes: usize) {
        match self {
            Self::One(shared) => shared.hand_on(bytes),
            Self::Many(many, number) => many.note(*number, true),
        }
    }
}

impl Drop for Busy {
    fn drop(&mut self) {
        match self {
            Self::One(shared) => shared.set_busy(false),
            Self::Many(many, number) => {
                many.note(*number, false);
                many.running.fetch_sub(1, Ordering::AcqRel);
            }
        }
    }
}

/// A response's body. It rests until the client takes what came of it: `hyper` alone would go on until its buffer, which must
/// have room for a head, is full.
pub(super) struct Answer<B> {
    body: B,
    busy: Busy,
}

impl<B> Answer<B> {
    pub(super) const fn new(body: B, busy: Busy) -> Self {
        Self { body, busy }
    }
}

impl<B: Body + Unpin> Body for Answer<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Self::Data>, Self::Error>>> {
        let this = self.get_mut();
        if !this.busy.may_hand_on() {
            return Poll::Pending;
        }
        let frame = ready!(Pin::new(&mut this.body).poll_frame(cx));
        if let Some(Ok(frame)) = &frame {
            this.busy.hand_on(frame.data_ref().map_or(0, Buf::remaining));
        }
        Poll::Ready(frame)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn a_client_is_left_when_it_takes_no_more_of_any_answer() {
        let (many, patience) = (Arc::new(Many::default()), Duration::from_secs(30));
        let [one, other] = [(); 2].map(|()| Busy::many(Arc::clone(&many)));
        assert_eq!(many.stalled(patience), Stalled::None);
        one.hand_on(1);
        tokio::time::advance(patience).await;
        other.hand_on(1);
        assert_eq!(many.stalled(patience), Stalled::Some);
        assert!(one.may_hand_on());
        assert_eq!(many.stalled(patience), Stalled::None, "it takes it up again");
        one.hand_on(1);
        tokio::time::advance(patience).await;
        assert_eq!(many.stalled(patience), Stalled::All);
        drop(other);
        assert_eq!(many.stalled(patience), Stalled::All);
        drop(one);
        assert_eq!(many.stalled(patience), Stalled::None);
    }
}
