//! `POST /api/v1/apis`, `PUT`, `PATCH` and `DELETE /api/v1/apis/{api}`

use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;

use super::model::{Api, ApiFields, MADE};
use crate::catalog::model;
use crate::catalog::server::service;
use crate::paths;
use crate::platform::AppState;
use crate::rest::http::{Access, Answer, Change, created, etag, gone, json, once, single};

/// Registers an API.
#[utoipa::path(
    post, path = "/api/v1/apis", operation_id = "createApi", tag = "APIs", security(("token" = ["write"])),
    request_body = ApiFields,
    responses((status = 201, description = "The API that was registered", body = Api)),
)]
pub(in crate::rest) async fn create(State(state): State<AppState>, access: Access, request: Request) -> Answer {
    let permit = access.write()?;
    once(&state, &access, request, async |head, body| {
        let fields: ApiFields = json::read(&head.headers, &body)?;
        let api = service::create_api(&state, &permit, fields.into()).await?;
        Ok(created(&paths::rest(&["apis", &api.input.slug]), &Api::from(api)))
    })
    .await
}

/// Saves what is said of an API, all of it. Fields that are left out get their defaults.
#[utoipa::path(
    put, path = "/api/v1/apis/{api}", operation_id = "updateApi", tag = "APIs", security(("token" = ["write"])),
    params(("api" = String, Path, description = "Its slug")),
    request_body = ApiFields,
    responses((status = 200, description = "The API as it is now", body = Api)),
)]
pub(in crate::rest) async fn update(State(state): State<AppState>, change: Change) -> Answer {
    save(&state, &change).await
}

/// Changes some of what is said of an API.
///
/// A JSON Merge Patch (RFC 7396): lists are replaced, and fields that are null get their defaults.
#[utoipa::path(
    patch, path = "/api/v1/apis/{api}", operation_id = "patchApi", tag = "APIs", security(("token" = ["write"])),
    params(("api" = String, Path, description = "Its slug")),
    request_body(content = ApiFields, content_type = "application/merge-patch+json"),
    responses((status = 200, description = "The API as it is now", body = Api)),
)]
pub(in crate::rest) async fn patch(State(state): State<AppState>, change: Change) -> Answer {
    save(&state, &change).await
}

/// Saves what `change` makes of an API.
async fn save(state: &AppState, change: &Change) -> Answer {
    let permit = change.access.write()?;
    let before = service::admin_api_by_slug(state, &permit, &change.path).await?;
    let (id, revision) = (before.id.clone(), before.revision);
    let fields: ApiFields = change.fields(&Api::from(before), &MADE)?;
    let saved = service::update_api(state, &permit, &id, revision, fields.into()).await.map_err(etag::raced)?;
    // As the database has it: without groups that there are not.
    Ok(single(&Api::from(service::admin_api_by_slug(state, &permit, &saved.input.slug).await?)))
}

/// Removes an API with its operations.
#[utoipa::path(
    delete, path = "/api/v1/apis/{api}", operation_id = "deleteApi", tag = "APIs", security(("token" = ["write"])),
    params(("api" = String, Path, description = "Its slug")),
    responses((status = 204, description = "It is gone")),
)]
pub(in crate::rest) async fn delete(
    State(state): State<AppState>,
    access: Access,
    Path(api): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let permit = access.write()?;
    let before = service::admin_api_by_slug(&state, &permit, &api).await?;
    let id = before.id.clone();
    let seen = etag::check(&headers, &Api::from(before))?;
    let is_as_seen = |now: &model::Api| seen.is_still(&Api::from(now.clone()));
    service::delete_api_if(&state, &permit, &id, is_as_seen).await.map_err(etag::raced)?;
    Ok(gone())
}
