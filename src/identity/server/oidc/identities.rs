//! A person's own accounts at providers.

use super::{memberships, store};
use crate::audit::model::Action;
use crate::audit::server::record;
use crate::identity::provider::{OwnIdentities, OwnIdentity};
use crate::identity::server::Caller;
use crate::identity::server::profile::entry;
use crate::kernel::{ApiError, Message, Timestamp};
use crate::platform::{AppError, AppState};

/// The caller's accounts at providers.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn list(state: &AppState, caller: &Caller) -> Result<OwnIdentities, AppError> {
    let user = caller.signed_in().ok_or(ApiError::Unauthenticated)?;
    let mut db = state.db.reader().acquire().await?;
    let rows = store::list_identities(&mut db, &user.id).await?;
    let shown = |row: &store::IdentityRow| OwnIdentity {
        id: row.id.clone(),
        provider: row.provider.clone(),
        email: row.email.clone(),
        used_at: Timestamp(row.used_at),
        can_go: can_go(&rows, &row.id),
    };
    Ok(OwnIdentities { now: state.clock.now(), identities: rows.iter().map(shown).collect() })
}

/// Parts the caller from their account `id` at a provider, and from the groups that they have from there.
///
/// # Errors
/// `Unauthenticated` for guests, `NotFound` when they have no such account, `Invalid` with [`Message::LastWayIn`] at `identity`
/// when they could not sign in any more.
pub async fn unlink(state: &AppState, caller: &Caller, id: &str) -> Result<(), AppError> {
    let user = caller.signed_in().ok_or(ApiError::Unauthenticated)?;
    let mut db = state.db.write().await?;
    let rows = store::list_identities(&mut db, &user.id).await?;
    let row = rows.iter().find(|row| row.id == id).ok_or(ApiError::NotFound)?;
    if !can_go(&rows, id) {
        return Err(ApiError::field("identity", Message::LastWayIn).into());
    }
    let provider = row.provider_id.clone().into();
    if !store::delete_identity(&mut db, &user.id, id).await? {
        return Err(ApiError::NotFound.into());
    }
    // They may have two accounts there; the next time they sign in says which groups the other one has.
    store::delete_memberships(&mut db, &provider, &user.id).await?;
    memberships::delete_unfounded(&mut db, Some(&user.id)).await?;
    let parted = entry(Action::UserUnlink, user).with("provider", row.provider.as_str());
    record(state, &mut db, &caller.actor(), parted).await?;
    db.commit().await?;
    tracing::info!(user = %user.id, %provider, "user {} parted from provider {provider}", user.id);
    Ok(())
}

/// Whether their owner can sign in without the one with this id.
fn can_go(rows: &[store::IdentityRow], id: &str) -> bool {
    rows.iter().any(|row| row.has_another || row.is_usable && row.id != id)
}
