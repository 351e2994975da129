//! Finding APIs, operations and schemas across the catalog.

use std::collections::HashSet;

use super::read::sees_drafts;
use crate::catalog::model::{Found, FoundKind, SearchResults};
use crate::catalog::server::store::search::{Row, Scope, Wanted, find};
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
/// what speaks of it. `api` is the slug of the only API to look in; empty for all.
///
/// # Errors
/// When the database fails.
pub async fn search(
    state: &AppState,
    caller: &Caller,
    query: &str,
    api: &str,
    limit: u32,
) -> Result<SearchResults, AppError> {
    let query = query.get(..query.floor_char_boundary(LONGEST)).unwrap_or_default().trim();
    let Some(expression) = words::expression(query) else { return Ok(SearchResults::default()) };
    let scope = Scope { drafts: sees_drafts(caller), api: api.to_owned() };
    let (verb, wanted) = verb_and_path(query);
    let wanted = fold(wanted);
    let most = i64::try_from(COUNTED).unwrap_or(i64::MAX).saturating_add(1);

    let mut db = state.db.reader().acquire().await?;
    let mut rows = find(&mut *db, &scope, Wanted::Exactly(&wanted), i64::from(MOST)).await?;
    rows.sort_by_key(|row| !verb.is_empty() && !row.verb.eq_ignore_ascii_case(verb));
    let mut named = find(&mut *db, &scope, Wanted::Matching(&format!("title : ({expression})")), most).await?;
    named.sort_by_cached_key(|row| rank(row, &wanted));
    let is_full = named.len() >= usize::try_from(most).unwrap_or(usize::MAX);
    rows.append(&mut named);
    if !is_full {
        rows.extend(find(&mut *db, &scope, Wanted::Matching(&expression), most).await?);
    }

    let mut seen = HashSet::new();
    rows.retain(|row| seen.insert(row.id));
    let total = u64::try_from(rows.len()).unwrap_or(u64::MAX);
    rows.truncate(usize::try_from(limit.clamp(1, MOST)).unwrap_or_default());
    Ok(SearchResults {
        results: rows.into_iter().filter_map(found).collect(),
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

/// What begins as the query does comes first, in its exact name or path; then APIs before what they consist of, and the
/// short before the long, which is the plainer thing of its name.
fn rank(row: &Row, wanted: &str) -> (bool, u8, usize) {
    let kind = match FoundKind::parse(&row.kind) {
        Some(FoundKind::Api) => 0,
        Some(FoundKind::Operation) => 1,
        _ => 2,
    };
    let begins = row.path.starts_with(wanted) || row.label.starts_with(wanted);
    (!begins, kind, row.title.len() + row.url_template.len())
}

fn found(row: Row) -> Option<Found> {
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
