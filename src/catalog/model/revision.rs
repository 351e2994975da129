//! Revisions of an API.

use serde::{Deserialize, Serialize};

use crate::kernel::Timestamp;
use crate::kernel::ids::RevisionId;

/// Something that a revision of an API changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What it did to it.
    pub kind: ChangeKind,
    /// The operation's verb and path, or the schema's name.
    pub subject: String,
    /// The rule by which clients that worked before may fail now; empty when they go on working.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub breaking: String,
    /// What exactly, such as a parameter's name; empty when the subject says it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// What a change did.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// It is new.
    Added,
    /// It is gone.
    Removed,
    /// It is different.
    Changed,
}

/// What the revisions of an API changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChangeLog {
    /// What readers call the API.
    pub title: String,
    /// Its part of portal addresses.
    pub slug: String,
    /// Its revisions, newest first.
    pub revisions: Vec<ApiRevision>,
    /// Whether the caller may change the API.
    pub may_change: bool,
}

/// A revision of an API as a list shows it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ApiRevision {
    /// Its id.
    pub id: RevisionId,
    /// Counts the API's revisions, from 1.
    pub number: i64,
    /// When it was shown first.
    pub published_at: Timestamp,
    /// Whether it is the one that is shown.
    pub is_current: bool,
    /// What it changed.
    pub changes: Vec<Change>,
}
