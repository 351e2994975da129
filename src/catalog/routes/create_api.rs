//! `POST /admin/apis/new`

use axum::Extension;
use axum::extract::State;
use axum::response::Response;

use super::form::{invalid, see};
use crate::catalog::draft::{ApiDraft, read_products, write_products};
use crate::catalog::model::Api;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::kernel::ids::ProductId;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Registers an API and leads to its page, where operations are added.
pub(super) async fn create_api(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    let (draft, products) = (ApiDraft::from_pairs(&form.pairs), read_products(&form.pairs));
    match create(&state, &caller, &draft, products.as_deref()).await {
        Ok(api) => see(&paths::admin_api(&api.input.slug)),
        Err(error) => {
            let mut pairs = draft.to_pairs();
            write_products(products.as_deref(), &mut pairs);
            state.refuse_form(form.head, pairs, error).await
        }
    }
}

async fn create(
    state: &AppState,
    caller: &Caller,
    draft: &ApiDraft,
    products: Option<&[ProductId]>,
) -> Result<Api, AppError> {
    let administrator = caller.administrator()?;
    service::create_api_in(state, &administrator, draft.check().map_err(invalid)?, products).await
}
