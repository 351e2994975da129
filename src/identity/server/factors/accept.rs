//! Accepting a code: of the app, each once, or a recovery code, each once.

use super::{code, recovery, store};
use crate::identity::factors::DIGITS;
use crate::kernel::ApiError;
use crate::kernel::ids::UserId;
use crate::platform::{AppError, AppState};

/// What somebody typed into the field for codes.
pub(super) enum Typed {
    /// What an app may have shown.
    App(String),
    /// What may be a recovery code.
    Recovery(String),
}

impl Typed {
    /// Reads what was typed; `None` when it can be neither.
    pub(super) fn read(text: &str) -> Option<Self> {
        let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
        if digits.len() == DIGITS as usize && digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Some(Self::App(digits));
        }
        recovery::read(text).map(Self::Recovery)
    }
}

/// Whether `typed` is a code of `user`, which it is no longer afterwards.
///
/// # Errors
/// `RateLimited` after too many codes of an app, from wherever: a million of them can be tried, and only who knows the
/// password gets here. A recovery code is accepted even then, so that the owner has a way in.
pub(super) async fn accept(state: &AppState, user: &UserId, typed: Typed) -> Result<bool, AppError> {
    match typed {
        Typed::App(code) => accept_app(state, user, &code).await,
        Typed::Recovery(code) => {
            let mut db = state.db.write().await?;
            let taken = store::take_code(&mut db, user, &recovery::hash(&code)).await?;
            db.commit().await?;
            Ok(taken)
        }
    }
}

async fn accept_app(state: &AppState, user: &UserId, typed: &str) -> Result<bool, AppError> {
    let limited = |retry_after_seconds| ApiError::RateLimited { retry_after_seconds };
    state.sign_in_codes.check(user.as_str()).map_err(limited)?;
    let app = store::find_app(state.db.reader(), user).await?.filter(|app| app.confirmed_at.is_some());
    let Some(app) = app else { return Ok(false) };
    let secret = state.vault.open(&owner(user), &app.secret)?;
    let mut accepted = false;
    let mut db = state.db.write().await?;
    for step in code::matching(&secret, typed, state.clock.now()) {
        accepted |= store::update_last_step(&mut db, user, step).await?;
    }
    db.commit().await?;
    if accepted {
        state.sign_in_codes.forget(user.as_str());
    }
    Ok(accepted)
}

/// Whose secret the one of an app is.
pub(super) fn owner(user: &UserId) -> String {
    format!("totp/{user}")
}
