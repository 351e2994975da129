//! What the gateway needs to know of policies, which it keeps in memory; `gateway_changes` names the scopes that have to be
//! read again, with the kind `policy` and what [`Scope`] writes of itself as the id.

use sqlx::SqliteConnection;

use super::store;
use crate::platform::AppError;
use crate::policies::model::{PolicySet, Scope};

/// The policies of all scopes that have any.
///
/// # Errors
/// When the database fails, or holds policies that cannot be read: to leave them out would open what they protect.
pub async fn all(db: &mut SqliteConnection) -> Result<Vec<(Scope, PolicySet)>, AppError> {
    store::list_all(db).await?.into_iter().collect()
}

/// The policies of a scope; none where there are none.
///
/// # Errors
/// As [`all`].
pub async fn of_scope(db: &mut SqliteConnection, scope: &Scope) -> Result<PolicySet, AppError> {
    Ok(store::find(db, scope).await?.unwrap_or_default())
}
