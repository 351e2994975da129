//! The table `console_history`. Every statement names the person.

use sqlx::{FromRow, SqliteExecutor};

use crate::catalog::model::{Api, Operation};
use crate::console::history::{Ended, HistoryEntry};
use crate::kernel::ids::{ApiId, HistoryId, UserId};
use crate::kernel::{PageRequest, Timestamp};
use crate::platform::AppError;

/// How many words of a query are looked for one by one; what follows is the end of the last.
const WORDS: usize = 4;

/// A call to be written.
pub(super) struct NewRow<'a> {
    pub(super) id: &'a HistoryId,
    pub(super) user: &'a UserId,
    pub(super) api: &'a Api,
    pub(super) operation: &'a Operation,
    pub(super) called_at: Timestamp,
    pub(super) ended: &'a Ended,
    /// Microseconds.
    pub(super) total: u64,
    /// Bytes.
    pub(super) sent: u64,
    /// Bytes.
    pub(super) received: u64,
    /// Folded.
    pub(super) search_text: &'a str,
    /// Sealed.
    pub(super) request: &'a [u8],
}

#[derive(FromRow)]
struct Row {
    id: String,
    called_at: i64,
    verb: String,
    display_name: String,
    api_title: String,
    api_slug: String,
    operation: String,
    is_there: bool,
    status: Option<u16>,
    failure: String,
    total: i64,
    sent: i64,
    received: i64,
}

impl From<Row> for HistoryEntry {
    fn from(row: Row) -> Self {
        let ended = match (row.status, serde_json::from_str(&row.failure)) {
            (Some(status), _) => Ended::Answered { status },
            (None, Ok(failure)) => Ended::Failed { failure },
            (None, Err(_)) => Ended::Cancelled,
        };
        Self {
            id: row.id.into(),
            called_at: Timestamp(row.called_at),
            verb: row.verb,
            display_name: row.display_name,
            api_title: row.api_title,
            api: row.api_slug,
            operation: row.operation,
            is_there: row.is_there,
            ended,
            total: u64::try_from(row.total).unwrap_or_default(),
            sent: u64::try_from(row.sent).unwrap_or_default(),
            received: u64::try_from(row.received).unwrap_or_default(),
        }
    }
}

/// Rows as lists show them, with what `rest` says of which.
macro_rules! listed {
    ($rest:literal) => {
        concat!(
            "SELECT history.id, called_at, verb, history.display_name, api_title, apis.slug AS api_slug, operation, status,
                 failure, total, sent, received,
                 EXISTS (
                     SELECT 1 FROM operations
                     WHERE operations.api_revision = apis.current_revision AND operations.slug = history.operation
                 ) AS is_there
             FROM console_history AS history JOIN apis ON apis.id = history.api_id
             WHERE history.user_id = $1 ",
            $rest,
            " ORDER BY called_at DESC, history.id DESC"
        )
    };
}

/// Adds a call.
pub(super) async fn insert(db: impl SqliteExecutor<'_>, row: NewRow<'_>) -> Result<(), AppError> {
    let (status, failure) = match row.ended {
        Ended::Answered { status } => (Some(*status), String::new()),
        Ended::Failed { failure } => (None, serde_json::to_string(failure).unwrap_or_default()),
        Ended::Cancelled => (None, String::new()),
    };
    let number = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    sqlx::query(
        "INSERT INTO console_history (id, user_id, api_id, operation, operation_id, api_title, display_name, verb, called_at,
             status, failure, total, sent, received, search_text, request)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
    )
    .bind(row.id.as_str())
    .bind(row.user.as_str())
    .bind(row.api.id.as_str())
    .bind(&row.operation.input.slug)
    .bind(row.operation.id.as_str())
    .bind(row.api.title())
    .bind(&row.operation.input.display_name)
    .bind(&row.operation.input.verb)
    .bind(row.called_at.0)
    .bind(status)
    .bind(failure)
    .bind(number(row.total))
    .bind(number(row.sent))
    .bind(number(row.received))
    .bind(row.search_text)
    .bind(row.request)
    .execute(db)
    .await?;
    Ok(())
}

/// Deletes all calls of `user` but the `most` latest.
pub(super) async fn delete_older(db: impl SqliteExecutor<'_>, user: &UserId, most: u32) -> Result<(), AppError> {
    sqlx::query(
        "DELETE FROM console_history WHERE user_id = $1 AND id NOT IN (
             SELECT id FROM console_history WHERE user_id = $1 ORDER BY called_at DESC, id DESC LIMIT $2
         )",
    )
    .bind(user.as_str())
    .bind(i64::from(most))
    .execute(db)
    .await?;
    Ok(())
}

