//! Writing entries, in the transaction of what they are about, and reading them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};
use sqlx::SqliteConnection;

use super::store::{self, Cursor, Narrowed, NewRow, Row};
use super::{Actor, Entry};
use crate::audit::model::{Action, ActorKind, AuditDetails, AuditEntry, AuditFilter, AuditPage, FieldChange};
use crate::audit::rules;
use crate::kernel::{ApiError, Message, Timestamp};
use crate::platform::{AppError, AppState};

/// How many entries a page of the list has for people.
pub const PAGE: u32 = 50;
/// How many are read at a time for a file.
const BATCH: u32 = 500;

/// The permit to read the log, which the room that knows who calls gives out.
#[derive(Clone, Debug)]
pub struct Reader(());

impl Reader {
    /// The permit of whoever may see everything. Only a check of the caller may ask for it.
    #[must_use]
    pub const fn of_whoever_sees_everything() -> Self {
        Self(())
    }
}

/// Writes `entry` down as what `actor` does now. `db` is the transaction of the change: either both hold or none.
///
/// # Errors
/// When the database fails; the change must not be committed then.
pub async fn record(state: &AppState, db: &mut SqliteConnection, actor: &Actor, entry: Entry) -> Result<(), AppError> {
    let new = NewRow {
        at: state.clock.now(),
        actor_kind: actor.kind.as_str(),
        actor_id: &actor.id,
        actor: &actor.name,
        actor_detail: &actor.detail,
        action: entry.action.as_str(),
        kind: entry.action.kind(),
        thing_id: &entry.thing_id,
        thing: &entry.thing,
        before: &Value::from(entry.before).to_string(),
        after: &Value::from(entry.after).to_string(),
        address: &actor.origin.address.map(|address| address.to_string()).unwrap_or_default(),
        request_id: &actor.origin.request_id,
    };
    store::insert(db, new).await
}

/// Counts what is not to be written down, which takes as long as [`record`].
///
/// # Errors
/// When the database fails.
pub async fn record_nothing(db: &mut SqliteConnection) -> Result<(), AppError> {
    store::update_unrecorded(db).await
}

/// The entries that `filter` leaves, from `older` on, newest first and at most `most`.
///
/// # Errors
/// `Invalid` at `from` and `to` for what is no date, `Malformed` for a place in the list that is none.
pub async fn list(
    state: &AppState,
    _: &Reader,
    filter: &AuditFilter,
    older: &str,
    most: u32,
) -> Result<AuditPage, AppError> {
    let narrowed = narrowed(filter)?;
    let cursor = if older.is_empty() { None } else { Some(Cursor::parse(older).ok_or(ApiError::Malformed)?) };
    let mut rows = store::list(state.db.reader(), &narrowed, cursor, most.saturating_add(1)).await?;
    let has_older = rows.len() > most as usize;
    rows.truncate(most as usize);
    let older = rows.last().filter(|_| has_older).map(|row| row.cursor().to_string());
    let entries = rows.into_iter().map(entry).collect::<Result<_, _>>()?;
    Ok(AuditPage { now: state.clock.now(), entries, older })
}

/// The entry `id` with all that is known of it.
///
/// # Errors
/// `NotFound` when there is none.
pub async fn details(state: &AppState, _: &Reader, id: i64) -> Result<AuditDetails, AppError> {
    let row = store::find(state.db.reader(), id).await?.ok_or(ApiError::NotFound)?;
    let (before, after) = (fields(&row.before), fields(&row.after));
    let names: BTreeSet<&String> = before.keys().chain(after.keys()).collect();
    let change = |name: &String| FieldChange {
        field: name.clone(),
        before: before.get(name).map(written),
        after: after.get(name).map(written),
    };
    Ok(AuditDetails {
        changes: names.into_iter().map(change).collect(),
        address: row.address.clone(),
        request_id: row.request_id.clone(),
        entry: entry(row)?,
    })
}

/// The head of the file that [`lines`] fills.
pub const COLUMNS: &str = "time,by,person,token,action,thing,thing_id,before,after,address,request\r\n";

/// The next lines of the list as a file, behind `after`, and where the ones after them begin; `None` at the end.
///
/// # Errors
/// As [`list`].
pub async fn lines(
    state: &AppState,
    _: &Reader,
    filter: &AuditFilter,
    after: Option<Cursor>,
) -> Result<Option<(String, Cursor)>, AppError> {
    let rows = store::list(state.db.reader(), &narrowed(filter)?, after, BATCH).await?;
    let next = rows.last().map(Row::cursor);
    let text = rows.iter().map(line).collect::<String>();
    Ok(next.map(|next| (text, next)))
}

/// Whether `filter` can be meant.
///
/// # Errors
/// As [`list`].
pub fn check(filter: &AuditFilter) -> Result<(), ApiError> {
    narrowed(filter).map(|_| ())
}

fn narrowed(filter: &AuditFilter) -> Result<Narrowed, ApiError> {
    let text = |text: &str| Some(text.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    let moment = |field: &str, typed: &str, read: fn(&str) -> Option<i64>| match text(typed) {
        None => Ok(None),
        Some(typed) => match read(&typed) {
            Some(moment) => Ok(Some(Timestamp(moment))),
            None => Err(ApiError::field(field, Message::NotUnderstood)),
        },
    };
    Ok(Narrowed {
        actor: text(&filter.person).map(|person| person.to_lowercase()),
        // An action is of one kind.
        kind: text(&filter.kind).filter(|_| Action::parse(filter.action.trim()).is_none()),
        action: text(&filter.action),
        thing: text(&filter.thing),
        from: moment("from", &filter.from, rules::day)?,
        before: moment("to", &filter.to, rules::day_after)?,
    })
}

fn entry(row: Row) -> Result<AuditEntry, AppError> {
    let Some(actor_kind) = ActorKind::parse(&row.actor_kind) else {
        return Err(AppError::Unexpected(format!("entry {} of the audit log is by a {}", row.id, row.actor_kind)));
    };
    Ok(AuditEntry {
        id: row.id,
        at: Timestamp(row.at),
        actor_kind,
        actor: row.actor,
        actor_detail: row.actor_detail,
        action: row.action,
        thing: row.thing,
        thing_id: row.thing_id,
    })
}

fn line(row: &Row) -> String {
    let at = Timestamp(row.at).rfc3339();
    let cells = [
        &at,
        &row.actor_kind,
        &row.actor,
        &row.actor_detail,
        &row.action,
        &row.thing,
        &row.thing_id,
        &row.before,
        &row.after,
        &row.address,
        &row.request_id,
    ];
    let mut line = cells.map(|cell| rules::cell(cell)).join(",");
    line.push_str("\r\n");
    line
}

fn fields(json: &str) -> Map<String, Value> {
    serde_json::from_str(json).unwrap_or_default()
}

/// A value as people read it: texts as they are, all else as JSON.
fn written(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => serde_json::to_string_pretty(value).unwrap_or_default(),
    }
}
