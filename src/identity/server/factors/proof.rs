//! Who may change somebody's factors: whoever signed in just now, or proves once more that it is them. A browser that was
//! left unlocked is not enough.

use std::net::IpAddr;

use super::accept::{Typed, accept};
use crate::identity::model::User;
use crate::identity::rules;
use crate::identity::server::attempts::Attempt;
use crate::identity::server::profile::{person, prove};
use crate::identity::server::{Caller, Token, store};
use crate::kernel::{ApiError, Message};
use crate::platform::{AppError, AppState};

/// For how many milliseconds after it began a session needs no further proof.
const RECENT: i64 = 10 * 60_000;

/// Somebody who asks for a change of their own factors.
#[derive(Clone, Copy, Debug)]
pub struct Owner<'a> {
    /// Who they are.
    pub caller: &'a Caller,
    /// Where they are.
    pub peer: IpAddr,
    /// The session that they are recognised by.
    pub session: Option<&'a Token>,
}

impl<'a> Owner<'a> {
    /// Whether they signed in just now.
    pub(super) async fn is_recent(&self, state: &AppState) -> Result<bool, AppError> {
        let Some(token) = self.session else { return Ok(false) };
        let session = store::find_session(state.db.reader(), &token.hash()).await?;
        Ok(session.is_some_and(|session| state.clock.now() < session.created_at.plus(RECENT)))
    }

    /// The person, who signed in just now or knows the `password`, which was typed into `field`.
    pub(super) async fn recent_or_password(
        &self,
        state: &AppState,
        field: &str,
        password: &str,
    ) -> Result<&'a User, AppError> {
        let user = person(self.caller)?;
        if !self.is_recent(state).await? {
            rules::password_to_try(password).map_err(|message| ApiError::field(field, message))?;
            prove(state, user, self.peer, field, password).await?;
        }
        Ok(user)
    }

    /// The person, who knows the password or has a code: `proof` is either.
    pub(super) async fn password_or_code(&self, state: &AppState, proof: &str) -> Result<&'a User, AppError> {
        let user = person(self.caller)?;
        rules::password_to_try(proof).map_err(|message| ApiError::field("proof", message))?;
        if let Some(typed) = Typed::read(proof) {
            let attempt = Attempt::count(state, self.peer, &rules::fold_email(&user.email))?;
            if accept(state, &user.id, typed).await? {
                attempt.succeeded(state);
                return Ok(user);
            }
            // No password is as short as the code of an app, but one can look like a recovery code.
            if rules::new_password(proof).is_err() {
                return Err(ApiError::field("proof", Message::WrongCode).into());
            }
        }
        prove(state, user, self.peer, "proof", proof).await?;
        Ok(user)
    }
}
