//! `POST /admin/apis/{api}/recipes/{recipe}/edit`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::server::Caller;
use crate::kernel::{ApiError, FieldError, Message};
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};
use crate::recipes::draft::{Edit, RecipeDraft};
use crate::recipes::server::service;

/// Saves a recipe, or answers a button that changes rows: the same form with the rows as wanted.
pub(super) async fn update(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path((api, slug)): Path<(String, String)>,
    form: Form,
) -> Response {
    let mut draft = RecipeDraft::from_pairs(&form.pairs);
    if let Ok(edit) = form.value("action").parse() {
        let draft = changed(&state, &caller, &api, draft, edit).await;
        return state.show_form(form.head, draft.to_pairs()).await;
    }
    draft.tidy();
    match save(&state, &caller, (&api, &slug), &draft).await {
        Ok(()) => Redirect::to(&paths::recipe(&api, draft.name.trim())).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn save(
    state: &AppState,
    caller: &Caller,
    (api, slug): (&str, &str),
    draft: &RecipeDraft,
) -> Result<(), AppError> {
    let permit = caller.publisher()?;
    // Whether it is there comes before what is wrong with it.
    service::form(state, &permit, api, Some(slug)).await?;
    check(draft)?;
    service::update(state, &permit, (api, slug), draft.revision(), draft.recipe(), draft.published).await
}

/// Whether the form is in order. What exactly is wrong is found again by the same rules where it is shown.
pub(super) fn check(draft: &RecipeDraft) -> Result<(), ApiError> {
    let complaints = draft.complaints();
    if complaints.is_empty() {
        return Ok(());
    }
    let field = |field: String| FieldError { field, message: Message::NotUnderstood };
    Err(ApiError::Invalid { fields: complaints.into_iter().map(|complaint| field(complaint.field)).collect() })
}

/// The form after the change that a button asks for.
pub(super) async fn changed(
    state: &AppState,
    caller: &Caller,
    api: &str,
    mut draft: RecipeDraft,
    edit: Edit,
) -> RecipeDraft {
    let asked = edit.asks_for().and_then(|place| draft.steps.get(place)).map(|step| step.operation.clone());
    let parameters = match (asked, caller.publisher()) {
        // Where there is no such operation, nothing is filled in.
        (Some(operation), Ok(permit)) => service::parameters(state, &permit, api, &operation).await.unwrap_or_default(),
        _ => Vec::new(),
    };
    draft.edit(edit, &parameters);
    draft
}
