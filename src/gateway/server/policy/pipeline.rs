//! The policies of a section, one after the other.

use axum::http::{HeaderMap, StatusCode};

use super::call::{Acted, Call, Outcome};
use super::jwt::key_sets::Documents;
use super::limits::{Counters, Told};
use super::stop::{Answer, Refusal, Stop};
use super::{Active, Chain, Compiled, Shared, cors};
use crate::policies::model::{Kind, Scope, Section};

/// What a call to a policy that cannot act is told.
const BROKEN: &str = "A policy of this API cannot be understood.";

/// Lets the policies of the inbound section act on a call.
///
/// # Errors
/// What is answered instead of going on.
pub async fn inbound<D: Documents>(
    chain: Chain<'_>,
    call: &mut Call<'_>,
    shared: &Shared<D>,
    counters: &impl Counters,
) -> Result<(), Stop> {
    for (at, (scope, active)) in chain.section(Section::Inbound).enumerate() {
        let is_replaced = || chain.section(Section::Inbound).skip(at + 1).any(|(_, later)| later.kind == active.kind);
        if active.kind.replaces() && is_replaced() {
            continue;
        }
        let done = act(active, chain, call, shared, counters).await;
        let has_answer = active.kind == Kind::CacheLookup && call.outcome.kept.is_some();
        let told = done.as_ref().map_or(None, |told| *told);
        note(&mut call.outcome, scope, active, told, done.is_err() || has_answer);
        done?;
    }
    // Not before: what is kept takes the place of the backend, not of those who may refuse the call.
    match call.outcome.kept.take() {
        Some(answer) => Err(Stop::Cached(answer)),
        None => Ok(()),
    }
}

/// Notes what acts as a call goes to its backend.
pub fn forwarded(chain: Chain<'_>, outcome: &mut Outcome) {
    if let Some((scope, active)) = chain.section(Section::Backend).last() {
        note(outcome, scope, active, None, false);
    }
}

/// What is left of what the policy limits, or why the call ends.
async fn act<D: Documents>(
    Active { place, policy, .. }: &Active,
    chain: Chain<'_>,
    call: &mut Call<'_>,
    shared: &Shared<D>,
    counters: &impl Counters,
) -> Result<Option<Told>, Stop> {
    match policy {
        Compiled::Rate(limit) => return Ok(Some(limit.take(place, call, counters)?)),
        Compiled::Quota(limit) => return Ok(Some(limit.take(place, call, counters)?)),
        Compiled::Concurrency(limit) => {
            let running = shared.concurrency.enter(place, limit.key.holder(call).name, limit.most)?;
            call.outcome.running.push(running);
        }
        Compiled::IpFilter(filter) => filter.check(call.client)?,
        Compiled::CheckHeader(check) => check.check(call.headers)?,
        Compiled::Jwt(check) => check.check(call.headers, &shared.key_sets, call.now).await?,
        Compiled::Cors(cors) => cors.act(call.headers, &mut call.outcome),
        Compiled::SetHeader(set) => set.apply(call.headers),
        Compiled::SetQuery(set) => set.apply(&mut call.target),
        Compiled::Rewrite(rewrite) => call.target = rewrite.apply(call.template, call.path_values, &call.target)?,
        Compiled::SetBackend(backend) => call.outcome.backend = Some(backend.clone()),
        Compiled::Lookup(lookup) => {
            call.outcome.cache_key = lookup.key(call, chain);
            call.outcome.kept = call.outcome.cache_key.as_ref().and_then(|key| shared.cache.get(key, call.now));
        }
        Compiled::Mock(mock) => return Err(Stop::Mocked(mock.clone())),
        Compiled::Return(answer) => return Err(Stop::Answered(answer.clone())),
        Compiled::Store(_) | Compiled::Forward(_) | Compiled::Broken => return Err(Refusal::broken(BROKEN).into()),
    }
    Ok(None)
}

/// Lets the policies of the outbound section act on the answer of a backend, or on one that was kept of it, and says in its
/// head what is permitted to pages and what is left of limits.
///
/// # Errors
/// What is answered instead.
#[expect(clippy::result_large_err, reason = "few calls end here, and what ends them is moved once")]
pub fn outbound(chain: Chain<'_>, outcome: &mut Outcome, headers: &mut HeaderMap) -> Result<(), Stop> {
    let replaced = answered(chain, Section::Outbound, outcome, headers);
    finish(outcome, headers);
    match replaced {
        // Whoever answers with it finishes it, as they do every answer that a [`Stop`] holds.
        Some(Ok(answer)) => Err(Stop::Answered(answer)),
        Some(Err(refusal)) => Err(refusal.into()),
        None => Ok(()),
    }
}

/// Lets the policies of the on-error section act on the head of one of the gateway's own errors. Gives back what is
/// answered instead of it, if a policy says so.
pub fn on_error(chain: Chain<'_>, outcome: &mut Outcome, headers: &mut HeaderMap) -> Option<Answer> {
    let replaced = answered(chain, Section::OnError, outcome, headers);
    finish(outcome, headers);
    // An error that cannot be changed stays what it is.
    let mut answer = replaced?.ok()?;
    finish(outcome, &mut answer.headers);
    Some(answer)
}

fn answered(
    chain: Chain<'_>,
    section: Section,
    outcome: &mut Outcome,
    headers: &mut HeaderMap,
) -> Option<Result<Answer, Refusal>> {
    for (scope, active) in chain.section(section) {
        let replaced = match &active.policy {
            Compiled::SetHeader(set) => {
                set.apply(headers);
                None
            }
            Compiled::Return(answer) => Some(Ok(answer.clone())),
            // See `cache::recorder`.
            Compiled::Store(_) if outcome.is_stored => None,
            Compiled::Store(_) => continue,
            _ => Some(Err(Refusal::new(StatusCode::INTERNAL_SERVER_ERROR, BROKEN))),
        };
        note(outcome, scope, active, None, replaced.is_some());
        if replaced.is_some() {
            return replaced;
        }
    }
    None
}

/// What every answer says that policies had a hand in; also for those that [`Stop`] holds.
pub fn finish(outcome: &Outcome, headers: &mut HeaderMap) {
    if outcome.has_cors {
        cors::finish(outcome.permission.as_ref(), headers);
    }
    if let Some(told) = outcome.told {
        told.write(headers);
    }
}

fn note(outcome: &mut Outcome, scope: &Scope, active: &Active, told: Option<Told>, has_stopped: bool) {
    let told = told.or_else(|| outcome.told.filter(|_| has_stopped && active.kind.is_limit()));
    if let Some(trail) = &outcome.trail {
        trail.note(Acted { scope: scope.clone(), kind: active.kind, has_stopped, told });
    }
}

#[cfg(test)]
mod tests;
