//! Who is there, as it crosses the wire.

use serde::{Deserialize, Serialize};

use super::account::AccountState;
use crate::kernel::ids::{GroupId, UserId};
use crate::kernel::{Page, Timestamp};

/// What a person may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Registers APIs and people, sees drafts.
    Administrator,
    /// Registers APIs and looks after those of their own; of others' they see what is published for their groups.
    Publisher,
    /// Sees everything and changes nothing.
    Support,
    /// Reads and tries what is published for their groups.
    Developer,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 4] = [Self::Administrator, Self::Publisher, Self::Support, Self::Developer];

    /// The word that stands for it in the database and on the command line.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Publisher => "publisher",
            Self::Support => "support",
            Self::Developer => "developer",
        }
    }

    /// Whether it sees whatever there is, drafts too.
    #[must_use]
    pub const fn sees_everything(self) -> bool {
        matches!(self, Self::Administrator | Self::Support)
    }

    /// Whether it registers APIs.
    #[must_use]
    pub const fn publishes(self) -> bool {
        matches!(self, Self::Administrator | Self::Publisher)
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

/// A group of people that administrators made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Group {
    /// Its id.
    pub id: GroupId,
    /// What it is called.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// How many people are in it.
    pub members: u64,
}

/// A group with a page of its people.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupDetails {
    /// The group.
    pub group: Group,
    /// Its people, by their e-mail addresses.
    pub people: Page<User>,
}

/// An account as administrators see it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// Whose it is.
    pub user: User,
    /// Since when.
    pub created_at: Timestamp,
    /// Whether it can be used.
    pub state: AccountState,
    /// The groups that they were put into: ids and names.
    pub groups: Vec<(GroupId, String)>,
}

/// A page of the list of accounts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountPage {
    /// When the list was made.
    pub now: Timestamp,
    /// The accounts.
    pub accounts: Page<Account>,
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
