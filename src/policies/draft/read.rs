//! From a form's texts to a policy. What cannot be read is complained about, and something harmless takes its place.

use super::PolicyDraft;
use crate::kernel::{Checks, Message};
use crate::policies::model::{
    AddressAction, BackendTimeouts, CacheLookup, CacheStore, CheckHeader, Cors, CounterKey, Exists, HeaderLine,
    IpFilter, JwtKeys, Kind, LimitConcurrency, MockResponse, Policy, QuotaByKey, RateLimitByKey, RequiredClaim,
    ReturnResponse, RewriteUri, SetBackend, SetHeader, SetQueryParameter, ValidateJwt,
};
use crate::policies::rules::OR;
use crate::products::model::{Quota, RateLimit};

/// The policy that `draft` describes.
pub(super) fn policy(draft: &PolicyDraft, checks: &mut Checks) -> Policy {
    let mut form = Form { draft, checks };
    match draft.kind {
        Kind::RateLimit => Policy::RateLimit(form.rate_limit()),
        Kind::RateLimitByKey => Policy::RateLimitByKey(RateLimitByKey { limit: form.rate_limit(), key: form.key() }),
        Kind::Quota => Policy::Quota(form.quota()),
        Kind::QuotaByKey => Policy::QuotaByKey(QuotaByKey { quota: form.quota(), key: form.key() }),
        Kind::LimitConcurrency => {
            let key = if form.text("key") == "all" { None } else { Some(form.key()) };
            Policy::LimitConcurrency(LimitConcurrency { most: form.number("most"), key })
        }
        Kind::IpFilter => {
            let action = form.choice("action", &[AddressAction::Allow, AddressAction::Forbid], AddressAction::as_str);
            Policy::IpFilter(IpFilter { action, addresses: form.lines("addresses") })
        }
        Kind::CheckHeader => Policy::CheckHeader(CheckHeader {
            name: form.text("name"),
            values: form.lines("values"),
            ignore_case: form.is_ticked("ignore_case"),
            status: form.number("status"),
            message: form.text("message"),
        }),
        Kind::ValidateJwt => Policy::ValidateJwt(form.jwt()),
        Kind::Cors => Policy::Cors(Cors {
            origins: form.lines("origins"),
            methods: form.lines("methods"),
            headers: form.lines("headers"),
            expose_headers: form.lines("expose_headers"),
            credentials: form.is_ticked("credentials"),
            max_age: form.optional_number("max_age"),
        }),
        Kind::SetHeader => {
            Policy::SetHeader(SetHeader { name: form.text("name"), value: form.text("value"), exists: form.exists() })
        }
        Kind::SetQueryParameter => Policy::SetQueryParameter(SetQueryParameter {
            name: form.text("name"),
            value: draft.value("value").to_owned(),
            exists: form.exists(),
        }),
        Kind::RewriteUri => {
            Policy::RewriteUri(RewriteUri { template: form.text("template"), copy_query: form.is_ticked("copy_query") })
        }
        Kind::SetBackend => Policy::SetBackend(SetBackend { url: form.text("url") }),
        Kind::CacheLookup => Policy::CacheLookup(CacheLookup {
            vary_headers: form.lines("vary_headers"),
            vary_query: form.lines("vary_query"),
            allow_authorization: form.is_ticked("allow_authorization"),
        }),
        Kind::CacheStore => Policy::CacheStore(CacheStore { seconds: form.number("seconds") }),
        Kind::MockResponse => Policy::MockResponse(MockResponse {
            status: form.number("status"),
            content_type: form.text("content_type"),
        }),
        Kind::ReturnResponse => Policy::ReturnResponse(ReturnResponse {
            status: form.number("status"),
            headers: form.headers(),
            body: draft.value("body").to_owned(),
        }),
        Kind::ForwardRequest => Policy::ForwardRequest(BackendTimeouts {
            connect: form.optional_number("connect"),
            first_byte: form.optional_number("first_byte"),
            total: form.optional_number("total"),
        }),
    }
}

struct Form<'a> {
    draft: &'a PolicyDraft,
    checks: &'a mut Checks,
}

