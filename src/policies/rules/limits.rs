//! Numbers: limits, quotas, times.

use super::TEXT;
use super::calls::check_asked_header;
use crate::catalog::model::KEY_QUERY;
use crate::kernel::{Checks, Message};
use crate::policies::model::{BackendTimeouts, CounterKey, LimitConcurrency};
use crate::products::limits::{AMOUNT_MOST, QUOTA_SECONDS_MOST, RATE_SECONDS_MOST};
use crate::products::model::{Quota, RateLimit};

/// The most seconds that a backend may be given: an hour.
const TIMEOUT_MOST: u32 = 3_600;
/// The most calls at once.
const CONCURRENCY_MOST: u32 = 100_000;

/// Complains about a number that is not between `least` and `most`.
pub(super) fn check_range(checks: &mut Checks, field: &str, number: u32, least: u32, most: u32) {
    if !(least..=most).contains(&number) {
        checks.complain(field, Message::NotBetween { least: least.into(), most: most.into() });
    }
}

/// Complains about a rate limit, which is one field.
pub(super) fn check_rate(checks: &mut Checks, limit: RateLimit) {
    if limit.calls == 0 || !(1..=RATE_SECONDS_MOST).contains(&limit.seconds) {
        checks.complain("limit", Message::NotARateLimit);
    }
}

/// Complains about a quota, which is one field.
pub(super) fn check_quota(checks: &mut Checks, quota: Quota) {
    let amounts = [quota.calls, quota.kilobytes];
    let is_none = amounts.iter().all(Option::is_none);
    let is_sound = amounts.iter().flatten().all(|amount| (1..=AMOUNT_MOST).contains(amount));
    if is_none || !is_sound || !(1..=QUOTA_SECONDS_MOST).contains(&quota.seconds) {
        checks.complain("limit", Message::NotAQuota);
    }
}

/// Complains about the name in a key.
pub(super) fn check_key(checks: &mut Checks, key: &CounterKey) {
    match key {
        CounterKey::Subscription | CounterKey::Address => {}
        CounterKey::Header { name } => check_asked_header(checks, "key_name", name),
        CounterKey::Query { name } => {
            checks.text("key_name", name, TEXT);
            checks.one_line("key_name", name);
            if name == KEY_QUERY {
                checks.complain("key_name", Message::HeaderTakenAway { name: name.clone() });
            }
        }
    }
}

pub(super) fn check_concurrency(checks: &mut Checks, limit: &LimitConcurrency) {
    check_range(checks, "most", limit.most, 1, CONCURRENCY_MOST);
    if let Some(key) = &limit.key {
        check_key(checks, key);
    }
}

pub(super) fn check_timeouts(checks: &mut Checks, timeouts: &BackendTimeouts) {
    let fields = [("connect", timeouts.connect), ("first_byte", timeouts.first_byte), ("total", timeouts.total)];
    for (field, seconds) in fields {
        if let Some(seconds) = seconds {
            check_range(checks, field, seconds, 1, TIMEOUT_MOST);
        }
    }
    if fields.iter().all(|(_, seconds)| seconds.is_none()) {
        checks.complain("total", Message::Required);
    }
}
