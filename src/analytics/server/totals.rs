//! What is counted since the program began, for Prometheus. However many APIs and products there are, there are at most
//! [`MOST`] kinds of call.

use std::collections::HashMap;

use super::record::Call;
use crate::analytics::rules;
use crate::kernel::ids::{ApiId, ProductId};

/// How many pairs of API and product are told apart. All others are counted as one.
const MOST: usize = 500;

/// What calls are told apart by.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Kind {
    /// Those to an API, through a product where there is one. Without an API: to an address that is none.
    Of(Option<ApiId>, Option<ProductId>),
    /// All that came when there were too many others.
    Other,
}

/// How long calls took.
#[derive(Clone, Debug)]
pub(super) struct Times {
    /// By the numbers of their spans.
    pub(super) spans: Vec<u64>,
    /// Microseconds.
    pub(super) sum: u64,
    pub(super) count: u64,
}

/// What is counted of a kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Counted {
    /// Calls by the first digit of their status; at 0 those with a status that is none.
    pub(super) by_class: [u64; 6],
    pub(super) cached: u64,
    pub(super) bytes_in: u64,
    pub(super) bytes_out: u64,
    pub(super) total: Times,
    pub(super) backend: Times,
}

/// The counts by kind.
#[derive(Clone, Debug, Default)]
pub(super) struct Totals(HashMap<Kind, Counted>);

impl Totals {
    /// Counts a call.
    pub(super) fn count(&mut self, call: &Call) {
        let mut kind = Kind::Of(call.api.clone(), call.product.clone());
        if self.0.len() >= MOST && !self.0.contains_key(&kind) {
            kind = Kind::Other;
        }
        let counted = self.0.entry(kind).or_default();
        let class = usize::from(call.status / 100);
        let class = if class < counted.by_class.len() { class } else { 0 };
        if let Some(calls) = counted.by_class.get_mut(class) {
            *calls += 1;
        }
        counted.cached += u64::from(call.cache);
        counted.bytes_in = counted.bytes_in.saturating_add(call.bytes_in);
        counted.bytes_out = counted.bytes_out.saturating_add(call.bytes_out);
        counted.total.count(call.total_us);
        if let Some(backend) = call.backend_us {
            counted.backend.count(backend);
        }
    }

    /// All kinds, in an order that stays.
    pub(super) fn sorted(&self) -> Vec<(&Kind, &Counted)> {
        let mut all: Vec<_> = self.0.iter().collect();
        all.sort_unstable_by_key(|(kind, _)| *kind);
        all
    }
}

impl Times {
    fn count(&mut self, microseconds: u64) {
        if let Some(calls) = usize::try_from(rules::span(microseconds)).ok().and_then(|span| self.spans.get_mut(span)) {
            *calls += 1;
        }
        self.sum = self.sum.saturating_add(microseconds);
        self.count += 1;
    }

    /// How many calls took less than so many microseconds, of which a span begins.
    pub(super) fn below(&self, microseconds: u64) -> u64 {
        let end = usize::try_from(rules::span(microseconds)).unwrap_or(usize::MAX);
        self.spans.iter().take(end).sum()
    }
}

impl Default for Times {
    fn default() -> Self {
        Self { spans: vec![0; rules::LAST_SPAN as usize + 1], sum: 0, count: 0 }
    }
}
