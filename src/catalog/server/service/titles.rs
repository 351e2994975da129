//! What APIs are called, for the rooms that name them.

use super::sight::{everything, sight};
use crate::catalog::server::store;
pub use crate::catalog::server::store::titles::Titled;
use crate::identity::server::{Administrator, Caller};
use crate::kernel::ids::ApiId;
use crate::platform::{AppError, AppState};

/// Those of the APIs `ids` that the caller sees, by title.
///
/// # Errors
/// When the database fails.
pub async fn titles(state: &AppState, caller: &Caller, ids: &[ApiId]) -> Result<Vec<Titled>, AppError> {
    store::titles::list(state.db.reader(), &sight(caller), Some(ids)).await
}

/// All APIs, by title.
///
/// # Errors
/// When the database fails.
pub async fn all_titles(state: &AppState, _: &Administrator) -> Result<Vec<Titled>, AppError> {
    store::titles::list(state.db.reader(), &everything(), None).await
}