/// The latest calls that `user` made of an operation.
pub(super) async fn list_of_operation(
    db: impl SqliteExecutor<'_>,
    user: &UserId,
    api: &ApiId,
    operation: &str,
    most: u32,
) -> Result<Vec<HistoryEntry>, AppError> {
    let sql = concat!(listed!("AND history.api_id = $2 AND operation = $3"), " LIMIT $4");
    let rows: Vec<Row> = sqlx::query_as(sql)
        .bind(user.as_str())
        .bind(api.as_str())
        .bind(operation)
        .bind(i64::from(most))
        .fetch_all(db)
        .await?;
    Ok(rows.into_iter().map(HistoryEntry::from).collect())
}

/// The APIs that `user` has called.
pub(super) async fn list_apis(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<Vec<ApiId>, AppError> {
    let ids: Vec<String> = sqlx::query_scalar("SELECT DISTINCT api_id FROM console_history WHERE user_id = $1")
        .bind(user.as_str())
        .fetch_all(db)
        .await?;
    Ok(ids.into_iter().map(ApiId::from).collect())
}

/// A page of the calls of `user` to `apis` in which each word of `query`, which is folded, occurs.
pub(super) async fn list(
    db: impl SqliteExecutor<'_>,
    user: &UserId,
    apis: &[ApiId],
    query: &str,
    page: PageRequest,
) -> Result<Vec<HistoryEntry>, AppError> {
    let sql = concat!(
        listed!(
            "AND instr(history.search_text, $2) AND instr(history.search_text, $3)
             AND instr(history.search_text, $4) AND instr(history.search_text, $5)
             AND history.api_id IN (SELECT value FROM json_each($6))"
        ),
        " LIMIT $7 OFFSET $8"
    );
    let rows = words(query).into_iter().fold(sqlx::query_as(sql).bind(user.as_str()), |rows, word| rows.bind(word));
    let rows: Vec<Row> = rows.bind(among(apis)?).bind(i64::from(page.size)).bind(page.offset()).fetch_all(db).await?;
    Ok(rows.into_iter().map(HistoryEntry::from).collect())
}

/// How many calls the whole list has.
pub(super) async fn count(
    db: impl SqliteExecutor<'_>,
    user: &UserId,
    apis: &[ApiId],
    query: &str,
) -> Result<u64, AppError> {
    let sql = "SELECT count(*) FROM console_history WHERE user_id = $1 AND instr(search_text, $2)
                   AND instr(search_text, $3) AND instr(search_text, $4) AND instr(search_text, $5)
                   AND api_id IN (SELECT value FROM json_each($6))";
    let count =
        words(query).into_iter().fold(sqlx::query_scalar(sql).bind(user.as_str()), |rows, word| rows.bind(word));
    let count: i64 = count.bind(among(apis)?).fetch_one(db).await?;
    Ok(u64::try_from(count).unwrap_or_default())
}

/// APIs as an argument of a query: a JSON list.
fn among(apis: &[ApiId]) -> Result<String, AppError> {
    serde_json::to_string(apis).map_err(|error| AppError::Unexpected(error.to_string()))
}

fn words(query: &str) -> [String; WORDS] {
    let mut rest = query.trim();
    std::array::from_fn(|at| {
        let (word, after) = rest.split_once(' ').filter(|_| at + 1 < WORDS).unwrap_or((rest, ""));
        rest = after.trim_start();
        word.to_owned()
    })
}

/// The sealed request of a call that `user` made of an operation.
pub(super) async fn find_request(
    db: impl SqliteExecutor<'_>,
    user: &UserId,
    api: &ApiId,
    operation: &str,
    id: &HistoryId,
) -> Result<Option<Vec<u8>>, AppError> {
    Ok(sqlx::query_scalar(
        "SELECT request FROM console_history WHERE user_id = $1 AND api_id = $2 AND operation = $3 AND id = $4",
    )
    .bind(user.as_str())
    .bind(api.as_str())
    .bind(operation)
    .bind(id.as_str())
    .fetch_optional(db)
    .await?)
}

/// Deletes a call of `user`; whether there was one.
pub(super) async fn delete(db: impl SqliteExecutor<'_>, user: &UserId, id: &HistoryId) -> Result<bool, AppError> {
    let deleted = sqlx::query("DELETE FROM console_history WHERE user_id = $1 AND id = $2")
        .bind(user.as_str())
        .bind(id.as_str())
        .execute(db)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

/// Deletes all calls of `user`.
pub(super) async fn delete_all(db: impl SqliteExecutor<'_>, user: &UserId) -> Result<(), AppError> {
    sqlx::query("DELETE FROM console_history WHERE user_id = $1").bind(user.as_str()).execute(db).await?;
    Ok(())
}
