//! Tokens for whoever may write the data directory: everybody's.

use super::service::{Made, add};
use super::store;
use crate::audit::model::Action;
use crate::audit::server::{Entry, record};
use crate::identity::rules;
use crate::identity::server::Administrator;
use crate::identity::server::store::find_by_email;
use crate::identity::token::{NewToken, OwnToken};
use crate::kernel::ids::TokenId;
use crate::kernel::{ApiError, Message};
use crate::platform::{AppError, AppState};

/// Makes a token for the person with this e-mail address.
///
/// # Errors
/// `Invalid` at `email` when nobody has it, and at `name` and `expires_in`.
pub async fn create(state: &AppState, permit: &Administrator, email: &str, new: NewToken) -> Result<Made, AppError> {
    let email = rules::email(email).map_err(|message| ApiError::field("email", message))?;
    let user = find_by_email(state.db.reader(), &rules::fold_email(email)).await?;
    let user = user.ok_or_else(|| ApiError::field("email", Message::NoSuchAccount))?;
    add(state, permit.actor(), &user, new).await
}

/// Everybody's tokens with the e-mail addresses of their owners, by these.
///
/// # Errors
/// When the database cannot be read.
pub async fn list(state: &AppState, _: &Administrator) -> Result<Vec<(String, OwnToken)>, AppError> {
    store::list_all(state.db.reader()).await
}

/// Revokes the token `id`, whoever's it is.
///
/// # Errors
/// `Invalid` at `id` when there is none.
pub async fn revoke(state: &AppState, permit: &Administrator, id: &TokenId) -> Result<(), AppError> {
    let mut db = state.db.write().await?;
    if !store::delete(&mut db, id).await? {
        return Err(ApiError::field("id", Message::NotUnderstood).into());
    }
    record(state, &mut db, permit.actor(), Entry::new(Action::TokenRevoke, id.as_str(), id.as_str())).await?;
    db.commit().await?;
    tracing::info!(token = %id, "token {id} revoked");
    Ok(())
}
