//! How long the stages of a call took.

use std::time::Duration;

use tokio::time::Instant;

/// How long the stages up to the answer's head took, in microseconds. Waiting for a turn before them and reading the
/// body after them are the caller's to measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Timings {
    /// Resolving the name; `None` for an address, and where a connection was reused.
    pub name: Option<u64>,
    /// Connecting, with TLS; `None` where a connection was reused.
    pub connect: Option<u64>,
    /// From the connection to the answer's head.
    pub first_byte: u64,
}

/// How a connection came about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Established {
    pub(super) began: Instant,
    pub(super) name: Option<Duration>,
    pub(super) connect: Duration,
}

impl Timings {
    /// The timings of a call that began at `began`, got its answer's head `total` later, and used a connection that
    /// is `established`. A connection that was begun earlier was another call's.
    pub(super) fn of(began: Instant, total: Duration, established: Option<Established>) -> Self {
        let new = established.filter(|established| established.began >= began);
        let name = new.and_then(|established| established.name);
        let connect = new.map(|established| established.connect);
        let before = name.unwrap_or_default() + connect.unwrap_or_default();
        Self { name: name.map(micros), connect: connect.map(micros), first_byte: micros(total.saturating_sub(before)) }
    }
}

fn micros(duration: Duration) -> u64 {
    u64::try_from(duration.as_micros()).unwrap_or(u64::MAX)
}
