//! What a search finds.

use serde::{Deserialize, Serialize};

/// What a search finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FoundKind {
    /// An API.
    Api,
    /// An operation of one.
    Operation,
    /// A schema of one.
    Schema,
}

impl FoundKind {
    /// The word that stands for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Api => "api",
            Self::Operation => "operation",
            Self::Schema => "schema",
        }
    }

    /// The kind that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        [Self::Api, Self::Operation, Self::Schema].into_iter().find(|kind| kind.as_str() == word)
    }
}

/// One result of a search.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Found {
    /// What it is.
    pub kind: FoundKind,
    /// What readers call it.
    pub title: String,
    /// Its HTTP verb; empty for what is no operation.
    pub method: String,
    /// Its URL template; empty for what is no operation.
    pub path: String,
    /// The title of the API that it belongs to.
    pub api: String,
    /// The address of its page.
    pub href: String,
}

/// What a search found, best first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SearchResults {
    /// The best of them.
    pub results: Vec<Found>,
    /// How many there are.
    pub total: u64,
    /// Whether there are more than `total`: nobody counts further.
    pub more: bool,
}
