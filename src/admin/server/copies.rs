//! Copying an API with all that belongs to it, in whichever room: an API as it is in the catalog, its recipes, and its backend
//! credential, for the copy calls the same web service.

use crate::catalog::model::{Api, NewVersion};
use crate::catalog::server::service as catalog;
use crate::credentials::server::service as credentials;
use crate::identity::server::Publisher;
use crate::platform::{AppError, AppState};
use crate::recipes::server::service as recipes;

/// Copies the API `slug`, as a draft under the next free name.
///
/// # Errors
/// `NotFound` without such an API.
pub async fn duplicate_api(state: &AppState, permit: &Publisher, slug: &str) -> Result<Api, AppError> {
    let original = catalog::admin_api_by_slug(state, permit, slug).await?.id;
    let mut transaction = state.db.write().await?;
    let copy = catalog::duplicate_api(state, &mut transaction, permit, &original).await?;
    recipes::copy_all(state, &mut transaction, &original, &copy).await?;
    credentials::copy(state, &mut transaction, permit, &original, &copy).await?;
    transaction.commit().await?;
    Ok(copy)
}

/// Copies the API `slug` as a new version of it, which is a draft at first.
///
/// # Errors
/// `NotFound` without such an API; `Invalid` names the fields that cannot be accepted.
pub async fn add_version(state: &AppState, permit: &Publisher, slug: &str, new: NewVersion) -> Result<Api, AppError> {
    let original = catalog::admin_api_by_slug(state, permit, slug).await?.id;
    let mut transaction = state.db.write().await?;
    let version = catalog::add_version(state, &mut transaction, permit, &original, new).await?;
    recipes::copy_all(state, &mut transaction, &original, &version).await?;
    credentials::copy(state, &mut transaction, permit, &original, &version).await?;
    transaction.commit().await?;
    Ok(version)
}
