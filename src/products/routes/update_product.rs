//! `POST /admin/products/{product}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::kernel::ids::ProductId;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::products::draft::ProductDraft;
use crate::products::server::service::update_product;

/// Saves a product, unless somebody else did since the form was shown.
pub(super) async fn update(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    // Its id is the address' and not the form's.
    let draft = ProductDraft { id: id.clone(), ..ProductDraft::from_pairs(&form.pairs) };
    let id = ProductId::from(id);
    match save(&state, &caller, &id, &draft).await {
        Ok(()) => Redirect::to(&paths::admin_product(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn save(state: &AppState, caller: &Caller, id: &ProductId, draft: &ProductDraft) -> Result<(), AppError> {
    let administrator = caller.administrator()?;
    let input = draft.check().map_err(|fields| ApiError::Invalid { fields })?;
    update_product(state, &administrator, id, draft.revision(), input).await?;
    Ok(())
}
