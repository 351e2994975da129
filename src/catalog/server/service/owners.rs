//! Whose an API is, and whether a permit is good for it.

use sqlx::SqliteConnection;

use super::sight::may_see;
use crate::catalog::model::Api;
use crate::catalog::server::store;
use crate::identity::server::people::service as people;
use crate::identity::server::{Administrator, Publisher};
use crate::kernel::ApiError;
use crate::kernel::ids::{ApiId, UserId};
use crate::platform::{AppError, AppState};

/// The API `id`, if `permit` is good for it. Asked inside the transaction that changes it, since it may be given to
/// somebody else at any time.
///
/// # Errors
/// `Forbidden` when it is not; `NotFound` when there is no such API, or whoever has the permit does not even see it.
pub async fn changeable(db: &mut SqliteConnection, permit: &Publisher, id: &ApiId) -> Result<Api, AppError> {
    let api = store::apis::find(db, id).await?.ok_or(ApiError::NotFound)?;
    demand(permit, &api)?;
    Ok(api)
}

/// The API `slug`, if `permit` is good for it.
///
/// # Errors
/// As [`changeable`].
pub(super) async fn changeable_by_slug(
    db: &mut SqliteConnection,
    permit: &Publisher,
    slug: &str,
) -> Result<Api, AppError> {
    let api = store::apis::find_by_slug(db, slug).await?.ok_or(ApiError::NotFound)?;
    demand(permit, &api)?;
    Ok(api)
}

fn demand(permit: &Publisher, api: &Api) -> Result<(), ApiError> {
    if permit.may_change(api.owner.as_ref()) {
        Ok(())
    } else if may_see(permit.caller(), api) {
        Err(ApiError::Forbidden)
    } else {
        Err(ApiError::NotFound)
    }
}

/// The e-mail address of whoever `api` belongs to; empty when it is nobody's.
///
/// # Errors
/// When the database fails.
pub async fn owner_email(state: &AppState, permit: &Administrator, api: &Api) -> Result<String, AppError> {
    let Some(owner) = &api.owner else { return Ok(String::new()) };
    match people::account(state, permit, owner).await {
        Ok(account) => Ok(account.user.email),
        // Deleted meanwhile.
        Err(AppError::Api(ApiError::NotFound)) => Ok(String::new()),
        Err(error) => Err(error),
    }
}

/// The e-mail address, as they write it themselves, of whom an API can be given to when a file names `email`; `None` when
/// there is nobody such, or they may not publish.
///
/// # Errors
/// When the database fails.
pub async fn possible_owner(state: &AppState, permit: &Administrator, email: &str) -> Result<Option<String>, AppError> {
    match owner_of(state, permit, email).await {
        Ok(None) => Ok(Some(String::new())),
        Ok(Some(id)) => Ok(Some(people::account(state, permit, &id).await?.user.email)),
        Err(AppError::Api(ApiError::Invalid { .. })) => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whom an administrator means by `email`, which may be empty for nobody.
///
/// # Errors
/// `Invalid` at `owner` for somebody who may not publish.
pub(super) async fn owner_of(
    state: &AppState,
    permit: &Administrator,
    email: &str,
) -> Result<Option<UserId>, AppError> {
    if email.trim().is_empty() {
        return Ok(None);
    }
    Ok(Some(people::publisher_of(state, permit, email).await?))
}
