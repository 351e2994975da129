//! The body of an answer as it arrives.

use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::Body;
use bytes::Bytes;
use futures_util::{Stream, StreamExt as _};
use http_body::Body as _;
use tokio::time::{Instant, Sleep, sleep_until};

use super::explain::{explain, seconds};
use crate::kernel::Failure;
use crate::kernel::failure::Stage;

/// Why a body could not be held as a whole.
#[derive(Debug)]
pub enum NotHeld {
    /// It did not come to its end.
    Failed(Failure),
    /// It has more bytes than were wanted.
    TooLarge,
}

/// The bytes of an answer's body, as the backend encoded them. What is not read is not asked of the backend either.
/// An error is the last item; a stream that ends without one was complete. Trailers are left out.
#[derive(Debug)]
pub struct AnswerBody {
    incoming: Option<Body>,
    deadline: Pin<Box<Sleep>>,
    seconds: u64,
    /// What the deadline moves by whenever something comes, and the end that it does not move beyond.
    going: Option<Going>,
}

#[derive(Clone, Copy, Debug)]
struct Going {
    patience: Duration,
    end: Instant,
    longest: u64,
}

impl AnswerBody {
    /// `incoming`, which must have ended when `timeout` has passed since `began`.
    #[must_use]
    pub fn new(incoming: Body, began: Instant, timeout: Duration) -> Self {
        let deadline = Box::pin(sleep_until(began + timeout));
        Self { incoming: Some(incoming), deadline, seconds: seconds(timeout), going: None }
    }

    /// Lets the body go on for as long as something comes at least every so many seconds as the whole call could have
    /// taken, but not for more than `longest` from now on.
    pub fn keep_going(&mut self, longest: Duration) {
        let patience = Duration::from_secs(self.seconds);
        let now = Instant::now();
        self.going = Some(Going { patience, end: now + longest, longest: seconds(longest) });
        self.deadline.as_mut().reset(now + patience.min(longest));
    }

    /// All of it, if it has at most `most` bytes.
    ///
    /// # Errors
    /// [`NotHeld`].
    pub async fn hold(mut self, most: usize) -> Result<Vec<u8>, NotHeld> {
        let mut bytes = Vec::new();
        while let Some(piece) = self.next().await {
            bytes.extend_from_slice(&piece.map_err(NotHeld::Failed)?);
            if bytes.len() > most {
                return Err(NotHeld::TooLarge);
            }
        }
        Ok(bytes)
    }

    /// How many bytes the backend announced.
    #[must_use]
    pub fn announced(&self) -> Option<u64> {
        self.incoming.as_ref().and_then(|incoming| incoming.size_hint().exact())
    }
}

impl Stream for AnswerBody {
    type Item = Result<Bytes, Failure>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { incoming, deadline, seconds: within, going } = &mut *self;
        let outcome = loop {
            let Some(body) = incoming else { return Poll::Ready(None) };
            match Pin::new(body).poll_frame(cx) {
                Poll::Ready(Some(Ok(frame))) => match frame.into_data() {
                    Ok(bytes) => {
                        if let Some(Going { patience, end, .. }) = going {
                            deadline.as_mut().reset((Instant::now() + *patience).min(*end));
                        }
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                    Err(_trailers) => {}
                },
                Poll::Ready(Some(Err(error))) => break Some(Err(explain(&error))),
                Poll::Ready(None) => break None,
                Poll::Pending if deadline.as_mut().poll(cx).is_ready() => {
                    let (stage, seconds) = match going {
                        None => (Stage::Body, *within),
                        Some(going) if Instant::now() >= going.end => (Stage::Body, going.longest),
                        Some(_) => (Stage::Silence, *within),
                    };
                    break Some(Err(Failure::TimedOut { stage, seconds }));
                }
                Poll::Pending => return Poll::Pending,
            }
        };
        *incoming = None;
        Poll::Ready(outcome)
    }
}
