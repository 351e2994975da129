//! Reading usage.

use std::collections::{HashMap, HashSet};

use super::limits::limits;
use super::store::{self, DayRow};
use super::sweep::oldest;
use crate::analytics::model::{LimitUse, Usage, UsageRow};
use crate::analytics::rules::percentile;
use crate::catalog::server::service::api_slugs;
use crate::identity::server::Caller;
use crate::kernel::Timestamp;
use crate::kernel::ids::{ApiId, SubscriptionId};
use crate::platform::{AppError, AppState};
use crate::products::server::service::subscription;

/// The most rows that are shown.
const MOST: usize = 1_000;

/// What the keys of a subscription were used for: its owner is told, and whoever sees everything.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when there is none, or it is somebody else's.
pub async fn usage_of(state: &AppState, caller: &Caller, id: &SubscriptionId) -> Result<Usage, AppError> {
    let found = subscription(state, caller, id).await?.subscription;
    let since = oldest(state);
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    let mut rows = store::list_days(state.db.reader(), id, since, most + 1).await?;
    let is_cut = rows.len() > MOST;
    rows.truncate(MOST);
    let times = times(state, id, rows.last().map_or(since, |row| Timestamp(row.day))).await?;
    let apis: HashSet<ApiId> = rows.iter().map(|row| ApiId::from(row.api_id.clone())).collect();
    let names = api_slugs(state, apis).await?.into_iter().map(|(id, slug, name)| (id, (slug, name))).collect();
    Ok(Usage {
        subscription: found.name,
        limits: limits(state, id),
        rows: rows.into_iter().map(|row| shown(row, &names, &times)).collect(),
        is_cut,
        days: state.config.usage.days,
    })
}

/// How far the limits of a subscription are used up; nothing while no gateway runs.
///
/// # Errors
/// As [`usage_of`].
pub async fn limits_of(state: &AppState, caller: &Caller, id: &SubscriptionId) -> Result<Vec<LimitUse>, AppError> {
    subscription(state, caller, id).await?;
    Ok(limits(state, id))
}

/// How long calls took, by series and day.
type Spans = HashMap<(i64, i64), Vec<(u32, u64)>>;

async fn times(state: &AppState, id: &SubscriptionId, since: Timestamp) -> Result<Spans, AppError> {
    let mut times = Spans::new();
    for row in store::list_times(state.db.reader(), id, since).await? {
        let span = (u32::try_from(row.span).unwrap_or(0), count(row.calls));
        times.entry((row.series_id, row.day)).or_default().push(span);
    }
    Ok(times)
}

fn shown(row: DayRow, names: &HashMap<ApiId, (String, String)>, times: &Spans) -> UsageRow {
    let spans = times.get(&(row.series_id, row.day)).map(Vec::as_slice).unwrap_or_default();
    let (slug, name) = names.get(&ApiId::from(row.api_id.clone())).cloned().unzip();
    UsageRow {
        day: Timestamp(row.day),
        api: name.unwrap_or(row.api_id),
        api_slug: slug,
        operation: row.operation,
        calls: count(row.counts.calls),
        refused: count(row.counts.refused),
        failed: count(row.counts.failed),
        bytes_in: count(row.counts.bytes_in),
        bytes_out: count(row.counts.bytes_out),
        p50_us: percentile(spans, 50).unwrap_or_default(),
        p95_us: percentile(spans, 95).unwrap_or_default(),
    }
}

fn count(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
