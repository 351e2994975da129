//! Accounts as their owners and the sign-up form see them.

use serde::{Deserialize, Serialize};

use crate::kernel::{Checks, Timestamp};

/// The most characters of a person's name.
pub const NAME_MOST: usize = 100;

/// Whether an account can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AccountState {
    /// Its owner can sign in.
    Active,
    /// Nobody has confirmed its e-mail address yet.
    Unconfirmed,
    /// An administrator has stopped it.
    Suspended,
}

impl AccountState {
    /// Every state.
    pub const ALL: [Self; 3] = [Self::Active, Self::Unconfirmed, Self::Suspended];

    /// The word that stands for it in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Unconfirmed => "unconfirmed",
            Self::Suspended => "suspended",
        }
    }

    /// The state that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Who may create an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignUpOffer {
    /// The domains that an e-mail address must be of; any will do when there are none.
    pub domains: Vec<String>,
    /// The version of the terms of use that are to be accepted; `None` when there are none.
    pub terms: Option<i64>,
}

/// A person's own account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Their e-mail address, as they wrote it.
    pub email: String,
    /// What they call themselves; may be empty.
    pub name: String,
    /// Since when they have the account.
    pub created_at: Timestamp,
    /// Whether they can sign in with a password.
    pub has_password: bool,
}

/// A browser that a person is signed in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSession {
    /// What it is ended by. It is no secret.
    pub id: String,
    /// When they signed in.
    pub begun_at: Timestamp,
    /// When it was last used, to the minute.
    pub used_at: Timestamp,
    /// The address that they signed in from; empty when that was not noted.
    pub peer: String,
    /// The browser's name; empty when it is not known.
    pub browser: String,
    /// The name of the system that it runs on; empty when it is not known.
    pub system: String,
    /// Whether it is the browser that asks.
    pub is_current: bool,
}

/// The browsers that a person is signed in with.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnSessions {
    /// When the list was made.
    pub now: Timestamp,
    /// The sessions, the last used one first.
    pub sessions: Vec<OwnSession>,
}

/// Checks what a person calls themselves, without the white space around it. It may be empty.
pub fn check_name(name: &str, checks: &mut Checks) {
    checks.optional_text("name", name, NAME_MOST);
    checks.one_line("name", name);
}

/// Whether `email` is of one of `domains`, which are in lower case. Subdomains are others.
#[must_use]
pub fn is_of(email: &str, domains: &[String]) -> bool {
    let domain = email.rsplit_once('@').map(|(_, domain)| domain.to_ascii_lowercase());
    domain.is_some_and(|domain| domains.contains(&domain))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_the_whole_of_what_follows_the_at_sign() {
        let domains = ["example.com".to_owned()];
        assert!(is_of("ada@Example.COM", &domains));
        for other in ["ada@mail.example.com", "ada@evil-example.com", "ada@example.com.evil", "example.com", ""] {
            assert!(!is_of(other, &domains), "{other}");
        }
    }
}
