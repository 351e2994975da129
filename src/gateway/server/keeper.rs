//! Keeping the snapshot what is committed, and what was used in the database.

use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use tokio::time::{Instant, MissedTickBehavior, timeout};
use tokio_util::sync::CancellationToken;

use super::Gateway;
use super::snapshot::{Means, Snapshot};
use super::store;
use crate::platform::AppError;

/// How long calls wait for what has changed to be read. A database that takes longer is a broken one.
const PATIENCE: Duration = Duration::from_secs(2);
/// How long nobody tries again after a failure.
const PAUSE: Duration = Duration::from_millis(100);
/// How often what was used is kept: with the writing itself, a process that is killed forgets less than a second. Also how often
/// it is looked whether another process has changed something.
const TICK: Duration = Duration::from_millis(500);
/// After how many of these connections that lie idle are closed.
const SWEEP: u32 = 20;
/// After how many counters whose time is over are forgotten, and after how many the database's are.
const FORGET: u32 = SWEEP * 6;
const FORGET_KEPT: u32 = FORGET * 60;

impl Gateway {
    /// What is committed; where that cannot be read, what was before.
    pub(super) async fn snapshot(&self) -> Arc<Snapshot> {
        if self.seen.load(Ordering::Acquire) != self.state.db.commits().count() {
            // Apart, for hardly any call comes here, and all would make room for it.
            Box::pin(self.renew()).await;
        }
        self.current.load_full()
    }

    /// Reads what has changed. Calls wait for it, but not for a database that takes long: they go on with what is known until
    /// it has answered.
    async fn renew(&self) {
        let is_to_rest =
            || self.is_slow.load(Ordering::Acquire) || self.pause.lock().is_some_and(|until| Instant::now() < until);
        if is_to_rest() {
            return;
        }
        let _turn = self.turn.lock().await;
        let commits = self.state.db.commits().count();
        if self.seen.load(Ordering::Acquire) == commits || is_to_rest() {
            return;
        }
        self.take_in_time(commits).await;
    }

    /// Reads what another process may have changed and not been able to say so. No call waits for it.
    async fn look_around(&self) {
        if self.is_slow.load(Ordering::Acquire) {
            return;
        }
        if let Ok(_turn) = self.turn.try_lock() {
            self.take_in_time(self.state.db.commits().count()).await;
        }
    }

    /// Takes in what was committed up to the commit of this number; where that takes long, it goes on behind it.
    async fn take_in_time(&self, commits: u64) {
        let gateway = self.clone();
        let mut reading = tokio::spawn(async move { gateway.take_in(commits).await });
        if timeout(PATIENCE, &mut reading).await.is_err() {
            tracing::warn!("the gateway goes on with what it knows: the database takes long");
            self.is_slow.store(true, Ordering::Release);
            let gateway = self.clone();
            tokio::spawn(async move {
                let _ = reading.await;
                gateway.is_slow.store(false, Ordering::Release);
            });
        }
    }

    /// Reads what has changed up to the commit of this number, and takes it for what is known.
    async fn take_in(&self, commits: u64) {
        match self.read().await {
            Ok(next) => {
                if let Some(next) = next {
                    self.current.store(Arc::new(next));
                    let generation = self.generation.fetch_add(1, Ordering::Relaxed) + 1;
                    self.recorder.set_generation(generation);
                }
                self.seen.store(commits, Ordering::Release);
            }
            Err(error) => {
                tracing::warn!(%error, "the gateway goes on with what it knows: {error}");
                *self.pause.lock() = Some(Instant::now() + PAUSE);
            }
        }
    }

    async fn read(&self) -> Result<Option<Snapshot>, AppError> {
        let mut db = self.state.db.watch().acquire().await?;
        let means = Means { backends: &self.backends, limits: &self.limits, vault: &self.state.vault };
        self.current.load_full().after_changes(&mut db, &means).await
    }

    /// Keeps what was used, twice a second and once more at the end, until `shutdown`.
    pub(super) async fn keep(&self, shutdown: CancellationToken) {
        let mut ticks = tokio::time::interval(TICK);
        ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let mut number: u32 = 0;
        loop {
            let is_over = shutdown.run_until_cancelled(ticks.tick()).await.is_none();
            self.look_around().await;
            if let Err(error) = self.limits.keep(&self.state).await {
                tracing::warn!(%error, "what was used of quotas is kept a second later: {error}");
            }
            if is_over {
                return;
            }
            number = number.wrapping_add(1);
            if number.is_multiple_of(SWEEP) {
                self.sweep(number).await;
            }
        }
    }

    async fn sweep(&self, number: u32) {
        self.backends.sweep();
        let now = self.state.clock.now();
        if number.is_multiple_of(FORGET) {
            self.limits.sweep(now);
        }
        if !number.is_multiple_of(FORGET_KEPT) {
            return;
        }
        let swept = async {
            let mut db = self.state.db.write_unwatched().await?;
            store::sweep(&mut db, now).await?;
            db.commit().await?;
            Ok::<_, AppError>(())
        };
        if let Err(error) = swept.await {
            tracing::warn!(%error, "quotas whose time is over stay for another hour: {error}");
        }
    }
}
