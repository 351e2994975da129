//! Tokens as programs see them.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::identity::token::{self, OwnToken};
use crate::kernel::Timestamp;
use crate::rest::http::{moment, whole};

/// What a token allows at most; each includes those before it.
#[derive(Clone, Copy, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::rest) enum Scope {
    /// Reads the catalog.
    Read,
    /// Changes the catalog.
    Write,
    /// Looks after people, groups and tokens.
    Admin,
}

/// A token, without itself.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Token {
    pub(super) id: String,
    pub(super) name: String,
    /// How it begins.
    pub(super) beginning: String,
    pub(super) scope: Scope,
    #[serde(serialize_with = "moment::write")]
    #[schema(value_type = String, format = DateTime)]
    pub(super) created_at: Timestamp,
    /// Null for a token that does not expire.
    #[serde(serialize_with = "moment::write_optional")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub(super) expires_at: Option<Timestamp>,
}

/// A token that was just made. Only this answer has the token itself.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct MadeToken {
    #[serde(flatten)]
    pub(super) token: Token,
    /// The token itself.
    #[schema(example = "lgt_…")]
    pub(super) secret: String,
}

/// A token that is to be made.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub(in crate::rest) struct TokenFields {
    /// What its owner knows it by.
    #[schema(
        min_length = 1,
        max_length = 100,
        pattern = r"^[^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*[^\s\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069][^\u0000-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]*$",
        example = "Nightly import"
    )]
    pub(super) name: String,
    pub(super) scope: Scope,
    /// After how many days it expires. Left out or null: when the token that is shown does, or never.
    #[serde(default, deserialize_with = "whole::read_optional")]
    #[schema(minimum = 1, maximum = 365)]
    pub(super) expires_in_days: Option<u16>,
}

impl From<token::Scope> for Scope {
    fn from(it: token::Scope) -> Self {
        match it {
            token::Scope::Read => Self::Read,
            token::Scope::Write => Self::Write,
            token::Scope::Admin => Self::Admin,
        }
    }
}

impl From<Scope> for token::Scope {
    fn from(it: Scope) -> Self {
        match it {
            Scope::Read => Self::Read,
            Scope::Write => Self::Write,
            Scope::Admin => Self::Admin,
        }
    }
}

/// Without the last use: the request itself is one, and would change the tag of what it reads.
impl From<OwnToken> for Token {
    fn from(it: OwnToken) -> Self {
        Self {
            id: it.id.to_string(),
            name: it.name,
            beginning: it.beginning,
            scope: it.scope.into(),
            created_at: it.created_at,
            expires_at: it.expires_at,
        }
    }
}
