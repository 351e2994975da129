//! The tables `calls`, `call_series`, `call_days` and `call_times`.

use sqlx::{FromRow, QueryBuilder, Sqlite, SqliteConnection, SqlitePool};

use crate::kernel::Timestamp;
use crate::kernel::ids::SubscriptionId;
use crate::platform::AppError;

/// How many rows a statement adds.
const ROWS: usize = 200;

/// What calls have in common: subscription, product, API and operation, each empty where there is none.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Series<S = String> {
    pub(super) subscription: S,
    pub(super) product: S,
    pub(super) api: S,
    pub(super) operation: S,
}

impl Series<&str> {
    /// The same with texts of its own.
    pub(super) fn to_owned(&self) -> Series {
        let Self { subscription, product, api, operation } = *self;
        let [subscription, product, api, operation] = [subscription, product, api, operation].map(str::to_owned);
        Series { subscription, product, api, operation }
    }
}

/// A call that is to be added.
#[derive(Clone, Debug)]
pub(super) struct NewCall {
    pub(super) at: i64,
    pub(super) series: i64,
    pub(super) method: String,
    pub(super) status: i64,
    pub(super) bytes_in: i64,
    pub(super) bytes_out: i64,
    pub(super) total_us: i64,
    pub(super) backend_us: Option<i64>,
    pub(super) cached: bool,
    pub(super) client: Option<String>,
}

/// The counts of a day, or what is to be added to them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromRow)]
pub(super) struct Counts {
    pub(super) calls: i64,
    pub(super) refused: i64,
    pub(super) failed: i64,
    pub(super) bytes_in: i64,
    pub(super) bytes_out: i64,
}

/// A day of a subscription's series.
#[derive(Clone, Debug, FromRow)]
pub(super) struct DayRow {
    pub(super) series_id: i64,
    pub(super) day: i64,
    pub(super) api_id: String,
    pub(super) operation: String,
    #[sqlx(flatten)]
    pub(super) counts: Counts,
}

/// How many calls of a day took so long.
#[derive(Clone, Debug, FromRow)]
pub(super) struct TimesRow {
    pub(super) series_id: i64,
    pub(super) day: i64,
    pub(super) span: i64,
    pub(super) calls: i64,
}

/// The number of a series, which it gets when it is first asked for.
pub(super) async fn find_or_insert_series(db: &mut SqliteConnection, series: &Series) -> Result<i64, AppError> {
    sqlx::query(
        "INSERT INTO call_series (subscription_id, product_id, api_id, operation) VALUES ($1, $2, $3, $4) \
         ON CONFLICT DO NOTHING",
    )
    .bind(&series.subscription)
    .bind(&series.product)
    .bind(&series.api)
    .bind(&series.operation)
    .execute(&mut *db)
    .await?;
    Ok(sqlx::query_scalar(
        "SELECT id FROM call_series WHERE subscription_id = $1 AND product_id = $2 AND api_id = $3 AND operation = $4",
    )
    .bind(&series.subscription)
    .bind(&series.product)
    .bind(&series.api)
    .bind(&series.operation)
    .fetch_one(db)
    .await?)
}

