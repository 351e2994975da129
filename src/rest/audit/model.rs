//! Entries of the audit log as programs see them.

use serde::Serialize;
use utoipa::ToSchema;

use crate::audit::model::{ActorKind, AuditDetails, AuditEntry, FieldChange};
use crate::kernel::Timestamp;
use crate::rest::http::moment;

/// Something that was done.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct Entry {
    /// Its number.
    id: i64,
    /// When.
    #[serde(serialize_with = "moment::write")]
    #[schema(value_type = String, format = DateTime)]
    at: Timestamp,
    /// By what means: a person who was signed in, a program with a person's token, a command on the data directory, the
    /// portal by itself, somebody who was not signed in.
    #[schema(value_type = String, pattern = "^(user|token|command|system|visitor)$")]
    by: ActorKind,
    /// The e-mail address of who did it; empty where there is none.
    person: String,
    /// The name of their token; empty for all else.
    token: String,
    /// What, such as `api.update`.
    #[schema(example = "api.update")]
    action: String,
    /// What it was done to, by its name then.
    thing: String,
    /// The id of that.
    thing_id: String,
}

/// The same with all that is known of it.
#[derive(Serialize, ToSchema)]
pub(in crate::rest) struct EntryDetails {
    #[serde(flatten)]
    entry: Entry,
    /// The fields that changed. Of secrets nothing is kept.
    changes: Vec<ChangedField>,
    /// The client's address; empty when there was none.
    address: String,
    /// The id of the client's request; empty when there was none.
    request_id: String,
}

/// A field that changed. Texts are as they are, all else is JSON.
#[derive(Serialize, ToSchema)]
struct ChangedField {
    field: String,
    /// Null when it was not there.
    before: Option<String>,
    /// Null when it is there no more.
    after: Option<String>,
}

impl From<AuditEntry> for Entry {
    fn from(it: AuditEntry) -> Self {
        Self {
            id: it.id,
            at: it.at,
            by: it.actor_kind,
            person: it.actor,
            token: it.actor_detail,
            action: it.action,
            thing: it.thing,
            thing_id: it.thing_id,
        }
    }
}

impl From<AuditDetails> for EntryDetails {
    fn from(it: AuditDetails) -> Self {
        let change = |FieldChange { field, before, after }| ChangedField { field, before, after };
        Self {
            entry: it.entry.into(),
            changes: it.changes.into_iter().map(change).collect(),
            address: it.address,
            request_id: it.request_id,
        }
    }
}
