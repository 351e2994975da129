//! `GET` and `POST /api/v1/groups/{group}/members`, `DELETE /api/v1/groups/{group}/members/{user}`

use axum::extract::{Path, Request, State};

use super::model::{Member, MemberFields};
use crate::identity::server::groups::service;
use crate::kernel::ids::GroupId;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Arguments, List, Position, gone, json, ok, once};

/// Lists the people of a group by their e-mail addresses.
#[utoipa::path(
    get, path = "/api/v1/groups/{group}/members", operation_id = "listMembers", tag = "Groups", security(("token" = ["admin"])),
    params(Position, ("group" = String, Path, description = "The group's id")),
    responses((status = 200, description = "A part of the list", body = List<Member>)),
)]
pub(in crate::rest) async fn list(
    State(state): State<AppState>,
    access: Access,
    Path(id): Path<String>,
    arguments: Arguments,
) -> Answer {
    let permit = access.admin()?;
    let page = Position::read(&arguments)?;
    let people = service::group(&state, &permit, &id.into(), page).await?.people;
    Ok(ok(&List::of(people, Member::from)))
}

/// Puts somebody into a group, unless they are in it.
#[utoipa::path(
    post, path = "/api/v1/groups/{group}/members", operation_id = "addMember", tag = "Groups", security(("token" = ["admin"])),
    params(("group" = String, Path, description = "The group's id")),
    request_body = MemberFields,
    responses((status = 204, description = "They are in the group")),
)]
pub(in crate::rest) async fn add(
    State(state): State<AppState>,
    access: Access,
    Path(id): Path<String>,
    request: Request,
) -> Answer {
    let permit = access.admin()?;
    once(&state, &access, request, async |head, body| {
        let MemberFields { email } = json::read(&head.headers, &body)?;
        service::add_member(&state, &permit, &GroupId::from(id), &email).await?;
        Ok(gone())
    })
    .await
}

/// Takes somebody out of a group.
#[utoipa::path(
    delete, path = "/api/v1/groups/{group}/members/{user}", operation_id = "removeMember", tag = "Groups",
    security(("token" = ["admin"])),
    params(
        ("group" = String, Path, description = "The group's id"),
        ("user" = String, Path, description = "The id of their account")),
    responses((status = 204, description = "They are not in the group any more")),
)]
pub(in crate::rest) async fn remove(
    State(state): State<AppState>,
    access: Access,
    Path((group, user)): Path<(String, String)>,
) -> Answer {
    let permit = access.admin()?;
    service::remove_member(&state, &permit, &group.into(), &user.into()).await?;
    Ok(gone())
}
