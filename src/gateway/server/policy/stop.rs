//! Why a call goes no further, and what is answered instead.

use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use bytes::Bytes;

use crate::policies::model::MockResponse;

/// What ends a call before its backend.
#[derive(Clone, Debug)]
pub enum Stop {
    /// It is refused: one of the gateway's own errors.
    Refused(Refusal),
    /// It is answered, and no other policy acts.
    Answered(Answer),
    /// It is answered with what was kept of an earlier answer. The policies of the outbound section act on it.
    Cached(Answer),
    /// It is answered with a documented sample of the operation.
    Mocked(MockResponse),
}

/// One of the gateway's own errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The status.
    pub status: StatusCode,
    /// The message of its JSON.
    pub message: String,
    /// What stands in its head besides.
    pub headers: Vec<(HeaderName, HeaderValue)>,
}

/// An answer as it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: StatusCode,
    /// The headers, without those about the body's length.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Refusal {
    /// A refusal without further headers.
    #[must_use]
    pub fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self { status, message: message.into(), headers: Vec::new() }
    }

    /// A policy of the publisher's that does not work.
    #[must_use]
    pub fn broken(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }

    /// Too much at once or in too short a time; the next call is worth trying in `seconds`.
    #[must_use]
    pub fn throttled(message: impl Into<String>, seconds: u64) -> Self {
        let mut refusal = Self::new(StatusCode::TOO_MANY_REQUESTS, message);
        refusal.headers.push((header::RETRY_AFTER, HeaderValue::from(seconds.max(1))));
        refusal
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}
