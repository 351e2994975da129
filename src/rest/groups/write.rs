//! `POST /api/v1/groups`, `PUT`, `PATCH` and `DELETE /api/v1/groups/{group}`

use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;

use super::model::{Group, GroupFields, MADE};
use crate::identity::model;
use crate::identity::server::Administrator;
use crate::identity::server::groups::service;
use crate::kernel::PageRequest;
use crate::kernel::ids::GroupId;
use crate::paths;
use crate::platform::AppState;
use crate::rest::http::etag::Seen;
use crate::rest::http::{Access, Answer, Change, Problem, created, etag, gone, json, once, single};

/// Makes a group without people.
#[utoipa::path(
    post, path = "/api/v1/groups", operation_id = "createGroup", tag = "Groups", security(("token" = ["admin"])),
    request_body = GroupFields,
    responses((status = 201, description = "The group that was made", body = Group)),
)]
pub(in crate::rest) async fn create(State(state): State<AppState>, access: Access, request: Request) -> Answer {
    let permit = access.admin()?;
    once(&state, &access, request, async |head, body| {
        let fields: GroupFields = json::read(&head.headers, &body)?;
        let id = service::create_group(&state, &permit, fields.into()).await?;
        Ok(created(&paths::rest(&["groups", id.as_str()]), &find(&state, &permit, &id).await?))
    })
    .await
}

/// Saves what a group is called and for.
#[utoipa::path(
    put, path = "/api/v1/groups/{group}", operation_id = "updateGroup", tag = "Groups", security(("token" = ["admin"])),
    params(("group" = String, Path, description = "Its id")),
    request_body = GroupFields,
    responses((status = 200, description = "The group as it is now", body = Group)),
)]
pub(in crate::rest) async fn update(State(state): State<AppState>, change: Change) -> Answer {
    save(&state, &change).await
}

/// Changes some of what is said of a group.
///
/// A JSON Merge Patch (RFC 7396): fields that are null get their defaults.
#[utoipa::path(
    patch, path = "/api/v1/groups/{group}", operation_id = "patchGroup", tag = "Groups", security(("token" = ["admin"])),
    params(("group" = String, Path, description = "Its id")),
    request_body(content = GroupFields, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The group as it is now", body = Group)),
)]
pub(in crate::rest) async fn patch(State(state): State<AppState>, change: Change) -> Answer {
    save(&state, &change).await
}

/// Saves what `change` makes of a group.
async fn save(state: &AppState, change: &Change) -> Answer {
    let (permit, id) = (change.access.admin()?, GroupId::from(change.path.clone()));
    let now = find(state, &permit, &id).await?;
    let (fields, seen): (GroupFields, _) = (change.fields(&now, &MADE)?, Seen::of(&now));
    let is_as_seen = |now: &model::Group| seen.is_still(&Group::from(now.clone()));
    service::update_group_if(state, &permit, &id, fields.into(), is_as_seen).await.map_err(etag::raced)?;
    Ok(single(&find(state, &permit, &id).await?))
}

/// Removes a group. Its people stay.
#[utoipa::path(
    delete, path = "/api/v1/groups/{group}", operation_id = "deleteGroup", tag = "Groups", security(("token" = ["admin"])),
    params(("group" = String, Path, description = "Its id")),
    responses((status = 204, description = "It is gone")),
)]
pub(in crate::rest) async fn delete(
    State(state): State<AppState>,
    access: Access,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let permit = access.admin()?;
    let id = GroupId::from(id);
    let seen = etag::check(&headers, &find(&state, &permit, &id).await?)?;
    let is_as_seen = |now: &model::Group| seen.is_still(&Group::from(now.clone()));
    service::delete_group_if(&state, &permit, &id, is_as_seen).await.map_err(etag::raced)?;
    Ok(gone())
}

async fn find(state: &AppState, permit: &Administrator, id: &GroupId) -> Result<Group, Problem> {
    Ok(service::group(state, permit, id, PageRequest::new(1, 1)).await?.group.into())
}
