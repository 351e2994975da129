//! `POST /admin/apis/{api}/operations/new`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::{edit, invalid, see, show_edited};
use crate::catalog::draft::OperationDraft;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Adds an operation and leads back to its API, where the next one is added.
pub(super) async fn create_operation(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(slug): Path<String>,
    form: Form,
) -> Response {
    let mut draft = OperationDraft::from_pairs(&form.pairs);
    if let Some(edit) = edit(&form) {
        return show_edited(&state, form.head, draft, edit).await;
    }
    match create(&state, &caller, &slug, &mut draft).await {
        Ok(()) => see(&paths::admin_api(&slug)),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn create(state: &AppState, caller: &Caller, slug: &str, draft: &mut OperationDraft) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    let api = service::admin_api_by_slug(state, &permit, slug).await?;
    let input = draft.check().map_err(invalid)?;
    service::create_operation(state, &permit, &api.id, input).await?;
    Ok(())
}
