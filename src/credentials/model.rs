//! A backend credential as it crosses the wire: all but the secret.

use serde::{Deserialize, Serialize};

use crate::kernel::Timestamp;

/// How a web service is shown a secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Way {
    /// `Authorization: Bearer` and a token (RFC 6750 section 2.1).
    Bearer,
    /// `Authorization: Basic` with a user name and a password (RFC 7617).
    Basic {
        /// The user name; may be empty.
        username: String,
    },
    /// A key under a name of the web service's own.
    ApiKey {
        /// What the header or the query parameter is called.
        name: String,
        /// Which of the two it is.
        place: KeyPlace,
    },
}

/// Where a key stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum KeyPlace {
    /// In a header.
    #[default]
    Header,
    /// In the query.
    Query,
}

impl KeyPlace {
    /// Both, in the order in which a form offers them.
    pub const ALL: [Self; 2] = [Self::Header, Self::Query];

    /// The word that stands for it in forms and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Header => "header",
            Self::Query => "query",
        }
    }

    /// The place that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|place| place.as_str() == word)
    }
}

impl Way {
    /// The words of all ways, in the order in which a form offers them.
    pub const KINDS: [&str; 3] = ["bearer", "basic", "api_key"];

    /// The word that stands for it in forms and in the database.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Bearer => "bearer",
            Self::Basic { .. } => "basic",
            Self::ApiKey { .. } => "api_key",
        }
    }

    /// The user name, or what the key is called; empty for a token.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Bearer => "",
            Self::Basic { username: name } | Self::ApiKey { name, .. } => name,
        }
    }

    /// Where a key stands; `None` for all else.
    #[must_use]
    pub const fn place(&self) -> Option<KeyPlace> {
        match self {
            Self::ApiKey { place, .. } => Some(*place),
            Self::Bearer | Self::Basic { .. } => None,
        }
    }

    /// The way with this word, name and word of a place; what it has no use for does not matter. `None` for other words.
    #[must_use]
    pub fn read(kind: &str, name: &str, place: &str) -> Option<Self> {
        Some(match kind {
            "bearer" => Self::Bearer,
            "basic" => Self::Basic { username: name.to_owned() },
            "api_key" => Self::ApiKey { name: name.to_owned(), place: KeyPlace::parse(place)? },
            _ => return None,
        })
    }
}

/// An API's credential, without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackendCredential {
    /// How it is shown.
    pub way: Way,
    /// Scheme, host and port that it was given for; it goes nowhere else.
    pub origin: String,
    /// When it was given.
    pub set_at: Timestamp,
}

/// What its page needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CredentialShown {
    /// The API's slug.
    pub api: String,
    /// What the API is called.
    pub title: String,
    /// Scheme, host and port of its web service; empty while it has none.
    pub origin: String,
    /// The credential, if it has one.
    pub credential: Option<BackendCredential>,
}

impl CredentialShown {
    /// Whether the credential goes nowhere, since the web service has moved.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.credential.as_ref().is_some_and(|credential| credential.origin != self.origin)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_is_read_as_it_is_written() {
        for way in [
            Way::Bearer,
            Way::Basic { username: "ada".to_owned() },
            Way::ApiKey { name: "X-Key".to_owned(), place: KeyPlace::Header },
            Way::ApiKey { name: "key".to_owned(), place: KeyPlace::Query },
        ] {
            let place = way.place().map_or("", KeyPlace::as_str);
            assert_eq!(Way::read(way.kind(), way.name(), place).as_ref(), Some(&way));
            assert!(Way::KINDS.contains(&way.kind()));
        }
        assert_eq!(Way::read("api_key", "a", "cookie"), None);
        assert_eq!(Way::read("moon", "", ""), None);
    }
}
