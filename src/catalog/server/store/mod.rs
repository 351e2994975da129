//! The room's SQL.

pub(super) mod apis;
pub(super) mod operations;

/// `text` with the signs that `LIKE` reads as wildcards escaped by `\`, between two wildcards.
fn contains(text: &str) -> String {
    format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))
}
