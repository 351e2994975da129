//! Whether a backend answers. One that failed several times in a row gets no calls for a while, and then a single one, which
//! decides.

use std::time::Duration;

use parking_lot::Mutex;
use tokio::time::Instant;

/// So many failures in a row.
const FAILURES: u32 = 5;
/// The first pause; each further one is twice as long.
const FIRST: Duration = Duration::from_secs(2);
/// The longest.
const LONGEST: Duration = Duration::from_secs(60);

/// After so long a probe is not waited for: the call may be one whose client sends slowly.
const PROBE: Duration = Duration::from_secs(5);

/// What is known of a backend's health.
#[derive(Debug, Default)]
pub(super) struct Health(Mutex<State>);

#[derive(Debug, Default)]
struct State {
    failures: u32,
    /// Until when it gets no calls.
    ejected_until: Option<Instant>,
    pauses: u32,
    /// When the last call was let through to see whether it answers again.
    probed_at: Option<Instant>,
}

/// Leave to call.
#[derive(Debug)]
pub(super) struct Leave {
    is_probe: bool,
}

impl Health {
    /// Leave to call.
    ///
    /// # Errors
    /// How long there is none.
    pub(super) fn ask(&self) -> Result<Leave, Duration> {
        let mut state = self.0.lock();
        let Some(until) = state.ejected_until else { return Ok(Leave { is_probe: false }) };
        let now = Instant::now();
        if now < until {
            return Err(until - now);
        }
        let probe_ends = state.probed_at.map(|began| began + PROBE);
        if let Some(left) = probe_ends.and_then(|end| end.checked_duration_since(now)).filter(|left| !left.is_zero()) {
            return Err(left);
        }
        state.probed_at = Some(now);
        Ok(Leave { is_probe: true })
    }

    /// It answered.
    pub(super) fn answered(&self, _: Leave) {
        let mut state = self.0.lock();
        if state.failures > 0 || state.ejected_until.is_some() {
            *state = State::default();
        }
    }

    /// It did not.
    pub(super) fn failed(&self, leave: Leave) {
        let mut state = self.0.lock();
        state.failures = state.failures.saturating_add(1);
        // Of several probes another one may have been answered.
        if leave.is_probe == state.ejected_until.is_some() && (leave.is_probe || state.failures >= FAILURES) {
            let pause = FIRST.saturating_mul(1 << state.pauses.min(5)).min(LONGEST);
            state.pauses = state.pauses.saturating_add(1);
            state.ejected_until = Some(Instant::now() + pause);
            state.probed_at = None;
        }
    }

    /// Nothing was learnt: the call was given up by whoever made it.
    pub(super) fn unknown(&self, leave: &Leave) {
        if leave.is_probe {
            self.0.lock().probed_at = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn one_that_fails_is_left_alone_and_then_probed_by_one_call() {
        let health = Health::default();
        for _ in 0..FAILURES {
            let leave = health.ask().unwrap();
            health.failed(leave);
        }
        assert_eq!(health.ask().unwrap_err(), FIRST);
        tokio::time::advance(FIRST).await;
        let probe = health.ask().unwrap();
        assert!(health.ask().is_err(), "there is one probe");
        health.failed(probe);
        assert_eq!(health.ask().unwrap_err(), FIRST * 2);
        tokio::time::advance(FIRST * 2).await;
        let given_up = health.ask().unwrap();
        health.unknown(&given_up);
        let slow = health.ask().unwrap();
        assert_eq!(health.ask().unwrap_err(), PROBE);
        tokio::time::advance(PROBE).await;
        let probe = health.ask().expect("a slow call does not keep all others away");
        health.answered(probe);
        assert!(health.ask().is_ok() && health.ask().is_ok());
        health.failed(slow);
        assert!(health.ask().is_ok(), "one failure among answers");
    }
}
