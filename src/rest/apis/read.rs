//! `GET /api/v1/apis` and `GET /api/v1/apis/{api}`

use axum::extract::{Path, State};

use super::model::{Api, ApiItem};
use crate::catalog::server::service;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Arguments, List, Position, ok, single};

/// The most characters of a text that is looked for.
const QUERY: usize = 200;

/// Lists the APIs that the token's owner may see, by name.
#[utoipa::path(
    get, path = "/api/v1/apis", operation_id = "listApis", tag = "APIs", security(("token" = ["read"])),
    params(Position,
        ("q" = Option<String>, Query, description = "What must occur in its names, tags or description", max_length = 200),
        ("tag" = Option<String>, Query, description = "A tag that it must have", max_length = 200)),
    responses((status = 200, description = "A part of the list", body = List<ApiItem>)),
)]
pub(in crate::rest) async fn list(State(state): State<AppState>, access: Access, arguments: Arguments) -> Answer {
    let page = Position::read(&arguments)?;
    let (query, tag) =
        (arguments.text("q", QUERY)?.unwrap_or_default(), arguments.text("tag", QUERY)?.unwrap_or_default());
    let apis = service::apis(&state, access.caller(), query, tag, page).await?;
    Ok(ok(&List::of(apis, ApiItem::from)))
}

/// Reads an API.
#[utoipa::path(
    get, path = "/api/v1/apis/{api}", operation_id = "getApi", tag = "APIs", security(("token" = ["read"])),
    params(("api" = String, Path, description = "Its slug")),
    responses((status = 200, description = "The API", body = Api, headers(("ETag" = String, description = "Its tag, for If-Match")))),
)]
pub(in crate::rest) async fn get(State(state): State<AppState>, access: Access, Path(api): Path<String>) -> Answer {
    Ok(single(&Api::from(service::api_for_program(&state, access.caller(), &api).await?)))
}
