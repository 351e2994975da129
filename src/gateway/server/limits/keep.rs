//! Keeping what was used of quotas, and going on with it after a start.

use super::Limits;
use crate::gateway::server::store;
use crate::platform::{AppError, AppState};

impl Limits {
    /// Goes on with what was kept.
    pub(in crate::gateway::server) async fn resume(&self, state: &AppState) -> Result<(), AppError> {
        let mut db = state.db.watch().acquire().await?;
        for used in store::used(&mut db, state.clock.now()).await? {
            self.counter(&used.holder, &used.place, true).resume(&used);
        }
        Ok(())
    }

    /// Keeps what was used since the last time.
    pub(in crate::gateway::server) async fn keep(&self, state: &AppState) -> Result<(), AppError> {
        let changed = std::mem::take(&mut *self.changed.lock());
        if changed.is_empty() {
            return Ok(());
        }
        let used: Vec<_> = changed.iter().map(|counter| counter.used()).collect();
        let kept = async {
            let mut db = state.db.write_unwatched().await?;
            store::keep(&mut db, &used).await?;
            db.commit().await?;
            Ok(())
        };
        let kept = kept.await;
        if kept.is_err() {
            changed.iter().for_each(|counter| counter.note_again());
        }
        kept
    }
}
