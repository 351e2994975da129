//! By what calls are told apart that are counted together.

use axum::http::HeaderName;

use super::call::Call;
use super::query;
use crate::policies::model::CounterKey;

/// The most bytes of a value that tells calls apart; what is longer counts by its beginning.
const MOST: usize = 256;

/// A compiled [`CounterKey`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// All calls.
    All,
    /// The subscription.
    Subscription,
    /// The client's address.
    Address,
    /// A header's value.
    Header(HeaderName),
    /// The value of a parameter of the query.
    Query(String),
}

impl Key {
    /// `None` when a name is no header's.
    pub(super) fn compile(key: &CounterKey) -> Option<Self> {
        match key {
            CounterKey::Subscription => Some(Self::Subscription),
            CounterKey::Address => Some(Self::Address),
            CounterKey::Header { name } => HeaderName::try_from(name.as_str()).ok().map(Self::Header),
            CounterKey::Query { name } => Some(Self::Query(name.clone())),
        }
    }

    /// Whose `call` is. What says whose it is and what says nothing differ by their first letter, so that no value of a
    /// header can pass for another's.
    pub(super) fn holder(&self, call: &Call<'_>) -> String {
        match self {
            Self::All => String::new(),
            Self::Subscription => call.subscription.map(str::to_owned).unwrap_or_default(),
            Self::Address => call.client.to_canonical().to_string(),
            Self::Header(name) => match call.headers.get(name) {
                Some(value) => marked(&String::from_utf8_lossy(value.as_bytes())),
                None => String::new(),
            },
            Self::Query(name) => query::value(&call.target.query, name).map(|value| marked(&value)).unwrap_or_default(),
        }
    }
}

fn marked(value: &str) -> String {
    let end = value.floor_char_boundary(MOST);
    format!("={}", value.get(..end).unwrap_or_default())
}
