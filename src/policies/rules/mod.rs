//! What policies have to look like. Pure, for the server and the browser alike; the fields are those of the forms.

mod calls;
mod grammar;
mod limits;
mod responses;
#[cfg(test)]
mod tests;

pub use grammar::{MAX_AGE_MOST, OR, is_network, is_origin, network};

use super::model::{Placed, Policy, PolicySet};
use crate::kernel::{Checks, FieldError, Message};

/// The most policies of a scope.
pub const POLICIES: usize = 100;
/// The most items of a list within a policy.
pub const ITEMS: usize = 100;
/// The most characters of a name, a value or a message.
pub const TEXT: usize = 2_000;
/// The most bytes of a body that a policy answers with.
pub const BODY: usize = 65_536;

/// What is wrong with a policy in its place, in the order of its form.
#[must_use]
pub fn check(placed: &Placed) -> Vec<FieldError> {
    let mut checks = Checks::new();
    let kind = placed.policy.kind();
    if !kind.fits(placed.section) {
        let allowed = kind.sections().iter().map(|section| section.as_str()).collect::<Vec<_>>().join(", ");
        checks.complain("section", Message::NotOneOf { allowed });
    }
    match &placed.policy {
        Policy::RateLimit(limit) => limits::check_rate(&mut checks, *limit),
        Policy::RateLimitByKey(by_key) => {
            limits::check_rate(&mut checks, by_key.limit);
            limits::check_key(&mut checks, &by_key.key);
        }
        Policy::Quota(quota) => limits::check_quota(&mut checks, *quota),
        Policy::QuotaByKey(by_key) => {
            limits::check_quota(&mut checks, by_key.quota);
            limits::check_key(&mut checks, &by_key.key);
        }
        Policy::LimitConcurrency(limit) => limits::check_concurrency(&mut checks, limit),
        Policy::IpFilter(filter) => calls::check_ip_filter(&mut checks, filter),
        Policy::CheckHeader(header) => calls::check_header(&mut checks, header),
        Policy::ValidateJwt(jwt) => calls::check_jwt(&mut checks, jwt),
        Policy::Cors(cors) => responses::check_cors(&mut checks, cors),
        Policy::SetHeader(set) => calls::check_set_header(&mut checks, set),
        Policy::SetQueryParameter(set) => calls::check_set_query(&mut checks, set),
        Policy::RewriteUri(rewrite) => calls::check_rewrite(&mut checks, rewrite),
        Policy::SetBackend(backend) => calls::check_backend(&mut checks, backend),
        Policy::CacheLookup(lookup) => responses::check_lookup(&mut checks, lookup),
        Policy::CacheStore(store) => limits::check_range(&mut checks, "seconds", store.seconds, 1, MAX_AGE_MOST),
        Policy::MockResponse(mock) => responses::check_mock(&mut checks, mock),
        Policy::ReturnResponse(response) => responses::check_response(&mut checks, response),
        Policy::ForwardRequest(timeouts) => limits::check_timeouts(&mut checks, timeouts),
    }
    checks.into_fields()
}

/// What is wrong with the policies of a scope; the fields are `policies.2.name`.
#[must_use]
pub fn check_set(set: &PolicySet) -> Vec<FieldError> {
    let mut errors = Vec::new();
    if set.policies.len() > POLICIES {
        errors.push(FieldError { field: "policies".to_owned(), message: Message::TooMany { most: POLICIES } });
    }
    for (at, placed) in set.policies.iter().enumerate().take(POLICIES) {
        let behind = |error: FieldError| FieldError { field: format!("policies.{at}.{}", error.field), ..error };
        errors.extend(check(placed).into_iter().map(behind));
    }
    errors
}
