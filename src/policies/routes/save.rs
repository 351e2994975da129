//! `POST /admin/…/policies/new` and `POST /admin/…/policies/{policy}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::At;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::policies::draft::PolicyDraft;
use crate::policies::model::Placed;
use crate::policies::server::service;

/// Saves the policy that the address names, or adds one where it names none.
pub(super) async fn save(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(at): Path<At>,
    form: Form,
) -> Response {
    let Some(draft) = PolicyDraft::from_pairs(&form.pairs) else { return ApiError::Malformed.into_response() };
    match write(&state, &caller, &at, &draft).await {
        Ok(()) => Redirect::to(&at.list()).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn write(state: &AppState, caller: &Caller, at: &At, draft: &PolicyDraft) -> Result<(), AppError> {
    let permit = caller.administrator()?;
    // Whether it is there comes before what is wrong with the form.
    service::form(state, &permit, &at.scope(), &at.policy).await?;
    let placed = draft.check().map_err(|fields| ApiError::Invalid { fields })?;
    if at.policy.is_empty() {
        return service::create(state, &permit, &at.scope(), placed).await.map(drop);
    }
    let placed = Placed { id: at.policy.clone(), ..placed };
    service::update(state, &permit, &at.scope(), draft.revision(), placed).await
}
