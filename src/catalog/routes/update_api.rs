//! `POST /admin/apis/{api}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::{invalid, see};
use crate::catalog::draft::ApiDraft;
use crate::catalog::model::Api;
use crate::catalog::server::service;
use crate::identity::server::Caller;
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
    let draft = ApiDraft::from_pairs(&form.pairs);
    match update(&state, &caller, &slug, &draft).await {
        Ok(api) => see(&paths::admin_api(&api.input.slug)),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn update(state: &AppState, caller: &Caller, slug: &str, draft: &ApiDraft) -> Result<Api, AppError> {
    let permit = caller.publisher()?;
    let api = service::admin_api_by_slug(state, &permit, slug).await?;
    let input = draft.check().map_err(invalid)?;
    match &draft.owner {
        None => service::update_api(state, &permit, &api.id, draft.revision(), input).await,
        Some(owner) => {
            let permit = caller.administrator()?;
            service::update_api_and_owner(state, &permit, &api.id, draft.revision(), input, owner).await
        }
    }
}
