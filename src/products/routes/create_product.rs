//! `POST /admin/products/new`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::products::draft::ProductDraft;
use crate::products::model::Product;
use crate::products::server::service::create_product;

/// Makes a product and leads to its page.
pub(super) async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    let draft = ProductDraft::from_pairs(&form.pairs);
    match make(&state, &caller, &draft).await {
        Ok(product) => Redirect::to(&paths::admin_product(&product.input.id)).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn make(state: &AppState, caller: &Caller, draft: &ProductDraft) -> Result<Product, AppError> {
    let administrator = caller.administrator()?;
    let input = draft.check().map_err(|fields| ApiError::Invalid { fields })?;
    create_product(state, &administrator, input).await
}
