//! `rate-limit` and `quota`: how often and how much. Counting itself is the gateway's ([`Counters`]).

use std::sync::Arc;

use axum::http::HeaderMap;

use super::call::{Call, Metered};
use super::key::Key;
use super::stop::Refusal;
pub use crate::gateway::server::limits::Told;
use crate::kernel::Timestamp;
use crate::products::model::{Quota, RateLimit};

/// Whose calls are counted together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// A subscription's id, or `=` or `#` and what a call says, or a network's address, or nothing.
    pub name: String,
    /// Whether callers say so themselves, and so may be as many as they like.
    pub is_claimed: bool,
}

/// Counts calls and bytes in windows that begin with the first of them. `place` is the policy, `holder` whose they are.
/// However many ask at once, exactly as many are granted as fit.
pub trait Counters: Sync {
    /// Takes one call of a rate limit.
    ///
    /// # Errors
    /// What is told where there is none left.
    fn take_rate(&self, place: &Arc<str>, holder: &Holder, limit: RateLimit, now: Timestamp) -> Result<Told, Told>;

    /// Takes one call of a quota, if it has calls and kilobytes left.
    ///
    /// # Errors
    /// As [`Counters::take_rate`].
    fn take_quota(&self, place: &Arc<str>, holder: &Holder, quota: Quota, now: Timestamp) -> Result<Told, Told>;

    /// Counts bytes of a call that has ended, in the window that runs.
    fn count_bytes(&self, metered: &Metered, bytes: u64);
}

/// A compiled rate limit.
#[derive(Clone, Debug)]
pub struct RateLimiter {
    pub(super) limit: RateLimit,
    pub(super) key: Key,
}

/// A compiled quota.
#[derive(Clone, Debug)]
pub struct QuotaLimit {
    pub(super) quota: Quota,
    pub(super) key: Key,
}

impl RateLimiter {
    pub(super) fn take(
        &self,
        place: &Arc<str>,
        call: &mut Call<'_>,
        counters: &impl Counters,
    ) -> Result<Told, Refusal> {
        match counters.take_rate(place, &self.key.holder(call), self.limit, call.now) {
            Ok(told) => Ok(tell(call, told)),
            Err(told) => Err(refused("Too many calls in a short time.", tell(call, told))),
        }
    }
}

impl QuotaLimit {
    pub(super) fn take(
        &self,
        place: &Arc<str>,
        call: &mut Call<'_>,
        counters: &impl Counters,
    ) -> Result<Told, Refusal> {
        let holder = self.key.holder(call);
        let told = counters.take_quota(place, &holder, self.quota, call.now);
        let told = told.map_err(|told| refused("The quota is used up.", tell(call, told)))?;
        if self.quota.kilobytes.is_some() {
            call.outcome.metered.push(Metered { place: Arc::clone(place), holder });
        }
        Ok(tell(call, told))
    }
}

/// Notes what is left, for the answer's head.
fn tell(call: &mut Call<'_>, told: Told) -> Told {
    call.outcome.told = Some(call.outcome.told.map_or(told, |before| before.tighter(told)));
    told
}

fn refused(what: &str, told: Told) -> Refusal {
    let seconds = told.seconds();
    let mut refusal = Refusal::throttled(format!("{what} Try again in {seconds} seconds."), seconds);
    let mut headers = HeaderMap::new();
    told.write(&mut headers);
    refusal.headers.extend(headers.into_iter().filter_map(|(name, value)| Some((name?, value))));
    refusal
}