/// Adds calls.
pub(super) async fn insert_calls(db: &mut SqliteConnection, calls: Vec<NewCall>) -> Result<(), AppError> {
    let start =
        "INSERT INTO calls (at, series_id, method, status, bytes_in, bytes_out, total_us, backend_us, cached, client) ";
    let mut calls = calls.into_iter().peekable();
    while calls.peek().is_some() {
        let mut query = QueryBuilder::<Sqlite>::new(start);
        query.push_values(calls.by_ref().take(ROWS), |mut row, call| {
            row.push_bind(call.at)
                .push_bind(call.series)
                .push_bind(call.method)
                .push_bind(call.status)
                .push_bind(call.bytes_in)
                .push_bind(call.bytes_out)
                .push_bind(call.total_us)
                .push_bind(call.backend_us)
                .push_bind(call.cached)
                .push_bind(call.client);
        });
        query.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Adds to the counts of days, each named by its series and its first millisecond.
pub(super) async fn add_days(db: &mut SqliteConnection, days: &[((i64, i64), Counts)]) -> Result<(), AppError> {
    for days in days.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new(
            "INSERT INTO call_days (series_id, day, calls, refused, failed, bytes_in, bytes_out) ",
        );
        query.push_values(days, |mut row, ((series, day), counts)| {
            row.push_bind(*series)
                .push_bind(*day)
                .push_bind(counts.calls)
                .push_bind(counts.refused)
                .push_bind(counts.failed)
                .push_bind(counts.bytes_in)
                .push_bind(counts.bytes_out);
        });
        query.push(
            " ON CONFLICT (series_id, day) DO UPDATE SET calls = calls + excluded.calls, \
             refused = refused + excluded.refused, failed = failed + excluded.failed, \
             bytes_in = bytes_in + excluded.bytes_in, bytes_out = bytes_out + excluded.bytes_out",
        );
        query.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// Adds to the counts of spans, each named by its series, its day and its number.
pub(super) async fn add_times(db: &mut SqliteConnection, times: &[((i64, i64, u32), i64)]) -> Result<(), AppError> {
    for times in times.chunks(ROWS) {
        let mut query = QueryBuilder::<Sqlite>::new("INSERT INTO call_times (series_id, day, span, calls) ");
        query.push_values(times, |mut row, ((series, day, span), calls)| {
            row.push_bind(*series).push_bind(*day).push_bind(*span).push_bind(*calls);
        });
        query.push(" ON CONFLICT (series_id, day, span) DO UPDATE SET calls = calls + excluded.calls");
        query.build().execute(&mut *db).await?;
    }
    Ok(())
}

/// The days of a subscription since `since`, at most `most` rows, the newest first.
pub(super) async fn list_days(
    db: &SqlitePool,
    subscription: &SubscriptionId,
    since: Timestamp,
    most: i64,
) -> Result<Vec<DayRow>, AppError> {
    Ok(sqlx::query_as(
        "SELECT d.series_id, d.day, s.api_id, s.operation, d.calls, d.refused, d.failed, d.bytes_in, d.bytes_out \
         FROM call_series s JOIN call_days d ON d.series_id = s.id \
         WHERE s.subscription_id = $1 AND d.day >= $2 \
         ORDER BY d.day DESC, d.calls DESC, s.api_id, s.operation, s.id LIMIT $3",
    )
    .bind(subscription.as_str())
    .bind(since.0)
    .bind(most)
    .fetch_all(db)
    .await?)
}

/// How long the calls of a subscription took since `since`.
pub(super) async fn list_times(
    db: &SqlitePool,
    subscription: &SubscriptionId,
    since: Timestamp,
) -> Result<Vec<TimesRow>, AppError> {
    Ok(sqlx::query_as(
        "SELECT t.series_id, t.day, t.span, t.calls FROM call_series s JOIN call_times t ON t.series_id = s.id \
         WHERE s.subscription_id = $1 AND t.day >= $2",
    )
    .bind(subscription.as_str())
    .bind(since.0)
    .fetch_all(db)
    .await?)
}

/// Deletes at most `most` calls from before `before`, the oldest first; how many.
pub(super) async fn delete_calls(db: &mut SqliteConnection, before: Timestamp, most: i64) -> Result<u64, AppError> {
    // The oldest stand first, but for those that took long to answer: they go with their neighbours.
    let gone = sqlx::query(
        "DELETE FROM calls WHERE id IN (SELECT id FROM (SELECT id, at FROM calls ORDER BY id LIMIT $2) oldest WHERE at < $1)",
    )
    .bind(before.0)
    .bind(most)
    .execute(db)
    .await?;
    Ok(gone.rows_affected())
}

/// At most `most` days before `before`: each with its series.
pub(super) async fn list_days_before(
    db: &mut SqliteConnection,
    before: Timestamp,
    most: i64,
) -> Result<Vec<(i64, i64)>, AppError> {
    Ok(sqlx::query_as("SELECT series_id, day FROM call_days WHERE day < $1 ORDER BY day, series_id LIMIT $2")
        .bind(before.0)
        .bind(most)
        .fetch_all(db)
        .await?)
}

/// Deletes the counts of a day, and its series with the last of them.
pub(super) async fn delete_day(db: &mut SqliteConnection, (series, day): (i64, i64)) -> Result<(), AppError> {
    for statement in [
        "DELETE FROM call_times WHERE series_id = $1 AND day = $2",
        "DELETE FROM call_days WHERE series_id = $1 AND day = $2",
    ] {
        sqlx::query(statement).bind(series).bind(day).execute(&mut *db).await?;
    }
    let last = "DELETE FROM call_series WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM call_days WHERE series_id = $1)";
    sqlx::query(last).bind(series).execute(db).await?;
    Ok(())
}
