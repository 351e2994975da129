//! What is counted since the program began, for Prometheus. However many APIs and products there are, there are at most
//! [`MOST`] kinds of call.

use std::collections::HashMap;

use super::record::Call;
use crate::analytics::rules;
use crate::kernel::ids::{ApiId, ProductId};

/// How many pairs of API and product are told apart. All others are counted as one.
const MOST: usize = 500;

/// What calls are told apart by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind<'t> {
    /// Those to an API, through a product where there is one. Without an API: to an address that is none.
    Of(Option<&'t ApiId>, Option<&'t ProductId>),
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
pub(super) struct Totals {
    of: HashMap<Option<ApiId>, HashMap<Option<ProductId>, Counted>>,
    /// How many pairs that are.
    pairs: usize,
    other: Option<Counted>,
}

impl Totals {
    /// Counts a call.
    pub(super) fn count(&mut self, call: &Call) {
        let counted = self.of(call);
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

    /// What is counted of calls like this one.
    fn of(&mut self, call: &Call) -> &mut Counted {
        let is_known = self.of.get(&call.api).is_some_and(|products| products.contains_key(&call.product));
        if !is_known {
            if self.pairs >= MOST {
                return self.other.get_or_insert_default();
            }
            self.pairs += 1;
            self.of.entry(call.api.clone()).or_default().insert(call.product.clone(), Counted::default());
        }
        let known = self.of.get_mut(&call.api).and_then(|products| products.get_mut(&call.product));
        known.unwrap_or_else(|| self.other.get_or_insert_default())
    }

    /// All kinds, in an order that stays.
    pub(super) fn sorted(&self) -> Vec<(Kind<'_>, &Counted)> {
        let pairs = self.of.iter().flat_map(|(api, products)| {
            products.iter().map(move |(product, counted)| (Kind::Of(api.as_ref(), product.as_ref()), counted))
        });
        let mut all: Vec<_> = pairs.chain(self.other.iter().map(|counted| (Kind::Other, counted))).collect();
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
