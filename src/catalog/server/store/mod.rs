//! The room's SQL.

pub(super) mod apis;
pub(super) mod operations;
pub(super) mod revisions;
pub(super) mod search;

/// `text` with the signs that `LIKE` reads as wildcards escaped by `\`, between two wildcards.
fn contains(text: &str) -> String {
    format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}
