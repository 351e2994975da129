//! `POST /admin/…/policies/new`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::At;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::policies::draft::PolicyDraft;
use crate::policies::server::service;

/// Adds a policy.
pub(super) async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(at): Path<At>,
    form: Form,
) -> Response {
    let Some(draft) = PolicyDraft::from_pairs(&form.pairs) else { return ApiError::Malformed.into_response() };
    match save(&state, &caller, &at, &draft).await {
        Ok(()) => Redirect::to(&at.list()).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn save(state: &AppState, caller: &Caller, at: &At, draft: &PolicyDraft) -> Result<(), AppError> {
    let permit = caller.administrator()?;
    // Whether the scope is there comes before what is wrong with the form.
    service::form(state, &permit, &at.scope(), "").await?;
    let placed = draft.check().map_err(|fields| ApiError::Invalid { fields })?;
    service::create(state, &permit, &at.scope(), placed).await?;
    Ok(())
}
