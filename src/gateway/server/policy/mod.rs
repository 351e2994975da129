//! What policies do to calls and answers. Each is compiled once, when the gateway reads what administrators have written,
//! and then asked by every call; nothing here but `jwt::key_sets` talks to anybody.
//!
//! Preflights come without a key and with a method of their own, so the gateway asks [`cors::preflight`] before anything
//! else, of the operation that `Access-Control-Request-Method` names and of all products that it may be called through. For
//! the rest it calls [`pipeline`].

pub mod cache;
pub mod call;
mod check_header;
mod compile;
pub mod concurrency;
pub mod cors;
pub mod forward;
mod ip_filter;
pub mod jwt;
mod key;
pub mod limits;
pub mod pipeline;
mod query;
mod rewrite;
mod set_header;
pub mod stop;

use std::sync::Arc;

pub use compile::compile;

use self::cache::Cache;
use self::call::Backend;
use self::concurrency::Concurrency;
use self::forward::Timeouts;
use self::jwt::key_sets::{Documents, KeySets};
use self::limits::{QuotaLimit, RateLimiter};
use self::stop::Answer;
use crate::policies::model::{Kind, MockResponse, Scope, Section};

/// A policy, ready to act.
#[derive(Debug)]
pub enum Compiled {
    /// `rate-limit` and `rate-limit-by-key`.
    Rate(RateLimiter),
    /// `quota` and `quota-by-key`.
    Quota(QuotaLimit),
    /// `limit-concurrency`.
    Concurrency(concurrency::Limit),
    /// `ip-filter`.
    IpFilter(ip_filter::Filter),
    /// `check-header`.
    CheckHeader(check_header::Check),
    /// `validate-jwt`.
    Jwt(Box<jwt::Check>),
    /// `cors`.
    Cors(cors::Cors),
    /// `set-header`.
    SetHeader(set_header::Set),
    /// `set-query-parameter`.
    SetQuery(query::Set),
    /// `rewrite-uri`.
    Rewrite(rewrite::Rewrite),
    /// `set-backend`.
    SetBackend(Arc<Backend>),
    /// `cache-lookup`.
    Lookup(cache::Lookup),
    /// `cache-store`.
    Store(cache::Store),
    /// `mock-response`. The sample is the catalog's to find.
    Mock(MockResponse),
    /// `return-response`.
    Return(Answer),
    /// `forward-request`.
    Forward(Timeouts),
    /// One that cannot be understood, such as one that a later version wrote. No call passes it.
    Broken,
}

/// A compiled policy in its place.
#[derive(Debug)]
pub struct Active {
    /// What its counters are counted under; it stays the same as long as the policy stands.
    pub place: Arc<str>,
    /// Which policy it is.
    pub kind: Kind,
    /// What it does.
    pub policy: Compiled,
}

/// The compiled policies of a scope, by section.
#[derive(Debug)]
pub struct ActiveSet {
    /// The scope.
    pub scope: Scope,
    inbound: Vec<Active>,
    backend: Vec<Active>,
    outbound: Vec<Active>,
    on_error: Vec<Active>,
}

impl ActiveSet {
    /// The policies of a section, in the order in which they act.
    #[must_use]
    pub fn section(&self, section: Section) -> &[Active] {
        match section {
            Section::Inbound => &self.inbound,
            Section::Backend => &self.backend,
            Section::Outbound => &self.outbound,
            Section::OnError => &self.on_error,
        }
    }
}

/// The policies that a call passes: global, of its product, of its API, of its operation.
#[derive(Clone, Copy, Debug, Default)]
pub struct Chain<'a>(pub [Option<&'a ActiveSet>; 4]);

impl<'a> Chain<'a> {
    /// The policies of a section with the scopes where they stand, in the order in which they act.
    pub fn section(self, section: Section) -> impl Iterator<Item = (&'a Scope, &'a Active)> {
        let sets = self.0.into_iter().flatten();
        sets.flat_map(move |set| set.section(section).iter().map(move |active| (&set.scope, active)))
    }

    /// The product that has policies of its own.
    #[must_use]
    pub fn product(self) -> Option<&'a Scope> {
        self.0.into_iter().flatten().map(|set| &set.scope).find(|scope| matches!(scope, Scope::Product(_)))
    }

    /// Whether nothing stands in a section.
    #[must_use]
    pub fn is_empty(self, section: Section) -> bool {
        self.0.iter().flatten().all(|set| set.section(section).is_empty())
    }
}

/// What policies share between calls and keep when they are compiled anew.
#[derive(Debug)]
pub struct Shared<D> {
    /// The answers that are kept.
    pub cache: Cache,
    /// How many calls run.
    pub concurrency: Concurrency,
    /// The keys of tokens' issuers.
    pub key_sets: KeySets<D>,
}

impl<D: Documents> Shared<D> {
    /// With room for answers of `cache_bytes` bytes in all; keys are got from `documents`.
    #[must_use]
    pub fn new(cache_bytes: u64, documents: D) -> Self {
        Self { cache: Cache::new(cache_bytes), concurrency: Concurrency::default(), key_sets: KeySets::new(documents) }
    }
}
