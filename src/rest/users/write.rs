//! `POST /api/v1/users`, `PUT`, `PATCH` and `DELETE /api/v1/users/{user}`

use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode};

use super::model::{MADE, Role, State as Standing, User, UserChange, UserFields};
use crate::identity::model::Account;
use crate::identity::server::invite::invite;
use crate::identity::server::people::{removal, service};
use crate::identity::server::service::{NewUser, add_user};
use crate::kernel::ids::UserId;
use crate::paths;
use crate::platform::AppState;
use crate::rest::http::etag::Seen;
use crate::rest::http::{Access, Answer, Change, Problem, created, etag, gone, json, once, single};

/// Gives somebody an account: with a password that works at once, or without one, which sends them an invitation.
#[utoipa::path(
    post, path = "/api/v1/users", operation_id = "createUser", tag = "Users", security(("token" = ["admin"])),
    request_body = UserFields,
    responses((status = 201, description = "The account", body = User)),
)]
pub(in crate::rest) async fn create(State(state): State<AppState>, access: Access, request: Request) -> Answer {
    let permit = access.admin()?;
    once(&state, &access, request, async |head, body| {
        let UserFields { email, role, password } = json::read(&head.headers, &body)?;
        let id = match password {
            Some(password) => add_user(&state, &permit, NewUser { email, role: role.into(), password }).await?.id,
            None => invite(&state, &permit, &email, role.into()).await?,
        };
        let account = service::account(&state, &permit, &id).await?;
        Ok(created(&paths::rest(&["users", id.as_str()]), &User::from(account)))
    })
    .await
}

/// Gives somebody another role, suspends their account or lets it be used again.
#[utoipa::path(
    put, path = "/api/v1/users/{user}", operation_id = "updateUser", tag = "Users", security(("token" = ["admin"])),
    params(("user" = String, Path, description = "Their id")),
    request_body = UserChange,
    responses((status = 200, description = "The account as it is now", body = User)),
)]
pub(in crate::rest) async fn update(State(state): State<AppState>, change: Change) -> Answer {
    save(&state, &change).await
}

/// Gives somebody another role or another state, and leaves the rest as it is.
///
/// A JSON Merge Patch (RFC 7396).
#[utoipa::path(
    patch, path = "/api/v1/users/{user}", operation_id = "patchUser", tag = "Users", security(("token" = ["admin"])),
    params(("user" = String, Path, description = "Their id")),
    request_body(content = UserChange, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The account as it is now", body = User)),
)]
pub(in crate::rest) async fn patch(State(state): State<AppState>, change: Change) -> Answer {
    save(&state, &change).await
}

/// Saves what `change` makes of somebody's account.
async fn save(state: &AppState, change: &Change) -> Answer {
    let (permit, id) = (change.access.admin()?, UserId::from(change.path.clone()));
    let now = User::from(service::account(state, &permit, &id).await?);
    let (UserChange { role, state: standing }, seen) = (change.fields(&now, &MADE)?, Seen::of(&now));
    if role != Role::Administrator || standing != Standing::Active {
        not_oneself(&change.access, &id)?;
    }
    let is_as_seen = |now: &Account| seen.is_still(&User::from(now.clone()));
    let changed = service::update_account_if(state, &permit, &id, (role.into(), standing.into()), is_as_seen).await;
    changed.map_err(etag::raced)?;
    Ok(single(&User::from(service::account(state, &permit, &id).await?)))
}

/// Deletes somebody's account with all that belongs to it.
#[utoipa::path(
    delete, path = "/api/v1/users/{user}", operation_id = "deleteUser", tag = "Users", security(("token" = ["admin"])),
    params(("user" = String, Path, description = "Their id")),
    responses((status = 204, description = "It is gone")),
)]
pub(in crate::rest) async fn delete(
    State(state): State<AppState>,
    access: Access,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let permit = access.admin()?;
    let id = UserId::from(id);
    let seen = etag::check(&headers, &User::from(service::account(&state, &permit, &id).await?))?;
    not_oneself(&access, &id)?;
    let is_as_seen = |now: &Account| seen.is_still(&User::from(now.clone()));
    removal::delete_account_if(&state, &permit, &id, is_as_seen).await.map_err(etag::raced)?;
    Ok(gone())
}

/// A program must not lock itself out.
fn not_oneself(access: &Access, id: &UserId) -> Result<(), Problem> {
    if access.owner()?.id == *id {
        let detail = "The token's own account cannot be suspended, demoted or deleted with it.";
        return Err(Problem::new(StatusCode::CONFLICT, detail));
    }
    Ok(())
}
