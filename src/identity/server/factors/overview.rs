//! What somebody has.

use super::proof::Owner;
use super::{passkeys, store};
use crate::identity::factors::{FactorCounts, Security};
use crate::identity::server::Administrator;
use crate::identity::server::profile::person;
use crate::kernel::ids::UserId;
use crate::kernel::{ApiError, Timestamp};
use crate::platform::{AppError, AppState};

/// What the caller signs in with.
///
/// # Errors
/// `Unauthenticated` for guests.
pub async fn security(state: &AppState, owner: Owner<'_>) -> Result<Security, AppError> {
    let user = person(owner.caller)?;
    let app = store::find_app(state.db.reader(), &user.id).await?;
    let counts = store::count_factors(state.db.reader(), &user.id).await?;
    Ok(Security {
        now: state.clock.now(),
        app_since: app.and_then(|app| app.confirmed_at).map(Timestamp),
        recovery_codes: counts.recovery_codes,
        passkeys: passkeys::store::list(state.db.reader(), &user.id).await?,
        is_recent: owner.is_recent(state).await?,
    })
}

/// What somebody has, for whoever may take it from them.
///
/// # Errors
/// `NotFound` when there is no such account.
pub async fn counts(state: &AppState, _: &Administrator, user: &UserId) -> Result<FactorCounts, AppError> {
    if store::find_account(state.db.reader(), user).await?.is_none() {
        return Err(ApiError::NotFound.into());
    }
    store::count_factors(state.db.reader(), user).await
}
