//! Who is there, as it crosses the wire.

use serde::{Deserialize, Serialize};

use crate::kernel::ids::UserId;

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Registers APIs and people, sees drafts.
    Administrator,
    /// Reads and tries what is published.
    Developer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 2] = [Self::Administrator, Self::Developer];

    /// The word that stands for it in the database and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Developer => "developer",
        }
    }

    /// The role that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.as_str() == word)
    }
}

/// A person who has signed in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct User {
    /// Their id.
    pub id: UserId,
    /// Their e-mail address, as they wrote it.
    pub email: String,
    /// What they may do.
    pub role: Role,
}

/// How the pages look to one person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Theme {
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
    /// As the person's system has it.
    #[default]
    System,
}

impl Theme {
    /// Every theme, in the order in which the choice offers them.
    pub const ALL: [Self; 3] = [Self::Light, Self::Dark, Self::System];

    /// The word that stands for it in forms and in the cookie.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
            Self::System => "system",
        }
    }

    /// The theme that `word` stands for.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|theme| theme.as_str() == word)
    }
}
