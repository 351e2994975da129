//! Renaming and removing passkeys.

use super::add::check_name;
use super::store;
use crate::identity::server::Caller;
use crate::identity::server::factors::Owner;
use crate::identity::server::factors::change::{Change, tell};
use crate::identity::server::factors::store::{count_factors, delete_codes, has_way_in};
use crate::identity::server::profile::person;
use crate::kernel::{ApiError, Message};
use crate::notifications;
use crate::platform::{AppError, AppState};

/// Gives the caller's passkey `id` another name.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `name`, `NotFound` when they have no such passkey.
pub async fn rename(state: &AppState, caller: &Caller, id: &str, name: &str) -> Result<(), AppError> {
    let user = person(caller)?;
    let name = check_name(name)?;
    let mut db = state.db.write().await?;
    if !store::update_name(&mut db, &user.id, id, name).await? {
        return Err(ApiError::NotFound.into());
    }
    Ok(db.commit().await?)
}

/// Removes the passkey `id` of `asks`, who signed in just now or knows the `password`. Recovery codes go with the last
/// factor.
///
/// # Errors
/// `Unauthenticated` for guests, `Invalid` at `password`, and with [`Message::LastWayIn`] at `passkey` when they could not sign
/// in any more, `RateLimited`, `NotFound` when they have no such passkey.
pub async fn remove(state: &AppState, asks: Owner<'_>, id: &str, password: &str) -> Result<(), AppError> {
    let user = asks.recent_or_password(state, "removal", password).await?;
    let mut db = state.db.write().await?;
    if !store::delete(&mut db, &user.id, id).await? {
        return Err(ApiError::NotFound.into());
    }
    if !has_way_in(&mut *db, &user.id).await? {
        return Err(ApiError::field("passkey", Message::LastWayIn).into());
    }
    let counts = count_factors(&mut *db, &user.id).await?;
    if !counts.app && counts.passkeys == 0 {
        delete_codes(&mut db, &user.id).await?;
    }
    tell(state, &mut db, &asks.caller.actor(), user, Change::PasskeyRemoved).await?;
    db.commit().await?;
    notifications::wake(state);
    Ok(())
}
