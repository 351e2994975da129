//! The table `audit_log`.

use std::fmt;

use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection, SqlitePool};

use crate::kernel::Timestamp;
use crate::platform::AppError;

/// An entry that is to be added.
pub(super) struct NewRow<'a> {
    pub(super) at: Timestamp,
    pub(super) actor_kind: &'a str,
    pub(super) actor_id: &'a str,
    pub(super) actor: &'a str,
    pub(super) actor_detail: &'a str,
    pub(super) action: &'a str,
    pub(super) kind: &'a str,
    pub(super) thing_id: &'a str,
    pub(super) thing: &'a str,
    pub(super) before: &'a str,
    pub(super) after: &'a str,
    pub(super) address: &'a str,
    pub(super) request_id: &'a str,
}

/// An entry.
#[derive(FromRow)]
pub(super) struct Row {
    pub(super) id: i64,
    pub(super) at: i64,
    pub(super) actor_kind: String,
    pub(super) actor: String,
    pub(super) actor_detail: String,
    pub(super) action: String,
    pub(super) thing_id: String,
    pub(super) thing: String,
    pub(super) before: String,
    pub(super) after: String,
    pub(super) address: String,
    pub(super) request_id: String,
}

impl Row {
    pub(super) const fn cursor(&self) -> Cursor {
        Cursor { at: self.at, id: self.id }
    }
}

/// A place in the list: behind an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    at: i64,
    id: i64,
}

impl Cursor {
    pub(super) fn parse(text: &str) -> Option<Self> {
        let (at, id) = text.split_once('.')?;
        Some(Self { at: at.parse().ok()?, id: id.parse().ok()? })
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.at, self.id)
    }
}

/// What the list is narrowed to.
pub(super) struct Narrowed {
    pub(super) actor: Option<String>,
    pub(super) kind: Option<String>,
    pub(super) action: Option<String>,
    /// A name or an id.
    pub(super) thing: Option<String>,
    pub(super) from: Option<Timestamp>,
    pub(super) before: Option<Timestamp>,
}

/// Adds an entry.
pub(super) async fn insert(db: &mut SqliteConnection, new: NewRow<'_>) -> Result<(), AppError> {
    sqlx::query(
        "INSERT INTO audit_log (at, actor_kind, actor_id, actor, actor_detail, action, kind, thing_id, thing, before, after, \
         address, request_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
    )
    .bind(new.at.0)
    .bind(new.actor_kind)
    .bind(new.actor_id)
    .bind(new.actor)
    .bind(new.actor_detail)
    .bind(new.action)
    .bind(new.kind)
    .bind(new.thing_id)
    .bind(new.thing)
    .bind(new.before)
    .bind(new.after)
    .bind(new.address)
    .bind(new.request_id)
    .execute(db)
    .await?;
    Ok(())
}

/// Counts what is not written down.
pub(super) async fn update_unrecorded(db: &mut SqliteConnection) -> Result<(), AppError> {
    sqlx::query("UPDATE audit_unrecorded SET attempts = attempts + 1 WHERE id = 1").execute(db).await?;
    Ok(())
}

/// At most `most` entries behind `cursor`, newest first.
///
/// Only what is asked for stands in the statement: with a condition that may not hold for anything, no index would be used.
pub(super) async fn list(
    db: &SqlitePool,
    narrowed: &Narrowed,
    cursor: Option<Cursor>,
    most: u32,
) -> Result<Vec<Row>, AppError> {
    let mut query = QueryBuilder::<Sqlite>::new(
        "SELECT id, at, actor_kind, actor, actor_detail, action, thing_id, thing, before, after, address, request_id \
         FROM audit_log WHERE ",
    );
    if let Some(Cursor { at, id }) = cursor {
        query.push("(at, id) < (").push_bind(at).push(", ").push_bind(id).push(")");
    } else {
        query.push("TRUE");
    }
    for (column, wanted) in
        [(" AND actor = ", &narrowed.actor), (" AND kind = ", &narrowed.kind), (" AND action = ", &narrowed.action)]
    {
        if let Some(wanted) = wanted {
            query.push(column).push_bind(wanted);
        }
    }
    if let Some(thing) = &narrowed.thing {
        query.push(" AND (thing = ").push_bind(thing).push(" OR thing_id = ").push_bind(thing).push(")");
    }
    if let Some(from) = narrowed.from {
        query.push(" AND at >= ").push_bind(from.0);
    }
    if let Some(before) = narrowed.before {
        query.push(" AND at < ").push_bind(before.0);
    }
    query.push(" ORDER BY at DESC, id DESC LIMIT ").push_bind(i64::from(most));
    Ok(query.build_query_as().fetch_all(db).await?)
}

/// The entry with this number.
pub(super) async fn find(db: &SqlitePool, id: i64) -> Result<Option<Row>, AppError> {
    Ok(sqlx::query_as(
        "SELECT id, at, actor_kind, actor, actor_detail, action, thing_id, thing, before, after, address, request_id \
         FROM audit_log WHERE id = $1",
    )
    .bind(id)
    .fetch_optional(db)
    .await?)
}
