//! The browsers that a person is signed in with.

use super::caller::Caller;
use super::profile::{entry, person};
use super::session::{Token, is_alive};
use super::store::sessions;
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::identity::account::{OwnSession, OwnSessions};
use crate::identity::agent;
use crate::kernel::{ApiError, Timestamp};
use crate::platform::{AppError, AppState};

/// How many digits of its hash a session is named by in forms: too many to guess, and no use for signing in.
const ID: usize = 32;

/// The caller's sessions that still hold, the last used one first; `current` is the one of the browser that asks.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn list(state: &AppState, caller: &Caller, current: Option<&Token>) -> Result<OwnSessions, AppError> {
    let user = person(caller)?;
    let (now, current) = (state.clock.now(), current.map(Token::hash));
    let rows = sessions::list_sessions(state.db.reader(), &user.id).await?;
    let holds = |row: &sessions::OwnSession| is_alive(Timestamp(row.created_at), Timestamp(row.last_seen_at), now);
    let shown = |row: sessions::OwnSession| {
        let (browser, system) = agent::words(&row.user_agent);
        OwnSession {
            id: row.token_hash.chars().take(ID).collect(),
            begun_at: Timestamp(row.created_at),
            used_at: Timestamp(row.last_seen_at),
            peer: row.peer,
            browser: browser.to_owned(),
            system: system.to_owned(),
            is_current: current.as_deref() == Some(row.token_hash.as_str()),
        }
    };
    Ok(OwnSessions { now, sessions: rows.into_iter().filter(holds).map(shown).collect() })
}

/// Ends the caller's session `id`.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when the caller has no such session.
pub async fn end(state: &AppState, caller: &Caller, id: &str) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut db = state.db.write().await?;
    if !sessions::delete_own_session(&mut db, &user.id, id).await? {
        return Err(ApiError::NotFound.into());
    }
    record(state, &mut db, &caller.actor(), entry(Action::UserEndSessions, user).with("sessions", 1)).await?;
    Ok(db.commit().await?)
}

/// Ends all sessions of the caller.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn end_all(state: &AppState, caller: &Caller) -> Result<(), AppError> {
    let user = person(caller)?;
    let mut db = state.db.write().await?;
    let ended = sessions::delete_other_sessions(&mut db, &user.id, "").await?;
    record(state, &mut db, &caller.actor(), entry(Action::UserEndSessions, user).with("sessions", ended)).await?;
    db.commit().await?;
    tracing::info!(user = %user.id, ended, "user {} signed out everywhere: {ended} sessions ended", user.id);
    Ok(())
}
