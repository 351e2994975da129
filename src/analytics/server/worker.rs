//! The worker that writes calls down: twice a second, and at the end all that is left.

use std::time::Duration;

use tokio::time::{Instant, sleep};
use tokio_util::sync::CancellationToken;

use super::batch::{self, Known};
use super::record::Recorder;
use super::recorder;
use crate::platform::{AppError, AppState};

/// How long a call waits before it is written: with the writing itself, less than a second while all goes well.
const PAUSE: Duration = Duration::from_millis(500);
/// How often what the gateway leaves is looked at while the disk is waited for.
const MEANWHILE: Duration = Duration::from_millis(250);
/// How many calls a transaction has at most: the others who write wait for its end.
const BATCH: usize = 5_000;
/// How often the log tells that calls cannot be written.
const TOLD_EVERY: Duration = Duration::from_secs(60);

/// Writes calls down until `stop`, which must not come before the gateway's last call is answered; then those that are left.
pub async fn work(state: AppState, stop: CancellationToken) {
    let recorder = recorder(&state);
    let mut known = Known::default();
    let mut told: Option<Instant> = None;
    loop {
        let is_over = tokio::select! {
            () = stop.cancelled() => true,
            () = recorder.enough() => false,
            () = sleep(PAUSE) => false,
        };
        if let Err(error) = write_all(&state, &recorder, &mut known).await {
            let (_, gauges) = recorder.totals();
            if is_over || told.is_none_or(|told| told.elapsed() >= TOLD_EVERY) {
                told = Some(Instant::now());
                let (waiting, dropped) = (gauges.waiting, gauges.dropped);
                tracing::warn!(%error, waiting, dropped, "{waiting} calls cannot be written down now, {dropped} were never: {error}");
            }
            // What is enough to be woken would wake us at once.
            if !is_over {
                sleep(PAUSE).await;
            }
        }
        if is_over {
            return;
        }
    }
}

/// Writes down whatever the gateway has left.
///
/// # Errors
/// When the database cannot be written; what could not stays to be tried again.
pub async fn flush(state: &AppState) -> Result<(), AppError> {
    write_all(state, &recorder(state), &mut Known::default()).await
}

async fn write_all(state: &AppState, recorder: &Recorder, known: &mut Known) -> Result<(), AppError> {
    loop {
        recorder.count();
        let calls = recorder.take(BATCH);
        if calls.is_empty() {
            return Ok(());
        }
        let result = {
            let write = batch::write(&state.db, recorder, known, state.config.usage.client_address, &calls);
            let mut write = std::pin::pin!(write);
            loop {
                tokio::select! {
                    result = &mut write => break result,
                    // The gateway's queue does not fill up while the disk is slow.
                    () = sleep(MEANWHILE) => recorder.count(),
                }
            }
        };
        if let Err(error) = result {
            recorder.give_back(calls);
            known.forget();
            return Err(error);
        }
    }
}
