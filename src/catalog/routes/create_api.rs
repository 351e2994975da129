//! `POST /admin/apis/new`

use axum::Extension;
use axum::extract::State;
use axum::response::Response;

use super::form::{invalid, see};
use crate::catalog::draft::ApiDraft;
use crate::catalog::model::Api;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Registers an API and leads to its page, where operations are added.
pub(super) async fn create_api(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    let draft = ApiDraft::from_pairs(&form.pairs);
    match create(&state, &caller, &draft).await {
        Ok(api) => see(&paths::admin_api(&api.input.slug)),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn create(state: &AppState, caller: &Caller, draft: &ApiDraft) -> Result<Api, AppError> {
    let permit = caller.publisher()?;
    service::create_api(state, &permit, draft.check().map_err(invalid)?).await
}
