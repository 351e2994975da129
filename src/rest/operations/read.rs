//! `GET /api/v1/apis/{api}/operations` and `GET /api/v1/apis/{api}/operations/{operation}`

use axum::extract::{Path, State};

use super::model::{Operation, OperationItem};
use crate::catalog::server::service;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Arguments, List, Position, ok, single};

/// The most characters of a text that is looked for.
const QUERY: usize = 200;

/// Lists the operations of an API.
#[utoipa::path(
    get, path = "/api/v1/apis/{api}/operations", operation_id = "listOperations", tag = "Operations", security(("token" = ["read"])),
    params(Position,
        ("api" = String, Path, description = "The API's slug"),
        ("q" = Option<String>, Query, description = "What must occur in verb, template or name", max_length = 200),
        ("tag" = Option<String>, Query, description = "A tag that it must have", max_length = 200)),
    responses((status = 200, description = "A part of the list", body = List<OperationItem>)),
)]
pub(in crate::rest) async fn list(
    State(state): State<AppState>,
    access: Access,
    Path(api): Path<String>,
    arguments: Arguments,
) -> Answer {
    let page = Position::read(&arguments)?;
    let (query, tag) =
        (arguments.text("q", QUERY)?.unwrap_or_default(), arguments.text("tag", QUERY)?.unwrap_or_default());
    let operations = service::operations(&state, access.caller(), &api, query, tag, page).await?;
    Ok(ok(&List::of(operations, OperationItem::from)))
}

/// Reads an operation.
#[utoipa::path(
    get, path = "/api/v1/apis/{api}/operations/{operation}", operation_id = "getOperation", tag = "Operations",
    security(("token" = ["read"])),
    params(
        ("api" = String, Path, description = "The API's slug"),
        ("operation" = String, Path, description = "The operation's slug")),
    responses((status = 200, description = "The operation", body = Operation, headers(("ETag" = String, description = "Its tag, for If-Match")))),
)]
pub(in crate::rest) async fn get(
    State(state): State<AppState>,
    access: Access,
    Path((api, operation)): Path<(String, String)>,
) -> Answer {
    let (_, operation) = service::operation_for_program(&state, access.caller(), &api, &operation).await?;
    Ok(single(&Operation::from(operation)))
}
