//! `POST /admin/apis/{api}/operations/{operation}`

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

/// Saves an operation, unless somebody else did since the form was shown.
pub(super) async fn update_operation(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, operation)): Path<(String, String)>,
    form: Form,
) -> Response {
    let mut draft = OperationDraft::from_pairs(&form.pairs);
    if let Some(edit) = edit(&form) {
        return show_edited(&state, form.head, draft, edit).await;
    }
    match update(&state, &caller, (&api, &operation), &mut draft).await {
        Ok(()) => see(&paths::admin_api(&api)),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn update(
    state: &AppState,
    caller: &Caller,
    (api, operation): (&str, &str),
    draft: &mut OperationDraft,
) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    let (_, operation) = service::admin_operation_by_slug(state, &permit, api, operation).await?;
    let input = draft.check().map_err(invalid)?;
    service::update_operation(state, &permit, &operation.id, draft.revision(&operation.id), input).await?;
    Ok(())
}
