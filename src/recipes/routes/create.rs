//! `POST /admin/apis/{api}/recipes/new`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use super::update::changed;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::recipes::draft::RecipeDraft;
use crate::recipes::server::service;

/// Adds a recipe and leads to its page, or answers a button that changes rows: the same form with the rows as wanted.
pub(super) async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(api): Path<String>,
    form: Form,
) -> Response {
    let mut draft = RecipeDraft::from_pairs(&form.pairs);
    if let Ok(edit) = form.value("action").parse() {
        let draft = changed(&state, &caller, &api, draft, edit).await;
        return state.show_form(form.head, draft.to_pairs()).await;
    }
    draft.tidy();
    match save(&state, &caller, &api, &draft).await {
        Ok(()) => Redirect::to(&paths::recipe(&api, draft.name.trim())).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn save(state: &AppState, caller: &Caller, api: &str, draft: &RecipeDraft) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    service::changeable(state, &permit, api).await?;
    super::update::check(draft)?;
    service::create(state, &permit, api, draft.recipe(), draft.published).await
}
