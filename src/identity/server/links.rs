//! The links that mail leads people by: how long they are valid, and that each works once.

use sqlx::SqliteConnection;

use super::session::Token;
use super::store::tokens;
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Message};
use crate::platform::{AppError, AppState};

const MINUTE: i64 = 60_000;

/// What a link is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Confirming an e-mail address.
    Confirm,
    /// Choosing a new password.
    Reset,
    /// Choosing the first password of an account that somebody else made.
    Invite,
}

impl Purpose {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Confirm => "confirm",
            Self::Reset => "reset",
            Self::Invite => "invite",
        }
    }

    /// For how many minutes it is valid.
    pub(super) const fn minutes(self) -> i64 {
        match self {
            Self::Confirm => 24 * 60,
            Self::Reset => 60,
            Self::Invite => 7 * 24 * 60,
        }
    }
}

/// Makes a link for `user`, in whose place earlier ones for the same purpose no longer work.
pub(super) async fn issue(
    state: &AppState,
    db: &mut SqliteConnection,
    user: &UserId,
    purpose: Purpose,
) -> Result<Token, AppError> {
    let (token, now) = (Token::new(&state.rng), state.clock.now());
    tokens::delete_tokens(db, user, purpose.as_str()).await?;
    let expires_at = now.plus(purpose.minutes() * MINUTE);
    tokens::insert_token(db, &token.hash(), user, purpose.as_str(), now, expires_at).await?;
    Ok(token)
}

/// Whether a link would work now.
pub(super) async fn works(state: &AppState, token: &str, purpose: Purpose) -> Result<Token, AppError> {
    let token = Token::parse(token).ok_or_else(over)?;
    if tokens::has_token(state.db.reader(), &token.hash(), purpose.as_str(), state.clock.now()).await? {
        Ok(token)
    } else {
        Err(over().into())
    }
}

/// Uses a link up and says whose it was.
pub(super) async fn redeem(
    state: &AppState,
    db: &mut SqliteConnection,
    token: &Token,
    purpose: Purpose,
) -> Result<UserId, AppError> {
    let user = tokens::take_token(db, &token.hash(), purpose.as_str(), state.clock.now()).await?;
    Ok(user.ok_or_else(over)?)
}

/// Whether `user` was sent a link for `purpose` that they have not used.
pub(super) async fn waits(db: &mut SqliteConnection, user: &UserId, purpose: Purpose) -> Result<bool, AppError> {
    tokens::has_tokens(db, user, purpose.as_str()).await
}

/// Makes the links of `user` for `purpose` stop working.
pub(super) async fn revoke(db: &mut SqliteConnection, user: &UserId, purpose: Purpose) -> Result<(), AppError> {
    tokens::delete_tokens(db, user, purpose.as_str()).await
}

/// Makes all links of `user` stop working.
pub(super) async fn revoke_all(db: &mut SqliteConnection, user: &UserId) -> Result<(), AppError> {
    for purpose in [Purpose::Confirm, Purpose::Reset, Purpose::Invite] {
        revoke(db, user, purpose).await?;
    }
    Ok(())
}

/// The whole address of a page of the portal, for a mail.
pub(super) fn whole(state: &AppState, path: &str) -> String {
    let origin = state.config.public_url.as_str();
    format!("{}{path}", origin.trim_end_matches('/'))
}

fn over() -> ApiError {
    ApiError::field("token", Message::LinkOver)
}
