//! `POST /api/v1/products`, `PUT /api/v1/products/{product}` and `DELETE /api/v1/products/{product}`

use axum::extract::{Path, Request, State};
use axum::http::HeaderMap;

use super::model::{Product, ProductFields};
use super::read::find;
use crate::catalog::server::service as catalog;
use crate::kernel::ids::ProductId;
use crate::paths;
use crate::platform::AppState;
use crate::products::server::service;
use crate::rest::http::{Access, Answer, Change, created, etag, gone, json, once, single};

/// Makes a product.
#[utoipa::path(
    post, path = "/api/v1/products", operation_id = "createProduct", tag = "Products", security(("token" = ["write"])),
    request_body = ProductFields,
    responses((status = 201, description = "The product that was made", body = Product)),
)]
pub(in crate::rest) async fn create(State(state): State<AppState>, access: Access, request: Request) -> Answer {
    let permit = access.write_for_all()?;
    once(&state, &access, request, async |head, body| {
        let fields: ProductFields = json::read(&head.headers, &body)?;
        let id = fields.id.clone();
        let input = fields.input(id, &catalog::all_titles(&state, &permit).await?)?;
        let made = service::create_product(&state, &permit, input).await?;
        let (product, _) = find(&state, access.caller(), &made.input.id).await?;
        Ok(created(&paths::rest(&["products", made.input.id.as_str()]), &product))
    })
    .await
}

/// Saves what is said of a product, all of it. Fields that are left out get their defaults.
#[utoipa::path(
    put, path = "/api/v1/products/{product}", operation_id = "updateProduct", tag = "Products", security(("token" = ["write"])),
    params(("product" = String, Path, description = "Its id")),
    request_body = ProductFields,
    responses((status = 200, description = "The product as it is now", body = Product)),
)]
pub(in crate::rest) async fn update(State(state): State<AppState>, change: Change) -> Answer {
    let (permit, id) = (change.access.write_for_all()?, ProductId::from(change.path.clone()));
    let (shown, before) = find(&state, change.access.caller(), &id).await?;
    let fields: ProductFields = change.fields(&shown, &[])?;
    let input = fields.input(id.to_string(), &catalog::all_titles(&state, &permit).await?)?;
    service::update_product(&state, &permit, &id, before.revision, input).await.map_err(etag::raced)?;
    Ok(single(&find(&state, change.access.caller(), &id).await?.0))
}

/// Removes a product with all subscriptions to it. Its APIs stay.
#[utoipa::path(
    delete, path = "/api/v1/products/{product}", operation_id = "deleteProduct", tag = "Products", security(("token" = ["write"])),
    params(("product" = String, Path, description = "Its id")),
    responses((status = 204, description = "It is gone")),
)]
pub(in crate::rest) async fn delete(
    State(state): State<AppState>,
    access: Access,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Answer {
    let permit = access.write_for_all()?;
    let id = ProductId::from(id);
    let (shown, seen) = find(&state, access.caller(), &id).await?;
    etag::check(&headers, &shown)?;
    let is_as_seen = |now: &crate::products::model::Product| now.revision == seen.revision;
    service::delete_product_if(&state, &permit, &id, is_as_seen).await.map_err(etag::raced)?;
    Ok(gone())
}
