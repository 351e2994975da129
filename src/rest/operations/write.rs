//! `POST /api/v1/apis/{api}/operations`, `PUT`, `PATCH` and `DELETE /api/v1/apis/{api}/operations/{operation}`

use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;

use super::model::{MADE, Operation, OperationFields};
use crate::catalog::model;
use crate::catalog::server::service;
use crate::paths;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Change, created, etag, gone, json, once, single};

/// Adds an operation to an API.
#[utoipa::path(
    post, path = "/api/v1/apis/{api}/operations", operation_id = "createOperation", tag = "Operations",
    security(("token" = ["write"])),
    params(("api" = String, Path, description = "The API's slug")),
    request_body = OperationFields,
    responses((status = 201, description = "The operation that was added", body = Operation)),
)]
pub(in crate::rest) async fn create(
    State(state): State<AppState>,
    access: Access,
    Path(api): Path<String>,
    request: Request,
) -> Answer {
    let permit = access.write()?;
    once(&state, &access, request, async |head, body| {
        let fields: OperationFields = json::read(&head.headers, &body)?;
        let api = service::admin_api_by_slug(&state, &permit, &api).await?;
        let made = service::create_operation(&state, &permit, &api.id, fields.into()).await?;
        let address = paths::rest(&["apis", &api.input.slug, "operations", &made.input.slug]);
        Ok(created(&address, &Operation::from(made)))
    })
    .await
}

/// Saves what is said of an operation, all of it. Fields that are left out get their defaults.
#[utoipa::path(
    put, path = "/api/v1/apis/{api}/operations/{operation}", operation_id = "updateOperation", tag = "Operations",
    security(("token" = ["write"])),
    params(
        ("api" = String, Path, description = "The API's slug"),
        ("operation" = String, Path, description = "The operation's slug")),
    request_body = OperationFields,
    responses((status = 200, description = "The operation as it is now", body = Operation)),
)]
pub(in crate::rest) async fn update(State(state): State<AppState>, change: Change<(String, String)>) -> Answer {
    save(&state, &change).await
}

/// Changes some of what is said of an operation.
///
/// A JSON Merge Patch (RFC 7396): lists are replaced, and fields that are null get their defaults.
#[utoipa::path(
    patch, path = "/api/v1/apis/{api}/operations/{operation}", operation_id = "patchOperation", tag = "Operations",
    security(("token" = ["write"])),
    params(
        ("api" = String, Path, description = "The API's slug"),
        ("operation" = String, Path, description = "The operation's slug")),
    request_body(content = OperationFields, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The operation as it is now", body = Operation)),
)]
pub(in crate::rest) async fn patch(State(state): State<AppState>, change: Change<(String, String)>) -> Answer {
    save(&state, &change).await
}

/// Saves what `change` makes of an operation.
async fn save(state: &AppState, change: &Change<(String, String)>) -> Answer {
    let permit = change.access.write()?;
    let (api, operation) = &change.path;
    let (_, before) = service::admin_operation_by_slug(state, &permit, api, operation).await?;
    let (id, revision) = (before.id.clone(), before.revision);
    let fields: OperationFields = change.fields(&Operation::from(before), &MADE)?;
    let saved = service::update_operation(state, &permit, &id, revision, fields.into()).await.map_err(etag::raced)?;
    Ok(single(&Operation::from(saved)))
}

/// Removes an operation.
#[utoipa::path(
    delete, path = "/api/v1/apis/{api}/operations/{operation}", operation_id = "deleteOperation", tag = "Operations",
    security(("token" = ["write"])),
    params(
        ("api" = String, Path, description = "The API's slug"),
        ("operation" = String, Path, description = "The operation's slug")),
    responses((status = 204, description = "It is gone")),
)]
pub(in crate::rest) async fn delete(
    State(state): State<AppState>,
    access: Access,
    Path((api, operation)): Path<(String, String)>,
    headers: HeaderMap,
) -> Answer {
    let permit = access.write()?;
    let (_, before) = service::admin_operation_by_slug(&state, &permit, &api, &operation).await?;
    let id = before.id.clone();
    let seen = etag::check(&headers, &Operation::from(before))?;
    let is_as_seen = |now: &model::Operation| seen.is_still(&Operation::from(now.clone()));
    service::delete_operation_if(&state, &permit, &id, is_as_seen).await.map_err(etag::raced)?;
    Ok(gone())
}
