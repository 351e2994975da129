//! The room's SQL.

/// Whether the API in the table `$apis` is seen: the first three arguments of the query are those of a [`Sight`], in the order
/// of its fields. What the groups see is looked up once a query.
macro_rules! seen {
    ($apis:literal) => {
        concat!(
            "($1 OR (",
            $apis,
            ".published AND (",
            $apis,
            ".for_guests OR (",
            $apis,
            ".for_developers AND $2) OR ",
            $apis,
            ".id IN (SELECT api_id FROM api_groups WHERE group_id IN (SELECT value FROM json_each($3))))))"
        )
    };
}

pub(super) mod apis;
pub(super) mod gateway;
pub(super) mod operations;
pub(super) mod products;
pub(super) mod revisions;
pub(super) mod search;
pub(super) mod titles;
pub(super) mod versions;

use crate::kernel::ids::GroupId;
use crate::platform::AppError;

/// What of the catalog somebody sees.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sight {
    /// Whether it is everything, drafts too.
    pub everything: bool,
    /// Whether they have signed in.
    pub signed_in: bool,
    /// The groups that they are in.
    pub groups: Vec<GroupId>,
}

/// Groups as an argument of a query: a JSON list.
fn groups(groups: &[GroupId]) -> Result<String, AppError> {
    serde_json::to_string(groups).map_err(|error| AppError::Unexpected(error.to_string()))
}

/// `text` with the signs that `LIKE` reads as wildcards escaped by `\`, between two wildcards.
fn contains(text: &str) -> String {
    format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}