impl Form<'_> {
    fn text(&self, field: &str) -> String {
        self.draft.value(field).trim().to_owned()
    }

    fn is_ticked(&self, field: &str) -> bool {
        !self.draft.value(field).is_empty()
    }

    /// What stands in the lines that are not empty.
    fn lines(&self, field: &str) -> Vec<String> {
        let lines = self.draft.value(field).lines().map(str::trim);
        lines.filter(|line| !line.is_empty()).map(str::to_owned).collect()
    }

    fn optional_number<N: std::str::FromStr>(&mut self, field: &str) -> Option<N> {
        let text = self.text(field);
        if text.is_empty() {
            return None;
        }
        self.checks.take(field, text.parse().map_err(|_| Message::NotAnInteger))
    }

    fn number<N: std::str::FromStr + Default>(&mut self, field: &str) -> N {
        if self.text(field).is_empty() {
            self.checks.complain(field, Message::Required);
        }
        self.optional_number(field).unwrap_or_default()
    }

    fn choice<T: Copy + Default>(&mut self, field: &str, all: &[T], word: impl Fn(T) -> &'static str) -> T {
        let text = self.text(field);
        let found = all.iter().copied().find(|one| word(*one) == text);
        if found.is_none() {
            let allowed = all.iter().map(|one| word(*one)).collect::<Vec<_>>().join(", ");
            self.checks.complain(field, Message::NotOneOf { allowed });
        }
        found.unwrap_or_default()
    }

    fn exists(&mut self) -> Exists {
        self.choice("exists", &Exists::ALL, Exists::as_str)
    }

    fn limit<T: std::str::FromStr>(&mut self, message: Message) -> Option<T> {
        let text = self.text("limit");
        let read = if text.is_empty() { Err(Message::Required) } else { text.parse().map_err(|_| message) };
        self.checks.take("limit", read)
    }

    fn rate_limit(&mut self) -> RateLimit {
        self.limit(Message::NotARateLimit).unwrap_or(RateLimit { calls: 1, seconds: 1 })
    }

    fn quota(&mut self) -> Quota {
        self.limit(Message::NotAQuota).unwrap_or(Quota { calls: Some(1), kilobytes: None, seconds: 1 })
    }

    fn key(&mut self) -> CounterKey {
        let name = self.text("key_name");
        match self.text("key").as_str() {
            "subscription" => CounterKey::Subscription,
            "address" => CounterKey::Address,
            "header" => CounterKey::Header { name },
            "query" => CounterKey::Query { name },
            _ => {
                let allowed = super::fields::KEYS.join(", ");
                self.checks.complain("key", Message::NotOneOf { allowed });
                CounterKey::Subscription
            }
        }
    }

    fn jwt(&mut self) -> ValidateJwt {
        let url = self.text("keys_url");
        let keys = match self.text("keys").as_str() {
            "jwks" => JwtKeys::Jwks(url),
            "openid" => JwtKeys::OpenidConfiguration(url),
            _ => {
                self.checks.complain("keys", Message::NotOneOf { allowed: super::fields::JWT_KEYS.join(", ") });
                JwtKeys::Jwks(url)
            }
        };
        let (issuers, audiences) = (self.lines("issuers"), self.lines("audiences"));
        let (header, clock_skew) = (self.text("header"), self.number("clock_skew"));
        ValidateJwt { keys, issuers, audiences, claims: self.claims(), header, clock_skew }
    }

    /// A claim a line: its name, or its name and the values of which one is enough.
    fn claims(&self) -> Vec<RequiredClaim> {
        let claim = |line: String| match line.split_once('=') {
            Some((name, values)) => RequiredClaim {
                name: name.trim().to_owned(),
                values: values.split(OR).map(|value| value.trim().to_owned()).collect(),
            },
            None => RequiredClaim { name: line.trim().to_owned(), values: Vec::new() },
        };
        self.lines("claims").into_iter().map(claim).collect()
    }

    fn headers(&mut self) -> Vec<HeaderLine> {
        let mut headers = Vec::new();
        for line in self.lines("headers") {
            match line.split_once(':') {
                Some((name, value)) => {
                    headers.push(HeaderLine { name: name.trim().to_owned(), value: value.trim().to_owned() });
                }
                None if !self.checks.has("headers") => {
                    self.checks.complain("headers", Message::NotAHeaderLine { line })
                }
                None => {}
            }
        }
        headers
    }
}
