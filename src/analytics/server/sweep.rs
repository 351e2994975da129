//! Removing what is older than calls are kept, a little at a time.

use super::batch::{DAY, day_of};
use super::recorder;
use super::store;
use crate::kernel::Timestamp;
use crate::platform::{AppError, AppState};

/// How many calls a transaction removes.
const CALLS: i64 = 5_000;
/// How many counts of days.
const DAYS: i64 = 200;

/// The first moment of the oldest day that is kept.
pub(super) fn oldest(state: &AppState) -> Timestamp {
    let kept = i64::from(state.config.usage.days).saturating_mul(DAY);
    Timestamp(day_of(state.clock.now().0.saturating_sub(kept)))
}

/// Removes calls and counts of days that are over for longer than they are kept.
///
/// # Errors
/// When the database cannot be written; what was removed until then stays removed.
pub async fn sweep(state: &AppState) -> Result<(), AppError> {
    let before = oldest(state);
    loop {
        let mut transaction = state.db.write_unwatched().await?;
        let gone = store::delete_calls(&mut transaction, before, CALLS).await?;
        transaction.commit().await?;
        if gone == 0 {
            break;
        }
    }
    loop {
        let mut transaction = state.db.write_unwatched().await?;
        let days = store::list_days_before(&mut transaction, before, DAYS).await?;
        for day in &days {
            store::delete_day(&mut transaction, *day).await?;
        }
        if !days.is_empty() {
            recorder(state).note_removal();
        }
        transaction.commit().await?;
        if days.is_empty() {
            return Ok(());
        }
    }
}
