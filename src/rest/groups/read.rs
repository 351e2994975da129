//! `GET /api/v1/groups` and `GET /api/v1/groups/{group}`

use axum::extract::{Path, State};

use super::model::Group;
use crate::identity::server::groups::service;
use crate::kernel::PageRequest;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Arguments, List, Position, ok, single};

/// Lists the groups that administrators made, by their names.
#[utoipa::path(
    get, path = "/api/v1/groups", operation_id = "listGroups", tag = "Groups", security(("token" = ["admin"])),
    params(Position),
    responses((status = 200, description = "A part of the list", body = List<Group>)),
)]
pub(in crate::rest) async fn list(State(state): State<AppState>, access: Access, arguments: Arguments) -> Answer {
    let permit = access.admin()?;
    let page = Position::read(&arguments)?;
    let groups = service::groups(&state, &permit).await?;
    Ok(ok(&List::cut(groups.into_iter().map(Group::from).collect(), page)))
}

/// Reads a group.
#[utoipa::path(
    get, path = "/api/v1/groups/{group}", operation_id = "getGroup", tag = "Groups", security(("token" = ["admin"])),
    params(("group" = String, Path, description = "Its id")),
    responses((status = 200, description = "The group", body = Group, headers(("ETag" = String, description = "Its tag, for If-Match")))),
)]
pub(in crate::rest) async fn get(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    let permit = access.admin()?;
    let details = service::group(&state, &permit, &id.into(), PageRequest::new(1, 1)).await?;
    Ok(single(&Group::from(details.group)))
}
