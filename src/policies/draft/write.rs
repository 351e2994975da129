//! From a policy to a form's texts.

use crate::policies::model::{CounterKey, JwtKeys, Policy, RequiredClaim, ValidateJwt};
use crate::policies::rules::OR;

/// Names and values.
type Texts = Vec<(&'static str, String)>;

/// What stands in the fields of a policy's form.
pub(super) fn policy(policy: &Policy) -> Texts {
    let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
    match policy {
        Policy::RateLimit(limit) => vec![("limit", limit.to_string())],
        Policy::RateLimitByKey(by_key) => with_key(("limit", by_key.limit.to_string()), Some(&by_key.key)),
        Policy::Quota(quota) => vec![("limit", quota.to_string())],
        Policy::QuotaByKey(by_key) => with_key(("limit", by_key.quota.to_string()), Some(&by_key.key)),
        Policy::LimitConcurrency(limit) => with_key(("most", limit.most.to_string()), limit.key.as_ref()),
        Policy::IpFilter(filter) => {
            vec![("action", filter.action.as_str().to_owned()), ("addresses", filter.addresses.join("\n"))]
        }
        Policy::CheckHeader(header) => vec![
            ("name", header.name.clone()),
            ("values", header.values.join("\n")),
            ("ignore_case", tick(header.ignore_case)),
            ("status", header.status.to_string()),
            ("message", header.message.clone()),
        ],
        Policy::ValidateJwt(jwt) => self::jwt(jwt),
        Policy::Cors(cors) => vec![
            ("origins", cors.origins.join("\n")),
            ("methods", cors.methods.join("\n")),
            ("headers", cors.headers.join("\n")),
            ("expose_headers", cors.expose_headers.join("\n")),
            ("credentials", tick(cors.credentials)),
            ("max_age", number(cors.max_age)),
        ],
        Policy::SetHeader(set) => setting(&set.name, &set.value, set.exists.as_str()),
        Policy::SetQueryParameter(set) => setting(&set.name, &set.value, set.exists.as_str()),
        Policy::RewriteUri(rewrite) => {
            vec![("template", rewrite.template.clone()), ("copy_query", tick(rewrite.copy_query))]
        }
        Policy::SetBackend(backend) => vec![("url", backend.url.clone())],
        Policy::CacheLookup(lookup) => vec![
            ("vary_headers", lookup.vary_headers.join("\n")),
            ("vary_query", lookup.vary_query.join("\n")),
            ("allow_authorization", tick(lookup.allow_authorization)),
        ],
        Policy::CacheStore(store) => vec![("seconds", store.seconds.to_string())],
        Policy::MockResponse(mock) => {
            vec![("status", mock.status.to_string()), ("content_type", mock.content_type.clone())]
        }
        Policy::ReturnResponse(response) => {
            let lines = response.headers.iter().map(|line| format!("{}: {}", line.name, line.value));
            vec![
                ("status", response.status.to_string()),
                ("headers", lines.collect::<Vec<_>>().join("\n")),
                ("body", response.body.clone()),
            ]
        }
        Policy::ForwardRequest(timeouts) => vec![
            ("connect", number(timeouts.connect)),
            ("first_byte", number(timeouts.first_byte)),
            ("total", number(timeouts.total)),
        ],
    }
}

fn tick(is_ticked: bool) -> String {
    if is_ticked { "on".to_owned() } else { String::new() }
}

fn setting(name: &str, value: &str, exists: &str) -> Texts {
    vec![("name", name.to_owned()), ("value", value.to_owned()), ("exists", exists.to_owned())]
}

fn with_key(first: (&'static str, String), key: Option<&CounterKey>) -> Texts {
    let (word, name) = match key {
        None => ("all", ""),
        Some(CounterKey::Subscription) => ("subscription", ""),
        Some(CounterKey::Address) => ("address", ""),
        Some(CounterKey::Header { name }) => ("header", name.as_str()),
        Some(CounterKey::Query { name }) => ("query", name.as_str()),
    };
    vec![first, ("key", word.to_owned()), ("key_name", name.to_owned())]
}

fn jwt(jwt: &ValidateJwt) -> Texts {
    let keys = match jwt.keys {
        JwtKeys::Jwks(_) => "jwks",
        JwtKeys::OpenidConfiguration(_) => "openid",
    };
    let lines = |claim: &RequiredClaim| match claim.values.as_slice() {
        [] => claim.name.clone(),
        values => format!("{}={}", claim.name, values.join(OR)),
    };
    vec![
        ("keys", keys.to_owned()),
        ("keys_url", jwt.keys.url().to_owned()),
        ("issuers", jwt.issuers.join("\n")),
        ("audiences", jwt.audiences.join("\n")),
        ("claims", jwt.claims.iter().map(lines).collect::<Vec<_>>().join("\n")),
        ("header", jwt.header.clone()),
        ("clock_skew", jwt.clock_skew.to_string()),
    ]
}
