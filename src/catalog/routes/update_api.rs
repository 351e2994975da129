//! `POST /admin/apis/{api}`

use axum::Extension;
use axum::extract::{Path, State};
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

/// Saves an API, unless somebody else did since the form was shown.
pub(super) async fn update_api(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(slug): Path<String>,
    form: Form,
) -> Response {
    let (draft, products) = (ApiDraft::from_pairs(&form.pairs), read_products(&form.pairs));
    match update(&state, &caller, &slug, &draft, products.as_deref()).await {
        Ok(api) => see(&paths::admin_api(&api.input.slug)),
        Err(error) => {
            let mut pairs = draft.to_pairs();
            write_products(products.as_deref(), &mut pairs);
            state.refuse_form(form.head, pairs, error).await
        }
    }
}

async fn update(
    state: &AppState,
    caller: &Caller,
    slug: &str,
    draft: &ApiDraft,
    products: Option<&[ProductId]>,
) -> Result<Api, AppError> {
    let administrator = caller.administrator()?;
    let api = service::admin_api_by_slug(state, &administrator, slug).await?;
    let input = draft.check().map_err(invalid)?;
    service::update_api_in(state, &administrator, &api.id, draft.revision(), input, products).await
}
