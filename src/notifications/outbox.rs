//! The outbox: mail is written into it with what causes it, and a worker sends it from there.

use std::time::Duration;

use sqlx::SqliteConnection;
use tokio_util::sync::CancellationToken;

use super::letter::Letter;
use super::store::{self, New, Waiting};
use super::transport::{Mail, Transport, TransportError};
use crate::platform::{AppError, AppState};

const MINUTE: i64 = 60_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// How often a mail is tried: the last time some nine hours after the first.
const ATTEMPTS: i64 = 10;
/// How many mails are taken out at once.
const BATCH: i64 = 20;
/// How long mail is kept, sent or not.
const KEPT: i64 = 7 * DAY;
/// How often the worker looks by itself: for what is to be tried again.
const PAUSE: Duration = Duration::from_secs(30);
/// The most characters that are kept of why a mail was not taken.
const ERROR_MOST: usize = 500;

/// Writes a mail into the outbox, within the transaction of what causes it. Once that is committed, [`wake`] the worker.
///
/// # Errors
/// When it cannot be made, sealed or written.
pub async fn enqueue(
    state: &AppState,
    db: &mut SqliteConnection,
    recipient: &str,
    letter: &Letter<'_>,
) -> Result<(), AppError> {
    let id = state.rng.id(&state.clock);
    let (subject, text) = letter.compose(state).await?;
    let body = state.vault.seal(&owner(&id), text.as_bytes())?;
    let kind = letter.kind();
    let new = New { id: &id, recipient, kind, subject: &subject, body: Some(&body), sent_at: None };
    store::insert(db, &new, state.clock.now()).await
}

/// Does the work of [`enqueue`] for a mail that nobody gets, so that an answer takes as long where there is nobody to
/// write to.
///
/// # Errors
/// As [`enqueue`].
pub async fn enqueue_nothing(state: &AppState, db: &mut SqliteConnection, letter: &Letter<'_>) -> Result<(), AppError> {
    let id = state.rng.id(&state.clock);
    let (_, text) = letter.compose(state).await?;
    state.vault.seal(&owner(&id), text.as_bytes())?;
    let now = state.clock.now();
    let new = New { id: &id, recipient: "", kind: "nothing", subject: "", body: None, sent_at: Some(now) };
    store::insert(db, &new, now).await
}

/// Lets the worker look into the outbox now.
pub fn wake(state: &AppState) {
    state.outbox.notify_one();
}

/// Sends what is due through `transport` and says how many mails were taken. What is not taken waits longer each time.
///
/// # Errors
/// When the outbox cannot be read or written.
pub async fn deliver<T: Transport>(state: &AppState, transport: &T) -> Result<usize, AppError> {
    let mut sent = 0;
    loop {
        let due = store::list_due(state.db.reader(), state.clock.now(), ATTEMPTS, BATCH).await?;
        if due.is_empty() {
            return Ok(sent);
        }
        for mail in due {
            sent += usize::from(deliver_one(state, transport, mail).await?);
        }
    }
}

async fn deliver_one<T: Transport>(state: &AppState, transport: &T, waiting: Waiting) -> Result<bool, AppError> {
    let (id, kind, attempts) = (waiting.id.clone(), waiting.kind.clone(), waiting.attempts);
    let result = match opened(state, waiting) {
        Ok(mail) => transport.send(&mail).await,
        Err(error) => Err(TransportError(error.to_string())),
    };
    let now = state.clock.now();
    let mut db = state.db.write().await?;
    let taken = match result {
        Ok(()) => {
            store::update_sent(&mut db, &id, now).await?;
            tracing::info!(kind, id, "mail {id} ({kind}) was sent");
            true
        }
        Err(TransportError(error)) => {
            let error: String = error.chars().take(ERROR_MOST).collect();
            store::update_failed(&mut db, &id, now.plus(pause(attempts)), &error).await?;
            tracing::warn!(kind, id, "mail {id} ({kind}) was not taken, attempt {}: {error}", attempts + 1);
            false
        }
    };
    db.commit().await?;
    Ok(taken)
}

fn opened(state: &AppState, waiting: Waiting) -> Result<Mail, AppError> {
    let Waiting { id, recipient, kind, subject, body, created_at, .. } = waiting;
    let text = state.vault.open(&owner(&id), &body.unwrap_or_default())?;
    let text =
        std::str::from_utf8(&text).map_err(|_| AppError::Unexpected(format!("mail {id} is no text")))?.to_owned();
    Ok(Mail { id, recipient, kind, subject, text, written_at: created_at })
}

/// How many milliseconds a mail waits that was not taken after `attempts` others: a minute, then twice as long each time.
fn pause(attempts: i64) -> i64 {
    MINUTE << attempts.clamp(0, ATTEMPTS)
}

/// How many mails wait to be sent.
///
/// # Errors
/// When the outbox cannot be read.
pub async fn waiting(state: &AppState) -> Result<i64, AppError> {
    store::count_waiting(state.db.reader(), ATTEMPTS).await
}

/// Sends mail until `shutdown`. Without a transport it waits, and the log names the setting.
pub async fn work<T: Transport>(state: AppState, transport: Option<T>, shutdown: CancellationToken) {
    let mut told = 0;
    loop {
        let round = async {
            match &transport {
                Some(transport) => deliver(&state, transport).await.map(|_| ()),
                None => waiting(&state).await.map(|count| {
                    if count > told {
                        tracing::warn!(count, "{count} mails wait: mail.url (LOGGIA_MAIL_URL) names no mail server");
                    }
                    told = count;
                }),
            }
        };
        // A server that does not answer does not hold up the end; what was not noted as sent is sent again.
        let result = tokio::select! {
            () = shutdown.cancelled() => return,
            result = round => result,
        };
        if let Err(error) = result {
            tracing::warn!(%error, "the outbox cannot be emptied right now: {error}");
        }
        tokio::select! {
            () = shutdown.cancelled() => return,
            () = state.outbox.notified() => {}
            () = tokio::time::sleep(PAUSE) => {}
        }
    }
}

/// Deletes what has been in the outbox for a week and says how many mails it was.
///
/// # Errors
/// When the outbox cannot be written.
pub async fn sweep(state: &AppState) -> Result<u64, AppError> {
    let mut db = state.db.write().await?;
    let deleted = store::delete_before(&mut db, state.clock.now().plus(-KEPT)).await?;
    db.commit().await?;
    Ok(deleted)
}

/// Whose secret the text of a mail is.
fn owner(id: &str) -> String {
    format!("outbox/{id}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_double() {
        assert_eq!((pause(0), pause(1), pause(4)), (MINUTE, 2 * MINUTE, 16 * MINUTE));
        let all: i64 = (0..ATTEMPTS - 1).map(pause).sum();
        assert!(all < 9 * 60 * MINUTE, "{all}");
    }
}
