//! Tokens by which people's programs use the management API.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::TokenId;
use crate::kernel::{Checks, Message, Timestamp};

/// The most characters of a token's name.
pub const NAME_MOST: usize = 100;
/// The most tokens of a person.
pub const MOST: usize = 50;
/// The most days that a token which expires is valid.
pub const DAYS_MOST: i64 = 365;
/// The days that the form offers; a token may also never expire.
pub const DAYS_OFFERED: [i64; 4] = [7, 30, 90, DAYS_MOST];
/// Milliseconds.
pub const DAY: i64 = 24 * 60 * 60 * 1000;

/// What a token lets a program do at most; never more than its owner may. Each includes those before it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Scope {
    /// Reads the catalog.
    #[default]
    Read,
    /// Changes the catalog.
    Write,
    /// Looks after people, groups and tokens.
    Admin,
}

impl Scope {
    /// Every scope, the least first.
    pub const ALL: [Self; 3] = [Self::Read, Self::Write, Self::Admin];

    /// The word that stands for it in forms, on the command line and in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Write => "write",
            Self::Admin => "admin",
        }
    }

    /// The scope that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scope| scope.as_str() == word)
    }
}

/// A token that is to be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewToken {
    /// What its owner knows it by.
    pub name: String,
    /// What it allows.
    pub scope: Scope,
    /// For how many milliseconds it is valid; `None` for good.
    pub lifetime: Option<i64>,
    /// When it must have expired at the latest; `None` for no such limit.
    pub not_after: Option<Timestamp>,
}

/// A token as its owner sees it: without itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnToken {
    /// Its id, which is no secret.
    pub id: TokenId,
    /// What its owner knows it by.
    pub name: String,
    /// How it begins.
    pub beginning: String,
    /// What it allows.
    pub scope: Scope,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it expires; `None` for never.
    pub expires_at: Option<Timestamp>,
    /// When it was last used, to the minute; `None` for never.
    pub last_used_at: Option<Timestamp>,
}

/// A person's tokens.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnTokens {
    /// When the list was made.
    pub now: Timestamp,
    /// The tokens that were not revoked, the newest first.
    pub tokens: Vec<OwnToken>,
}

/// What is wrong with a token that is to be made, by the field names of its form.
///
/// # Errors
/// [`crate::kernel::ApiError::Invalid`] at `name` and `expires_in`.
pub fn check(new: &NewToken) -> Result<(), crate::kernel::ApiError> {
    let mut checks = Checks::new();
    checks.text("name", &new.name, NAME_MOST);
    checks.one_line("name", &new.name);
    if new.lifetime.is_some_and(|lifetime| !(1..=DAYS_MOST * DAY).contains(&lifetime)) {
        checks.complain("expires_in", Message::NotOneOf { allowed: format!("1d–{DAYS_MOST}d") });
    }
    checks.finish()
}

/// The milliseconds that `text` says, such as `30d`, `12h` or `90` (days); `None` when it says none.
#[must_use]
pub fn lifetime(text: &str) -> Option<i64> {
    let (number, unit) = match text.trim().split_at_checked(text.trim().len().saturating_sub(1))? {
        (number, "d") => (number, DAY),
        (number, "h") => (number, DAY / 24),
        _ => (text.trim(), DAY),
    };
    let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    number.parse::<i64>().ok().filter(|_| is_number).and_then(|number| number.checked_mul(unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scope_includes_those_before_it() {
        assert!(Scope::Admin > Scope::Write && Scope::Write > Scope::Read);
        assert!(Scope::ALL.into_iter().all(|scope| Scope::parse(scope.as_str()) == Some(scope)));
    }

    #[test]
    fn lifetimes_are_read() {
        for (text, expected) in [
            ("30d", Some(30 * DAY)),
            (" 12h ", Some(DAY / 2)),
            ("7", Some(7 * DAY)),
            ("", None),
            ("d", None),
            ("-1d", None),
            ("1.5d", None),
            ("1w", None),
            ("ż", None),
            ("99999999999999999999d", None),
            ("9999999999999d", None),
        ] {
            assert_eq!(lifetime(text), expected, "{text}");
        }
    }

    #[test]
    fn each_mistake_stands_at_its_field() {
        let new =
            |name: &str, lifetime| NewToken { name: name.to_owned(), scope: Scope::Read, lifetime, not_after: None };
        assert_eq!(check(&new("CI", None)), Ok(()));
        assert_eq!(check(&new("CI", Some(DAYS_MOST * DAY))), Ok(()));
        for wrong in [
            new(" ", None),
            new("a\nb", None),
            new(&"x".repeat(101), None),
            new("CI", Some(0)),
            new("CI", Some(DAYS_MOST * DAY + 1)),
        ] {
            assert!(check(&wrong).is_err(), "{wrong:?}");
        }
    }
}
