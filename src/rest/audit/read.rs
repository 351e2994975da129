//! `GET /api/v1/audit` and `GET /api/v1/audit/{entry}`

use axum::extract::{Path, State};

use super::model::{Entry, EntryDetails};
use crate::audit::model::AuditFilter;
use crate::audit::rules::day;
use crate::audit::server::service;
use crate::kernel::{ApiError, PageRequest};
use crate::platform::AppState;
use crate::rest::http::list::USUAL;
use crate::rest::http::{Access, Answer, Arguments, List, Problem, ok, single};

/// The longest cursor, in characters.
const CURSOR: usize = 40;
/// The most characters of a word: an action or a kind.
const WORD: usize = 100;
/// The most characters of what an entry is about, or by.
const NAME: usize = 500;

/// Lists what was done, newest first.
#[utoipa::path(
    get, path = "/api/v1/audit", operation_id = "listAudit", tag = "Audit", security(("token" = ["admin"])),
    params(
        ("limit" = Option<u32>, Query, description = "How many items at most; 50 by default", minimum = 1, maximum = 200),
        ("cursor" = Option<String>, Query,
            description = "Where to go on: `next` of the part before. It keeps the limit of that part.",
            max_length = 40, pattern = "^[0-9]{1,15}[.][0-9]{1,15}-([1-9][0-9]?|1[0-9][0-9]|200)$"),
        ("person" = Option<String>, Query, description = "The e-mail address of who did it", max_length = 500),
        ("kind" = Option<String>, Query, description = "The kind of thing that it was done to, such as api", max_length = 100),
        ("action" = Option<String>, Query, description = "What was done, such as api.update", max_length = 100),
        ("thing" = Option<String>, Query, description = "The name or the id of the thing", max_length = 500),
        ("from" = Option<String>, Query, description = "The first day, in UTC", format = Date),
        ("to" = Option<String>, Query, description = "The last day, in UTC", format = Date)),
    responses((status = 200, description = "A part of the list", body = List<Entry>)),
)]
pub(in crate::rest) async fn list(State(state): State<AppState>, access: Access, arguments: Arguments) -> Answer {
    let permit = access.audit_reader()?;
    let (older, size) = position(&arguments)?;
    let text = |name, most| Ok::<_, Problem>(arguments.text(name, most)?.unwrap_or_default().to_owned());
    let filter = AuditFilter {
        person: text("person", NAME)?,
        kind: text("kind", WORD)?,
        action: text("action", WORD)?,
        thing: text("thing", NAME)?,
        from: date(&arguments, "from")?,
        to: date(&arguments, "to")?,
    };
    let page = service::list(&state, &permit, &filter, &older, size).await?;
    let next = page.older.map(|older| format!("{older}-{size}"));
    Ok(ok(&List { items: page.entries.into_iter().map(Entry::from).collect(), next }))
}

/// Reads what was done, with the fields that it changed.
#[utoipa::path(
    get, path = "/api/v1/audit/{entry}", operation_id = "getAuditEntry", tag = "Audit", security(("token" = ["admin"])),
    params(("entry" = i64, Path, description = "Its number", minimum = 1)),
    responses((status = 200, description = "The entry", body = EntryDetails)),
)]
pub(in crate::rest) async fn get(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    let permit = access.audit_reader()?;
    let id = id.parse().map_err(|_| ApiError::NotFound)?;
    Ok(single(&EntryDetails::from(service::details(&state, &permit, id).await?)))
}

/// Where the part begins, empty for the newest entry, and how many it has at most.
fn position(arguments: &Arguments) -> Result<(String, u32), Problem> {
    let limit = arguments.number("limit", PageRequest::LARGEST)?;
    let Some(cursor) = arguments.text("cursor", CURSOR)? else {
        return Ok((String::new(), limit.unwrap_or(USUAL)));
    };
    parse(cursor).ok_or_else(|| Problem::parameter("cursor", "the value of next was expected"))
}

fn parse(cursor: &str) -> Option<(String, u32)> {
    let is_digit = |digit: u8| digit.is_ascii_digit();
    let (older, size) = cursor.split_once('-')?;
    let (at, id) = older.split_once('.')?;
    let are_numbers = [at, id].iter().all(|number| (1..=15).contains(&number.len()) && number.bytes().all(is_digit));
    let number = size.parse().ok().filter(|size| (1..=PageRequest::LARGEST).contains(size))?;
    // Only as we would have written it.
    (are_numbers && size == number.to_string()).then(|| (older.to_owned(), number))
}

/// The day `name`; empty when it is not there.
fn date(arguments: &Arguments, name: &str) -> Result<String, Problem> {
    let Some(text) = arguments.text(name, WORD)? else { return Ok(String::new()) };
    if day(text).is_some() {
        return Ok(text.to_owned());
    }
    Err(Problem::parameter(name, "a date was expected, such as 2026-11-22"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_cursors_are_understood() {
        assert_eq!(parse("1795000000000.12-50"), Some(("1795000000000.12".to_owned(), 50)));
        for wrong in ["", "1", "1.2", "1.2-", "1.2-0", "1.2-201", "1.2-050", "-1.2-5", "+1.2-5", "1.x-5", "1.2.3-5"] {
            assert_eq!(parse(wrong), None, "{wrong}");
        }
    }
}
