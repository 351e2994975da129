//! People as programs see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::account;
use crate::identity::model::{self, Account};
use crate::kernel::Timestamp;
use crate::rest::http::moment;

/// What a person may do.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum Role {
    /// Registers APIs and people, sees drafts.
    Administrator,
    /// Registers APIs and looks after those of their own; of others' they see what is published for their groups.
    Publisher,
    /// Sees everything and changes nothing.
    Support,
    /// Reads and tries what is published for their groups.
    Developer,
}

/// Whether an account can be used.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum State {
    /// Its owner can sign in.
    Active,
    /// Nobody has confirmed its e-mail address yet.
    Unconfirmed,
    /// It was stopped.
    Suspended,
}

/// A person with an account.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct User {
    id: String,
    email: String,
    role: Role,
    state: State,
    #[serde(serialize_with = "moment::write")]
    #[schema(value_type = String, format = DateTime)]
    created_at: Timestamp,
    /// The ids of the groups that they were put into.
    groups: Vec<String>,
}

/// What of it nobody can change here.
pub(in crate::rest) const MADE: [&str; 4] = ["id", "email", "created_at", "groups"];

/// A person who is to get an account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct UserFields {
    #[schema(
        min_length = 3,
        max_length = 254,
        pattern = "^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?([.][A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?)*$",
        example = "ada@example.com"
    )]
    pub(super) email: String,
    pub(super) role: Role,
    /// What they sign in with. Left out or null: they are sent a mail with a link to choose one.
    #[serde(default)]
    #[schema(min_length = 12, max_length = 256, format = Password)]
    pub(super) password: Option<String>,
}

/// What can be changed about somebody's account.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct UserChange {
    pub(super) role: Role,
    pub(super) state: State,
}

impl From<Account> for User {
    fn from(it: Account) -> Self {
        Self {
            id: it.user.id.to_string(),
            email: it.user.email,
            role: match it.user.role {
                model::Role::Administrator => Role::Administrator,
                model::Role::Publisher => Role::Publisher,
                model::Role::Support => Role::Support,
                model::Role::Developer => Role::Developer,
            },
            state: match it.state {
                account::AccountState::Active => State::Active,
                account::AccountState::Unconfirmed => State::Unconfirmed,
                account::AccountState::Suspended => State::Suspended,
            },
            created_at: it.created_at,
            groups: it.groups.into_iter().map(|(id, _)| id.to_string()).collect(),
        }
    }
}

impl From<State> for account::AccountState {
    fn from(it: State) -> Self {
        match it {
            State::Active => Self::Active,
            State::Unconfirmed => Self::Unconfirmed,
            State::Suspended => Self::Suspended,
        }
    }
}

impl From<Role> for model::Role {
    fn from(it: Role) -> Self {
        match it {
            Role::Administrator => Self::Administrator,
            Role::Publisher => Self::Publisher,
            Role::Support => Self::Support,
            Role::Developer => Self::Developer,
        }
    }
}
