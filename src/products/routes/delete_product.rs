//! `POST /admin/products/{product}/delete`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::products::server::service::delete_product;

/// Removes a product with all subscriptions to it.
pub(super) async fn delete(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    match remove(&state, &caller, id).await {
        Ok(()) => Redirect::to(paths::ADMIN_PRODUCTS).into_response(),
        Err(error) => state.refuse_form(form.head, Vec::new(), error).await,
    }
}

async fn remove(state: &AppState, caller: &Caller, id: String) -> Result<(), AppError> {
    delete_product(state, &caller.administrator()?, &id.into()).await
}
