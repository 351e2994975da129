//! Finding APIs, operations and schemas across the catalog.

use std::collections::HashSet;

use super::sight::sight;
use crate::catalog::model::{Found, FoundKind, SearchResults};
use crate::catalog::server::store::search::{Row, Words, find_exactly, find_matching};
use crate::catalog::server::words;
use crate::identity::server::Caller;
use crate::kernel::fold::fold;
use crate::paths;
use crate::platform::{AppError, AppState};

/// How far results are counted.
pub const COUNTED: u64 = 1_000;
/// The most results that are given at once.
pub const MOST: u32 = 100;
/// The longest query that is looked at, in bytes.
const LONGEST: usize = 200;

/// What `query` finds among what the caller may see, best first: what it names exactly, then what it names in part, then
/// what speaks of it.
///
/// # Errors
/// When the database fails.
pub async fn search(state: &AppState, caller: &Caller, query: &str, limit: u32) -> Result<SearchResults, AppError> {
    let query = query.get(..query.floor_char_boundary(LONGEST)).unwrap_or_default().trim();
    let sight = sight(caller);
    let (verb, wanted) = verb_and_path(query);
    let wanted = fold(wanted);
    let limit = limit.min(MOST);

    if wanted.is_empty() {
        return Ok(SearchResults::default());
    }
    let mut db = state.db.reader().acquire().await?;
    let mut rows = find_exactly(&mut *db, &sight, &wanted, verb, limit).await?;
    let mut total = u64::try_from(rows.len()).unwrap_or_default();
    let expression = words::expression(query);
    for whose in [Words::OfNames, Words::All] {
        // Without a word there is only what is named exactly, such as the path `/`.
        let Some(expression) = &expression else { break };
        let mut found = find_matching(&mut *db, &sight, whose, expression, &wanted, limit.max(1), COUNTED + 1).await?;
        rows.append(&mut found.rows);
        total = found.total;
        if total > COUNTED {
            break;
        }
    }

    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(row.id));
    rows.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(SearchResults {
        results: rows.into_iter().filter_map(result).collect(),
        total: total.min(COUNTED),
        more: total > COUNTED,
    })
}

/// `GET /repos` is a verb and a path; anything else is only the latter.
fn verb_and_path(query: &str) -> (&str, &str) {
    match query.split_once(char::is_whitespace) {
        Some((verb, path)) if path.trim_start().starts_with('/') => (verb, path.trim()),
        _ => ("", query),
    }
}

fn result(row: Row) -> Option<Found> {
    let kind = FoundKind::parse(&row.kind)?;
    let href = match kind {
        FoundKind::Api => paths::api(&row.api_slug),
        FoundKind::Operation => paths::operation(&row.api_slug, &row.slug),
        FoundKind::Schema => paths::schema(&row.api_slug, &row.slug),
    };
    // An API is renamed without its entry's title: the catalog's own is the truth.
    let title = if kind == FoundKind::Api { row.api_title.clone() } else { row.title };
    Some(Found { kind, title, method: row.verb, path: row.url_template, api: row.api_title, href })
}
