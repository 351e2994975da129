//! By what calls are told apart that are counted together.

use axum::http::HeaderName;
use sha2::{Digest as _, Sha256};

use super::call::Call;
use super::limits::Holder;
use super::query;
use crate::platform::rng::hex;
use crate::platform::throttle::origin;
use crate::policies::model::CounterKey;

/// The most bytes of a value that tells calls apart; what is longer, such as a token, does so by its SHA-256.
const MOST: usize = 256;

/// A compiled [`CounterKey`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Key {
    /// All calls.
    All,
    /// The subscription.
    Subscription,
    /// The client's address; of version 6 its network, of which one line has all addresses.
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
    pub(super) fn holder(&self, call: &Call<'_>) -> Holder {
        let name = match self {
            Self::All => String::new(),
            Self::Subscription => call.subscription.map(str::to_owned).unwrap_or_default(),
            Self::Address => origin(call.client),
            Self::Header(name) => match call.headers.get(name) {
                Some(value) => marked(&String::from_utf8_lossy(value.as_bytes())),
                None => String::new(),
            },
            Self::Query(name) => query::value(&call.target.query, name).map(|value| marked(&value)).unwrap_or_default(),
        };
        Holder { name, is_claimed: !matches!(self, Self::All | Self::Subscription) }
    }
}

fn marked(value: &str) -> String {
    if value.len() > MOST { format!("#{}", hex(&Sha256::digest(value))) } else { format!("={value}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_values_differ_in_their_ends() {
        let long = "x".repeat(MOST);
        assert_eq!(marked(&long), format!("={long}"));
        let (one, two) = (marked(&format!("{long}a")), marked(&format!("{long}b")));
        assert!(one != two && one.len() == 65 && one.starts_with('#'), "{one} {two}");
        assert_eq!(marked(&one), format!("={one}"), "nobody can say what another's is");
    }
}
