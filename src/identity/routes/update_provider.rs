//! `POST /admin/identity-providers/{provider}`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::provider_draft::ProviderDraft;
use crate::identity::server::Caller;
use crate::identity::server::providers::service;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Saves a provider, or answers a button for rows.
pub(super) async fn update(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let mut draft = ProviderDraft::from_pairs(&form.pairs);
    if let Ok(edit) = form.value("action").parse() {
        draft.edit(edit);
        return state.show_form(form.head, draft.to_pairs()).await;
    }
    let saved = async { service::update(&state, &caller.administrator()?, &id.into(), &draft).await };
    match saved.await {
        Ok(()) => Redirect::to(paths::ADMIN_PROVIDERS).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}
