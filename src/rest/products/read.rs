//! `GET /api/v1/products` and `GET /api/v1/products/{product}`

use axum::extract::{Path, State};

use super::model::{Product, ProductItem};
use crate::catalog::server::service as catalog;
use crate::identity::server::Caller;
use crate::kernel::ids::ProductId;
use crate::platform::AppState;
use crate::products::model::{self, Visibility};
use crate::products::server::service;
use crate::rest::http::{Access, Answer, Arguments, List, Position, Problem, ok, single};

/// The most characters of a text that is looked for.
const QUERY: usize = 200;

/// Lists the products that the token's owner may see, by name.
#[utoipa::path(
    get, path = "/api/v1/products", operation_id = "listProducts", tag = "Products", security(("token" = ["read"])),
    params(Position, ("q" = Option<String>, Query, description = "What must occur in its name or description", max_length = 200)),
    responses((status = 200, description = "A part of the list", body = List<ProductItem>)),
)]
pub(in crate::rest) async fn list(State(state): State<AppState>, access: Access, arguments: Arguments) -> Answer {
    let page = Position::read(&arguments)?;
    let query = arguments.text("q", QUERY)?.unwrap_or_default();
    let products = service::products(&state, access.caller(), query, page).await?;
    Ok(ok(&List::of(products, ProductItem::from)))
}

/// Reads a product.
#[utoipa::path(
    get, path = "/api/v1/products/{product}", operation_id = "getProduct", tag = "Products", security(("token" = ["read"])),
    params(("product" = String, Path, description = "Its id")),
    responses((status = 200, description = "The product", body = Product, headers(("ETag" = String, description = "Its tag, for If-Match")))),
)]
pub(in crate::rest) async fn get(State(state): State<AppState>, access: Access, Path(id): Path<String>) -> Answer {
    Ok(single(&find(&state, access.caller(), &id.into()).await?.0))
}

/// The product `id` as programs see it, and as it is.
pub(super) async fn find(
    state: &AppState,
    caller: &Caller,
    id: &ProductId,
) -> Result<(Product, model::Product), Problem> {
    let whole = service::find_product(state, caller, id).await?;
    let apis = catalog::titles(state, caller, &whole.input.apis).await?;
    let mut shown = whole.clone();
    if !caller.sees_everything() {
        // Which groups there are is nobody else's business.
        shown.input.visibility = Visibility::default();
    }
    Ok((Product::new(shown, apis), whole))
}
