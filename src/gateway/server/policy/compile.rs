//! From what administrators have written to what acts.

use std::sync::Arc;

use url::Url;

use super::cache::{Lookup, Store};
use super::call::Backend;
use super::concurrency::Limit;
use super::cors::Cors;
use super::forward::Timeouts;
use super::jwt::Check as JwtCheck;
use super::key::Key;
use super::limits::{QuotaLimit, RateLimiter};
use super::rewrite::Rewrite;
use super::set_header::header_value;
use super::stop::Answer;
use super::{Active, ActiveSet, Compiled, check_header, ip_filter, query, set_header};
use crate::kernel::http::is_reserved_header;
use crate::policies::model::{Policy, PolicySet, ReturnResponse, Scope, Section};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use bytes::Bytes;

/// The policies of a scope, ready to act. One that cannot be compiled lets nothing pass: the rules have refused it, so
/// somebody has been at the database.
#[must_use]
pub fn compile(scope: Scope, set: &PolicySet) -> ActiveSet {
    let section = |section: Section| {
        let policies = set.policies.iter().filter(|placed| placed.section == section);
        let active = policies.map(|placed| {
            let kind = placed.policy.kind();
            let policy = compiled(&placed.policy).filter(|_| kind.fits(section));
            if policy.is_none() {
                tracing::error!(policy = %placed.id, kind = kind.as_str(), "policy {} cannot be compiled; calls are refused", placed.id);
            }
            Active { place: placed.id.as_str().into(), kind, policy: policy.unwrap_or(Compiled::Broken) }
        });
        active.collect()
    };
    let [inbound, backend, outbound, on_error] = Section::ALL.map(section);
    ActiveSet { scope, inbound, backend, outbound, on_error }
}

fn compiled(policy: &Policy) -> Option<Compiled> {
    Some(match policy {
        Policy::RateLimit(limit) => Compiled::Rate(RateLimiter { limit: *limit, key: Key::Subscription }),
        Policy::RateLimitByKey(by) => Compiled::Rate(RateLimiter { limit: by.limit, key: Key::compile(&by.key)? }),
        Policy::Quota(quota) => Compiled::Quota(QuotaLimit { quota: *quota, key: Key::Subscription }),
        Policy::QuotaByKey(by) => Compiled::Quota(QuotaLimit { quota: by.quota, key: Key::compile(&by.key)? }),
        Policy::LimitConcurrency(limit) => {
            let key = limit.key.as_ref().map_or(Some(Key::All), Key::compile)?;
            Compiled::Concurrency(Limit { most: limit.most, key })
        }
        Policy::IpFilter(filter) => Compiled::IpFilter(ip_filter::Filter::compile(filter)?),
        Policy::CheckHeader(check) => Compiled::CheckHeader(check_header::Check::compile(check)?),
        Policy::ValidateJwt(jwt) => Compiled::Jwt(Box::new(JwtCheck::compile(jwt)?)),
        Policy::Cors(cors) => Compiled::Cors(Cors::compile(cors)?),
        Policy::SetHeader(set) => Compiled::SetHeader(set_header::Set::compile(set)?),
        Policy::SetQueryParameter(set) => Compiled::SetQuery(query::Set::compile(set)),
        Policy::RewriteUri(rewrite) => Compiled::Rewrite(Rewrite::compile(rewrite)?),
        Policy::SetBackend(backend) => Compiled::SetBackend(Arc::new(Backend { url: Url::parse(&backend.url).ok()? })),
        Policy::CacheLookup(lookup) => Compiled::Lookup(Lookup::compile(lookup)?),
        Policy::CacheStore(store) => Compiled::Store(Store::compile(store)),
        Policy::MockResponse(mock) => Compiled::Mock(mock.clone()),
        Policy::ReturnResponse(response) => Compiled::Return(answer(response)?),
        Policy::ForwardRequest(timeouts) => Compiled::Forward(Timeouts::compile(timeouts)),
    })
}

fn answer(response: &ReturnResponse) -> Option<Answer> {
    let status = StatusCode::from_u16(response.status).ok().filter(|status| !status.is_informational())?;
    let mut headers = HeaderMap::new();
    for line in &response.headers {
        let name = HeaderName::try_from(line.name.as_str()).ok().filter(|name| !is_reserved_header(name.as_str()))?;
        headers.append(name, header_value(&line.value)?);
    }
    Some(Answer { status, headers, body: Bytes::from(response.body.clone()) })
}
