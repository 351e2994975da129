//! Limits attempts by a key, such as an address or an account: a token bucket a key, kept as one number.

use std::collections::HashMap;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use parking_lot::Mutex;

use super::Clock;

/// How many keys are remembered at most: some 10 MB of them.
const MOST_KEYS: usize = 100_000;

/// Lets each key make a burst of attempts and then as many as trickle back; clones share their counts.
///
/// What is kept of a key is the moment at which its bucket will be full again (the *theoretical arrival time* of the
/// generic cell rate algorithm, ITU-T I.371 annex A). A key without one has a full bucket.
#[derive(Clone, Debug)]
pub struct Throttle {
    clock: Clock,
    /// Microseconds that give one attempt back.
    interval: i64,
    /// Microseconds that give the whole burst back.
    period: i64,
    full_at: Arc<Mutex<HashMap<String, i64>>>,
    most_keys: usize,
}

impl Throttle {
    /// Allows `burst` attempts at once, and gives as many back over every `per`. A burst of 0 counts as 1.
    #[must_use]
    pub fn new(clock: Clock, burst: u32, per: Duration) -> Self {
        let burst = i64::from(burst.max(1));
        let per = i64::try_from(per.as_micros()).unwrap_or(i64::MAX);
        let interval = (per / burst).max(1);
        Self { clock, interval, period: interval.saturating_mul(burst), full_at: Arc::default(), most_keys: MOST_KEYS }
    }

    /// Counts an attempt by `key`.
    ///
    /// # Errors
    /// After how many seconds, at least 1, the next attempt would be accepted. An attempt that is refused counts for
    /// nothing, so hammering does not make the wait longer.
    pub fn check(&self, key: &str) -> Result<(), u64> {
        let now = self.clock.now().0.saturating_mul(1000);
        let mut full_at = self.full_at.lock();
        // The upper bound forgives a clock that was set back.
        let filled = full_at.get(key).copied().unwrap_or(now).clamp(now, now.saturating_add(self.period));
        let next = filled.saturating_add(self.interval);
        let wait = next.saturating_sub(now).saturating_sub(self.period);
        if wait > 0 {
            return Err(u64::try_from(wait).unwrap_or(0).div_ceil(1_000_000).max(1));
        }
        if full_at.len() >= self.most_keys && !full_at.contains_key(key) {
            make_room(&mut full_at, now, self.most_keys);
        }
        full_at.insert(key.to_owned(), next);
        Ok(())
    }

    /// Gives `key` its whole burst back, as after a successful sign-in.
    pub fn forget(&self, key: &str) {
        self.full_at.lock().remove(key);
    }
}

/// Drops the full buckets, which say nothing; where that is not enough, the fuller half of the others, so that a flood
/// of new keys cannot wash away the keys that have been refused.
fn make_room(full_at: &mut HashMap<String, i64>, now: i64, most_keys: usize) {
    full_at.retain(|_, moment| *moment > now);
    if full_at.len() >= most_keys {
        let mut moments: Vec<i64> = full_at.values().copied().collect();
        let half = moments.len() / 2;
        let (_, median, _) = moments.select_nth_unstable(half);
        let median = *median;
        full_at.retain(|_, moment| *moment > median);
    }
}

/// What counts as one origin: an IPv4 address, or an IPv6 network of 64 bits, of which a single line gets a whole one.
#[must_use]
pub fn origin(peer: IpAddr) -> String {
    match peer.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::Timestamp;

    fn five_a_minute() -> (Clock, Throttle) {
        let clock = Clock::frozen(Timestamp(1_700_000_000_000));
        (clock.clone(), Throttle::new(clock, 5, Duration::from_secs(60)))
    }

    #[test]
    fn a_burst_passes_and_then_one_attempt_comes_back_at_a_time() {
        let (clock, throttle) = five_a_minute();
        for _ in 0..5 {
            assert_eq!(throttle.check("a"), Ok(()));
        }
        assert_eq!(throttle.check("a"), Err(12));
        clock.advance(11_999);
        assert_eq!(throttle.check("a"), Err(1));
        clock.advance(1);
        assert_eq!(throttle.check("a"), Ok(()));
        assert_eq!(throttle.check("a"), Err(12));
    }

    #[test]
    fn a_refused_attempt_does_not_lengthen_the_wait() {
        let (clock, throttle) = five_a_minute();
        while throttle.check("a").is_ok() {}
        for _ in 0..1000 {
            assert_eq!(throttle.check("a"), Err(12));
        }
        clock.advance(60_000);
        for _ in 0..5 {
            assert_eq!(throttle.check("a"), Ok(()));
        }
        assert!(throttle.check("a").is_err());
    }

    #[test]
    fn keys_do_not_share_and_clones_do() {
        let (_, throttle) = five_a_minute();
        let clone = throttle.clone();
        while throttle.check("a").is_ok() {}
        assert!(clone.check("a").is_err());
        assert_eq!(clone.check("b"), Ok(()));
    }

    #[test]
    fn a_forgotten_key_starts_anew() {
        let (_, throttle) = five_a_minute();
        while throttle.check("a").is_ok() {}
        throttle.forget("a");
        assert_eq!(throttle.check("a"), Ok(()));
    }

    #[test]
    fn a_clock_that_was_set_back_locks_nobody_out_for_longer_than_the_period() {
        let (clock, throttle) = five_a_minute();
        while throttle.check("a").is_ok() {}
        clock.advance(-86_400_000);
        assert!(throttle.check("a").is_err_and(|seconds| seconds <= 60));
    }

    #[test]
    fn a_flood_of_keys_keeps_the_memory_bounded_and_the_refused_refused() {
        let (_, mut throttle) = five_a_minute();
        throttle.most_keys = 100;
        while throttle.check("attacker").is_ok() {}
        for number in 0..10_000 {
            assert_eq!(throttle.check(&number.to_string()), Ok(()));
            assert!(throttle.full_at.lock().len() <= 100);
        }
        assert!(throttle.check("attacker").is_err());
    }

    #[test]
    fn full_buckets_are_dropped_first() {
        let (clock, mut throttle) = five_a_minute();
        throttle.most_keys = 100;
        for number in 0..99 {
            assert_eq!(throttle.check(&number.to_string()), Ok(()));
        }
        clock.advance(60_000);
        assert_eq!(throttle.check("a"), Ok(()));
        assert_eq!(throttle.check("b"), Ok(()));
        assert_eq!(throttle.full_at.lock().len(), 2);
    }

    #[test]
    fn a_line_is_one_origin_however_it_is_written() {
        for (peer, expected) in [
            ("192.0.2.7", "192.0.2.7"),
            ("::ffff:192.0.2.7", "192.0.2.7"),
            ("2001:db8:1:2::1", "2001:db8:1:2::/64"),
            ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
            ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ] {
            assert_eq!(origin(peer.parse().unwrap()), expected, "{peer}");
        }
    }
}
