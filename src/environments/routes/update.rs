//! `POST /account/environments/{environment}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::environments::draft::EnvironmentDraft;
use crate::environments::server::service;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Saves an environment, or answers a button that adds or removes a row: the same form with the rows as wanted.
pub(super) async fn update(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let mut draft = EnvironmentDraft::from_pairs(&form.pairs);
    if let Ok(edit) = form.value("action").parse() {
        draft.edit(edit);
        return state.show_form(form.head, draft.to_pairs()).await;
    }
    match save(&state, &caller, id, &draft).await {
        Ok(()) => Redirect::to(paths::ENVIRONMENTS).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn save(state: &AppState, caller: &Caller, id: String, draft: &EnvironmentDraft) -> Result<(), AppError> {
    let id = id.into();
    // Whose it is comes before what is wrong with it.
    service::environment(state, caller, &id).await?;
    let input = draft.check().map_err(|fields| ApiError::Invalid { fields })?;
    service::update_environment(state, caller, &id, draft.revision(), input).await
}
