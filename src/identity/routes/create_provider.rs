//! `POST /admin/identity-providers/new`

use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::identity::provider_draft::ProviderDraft;
use crate::identity::server::Caller;
use crate::identity::server::providers::service;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Adds a provider, or answers a button that adds or removes a row: the same form with the rows as wanted.
pub(super) async fn create(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    form: Form,
) -> Response {
    let mut draft = ProviderDraft::from_pairs(&form.pairs);
    if let Ok(edit) = form.value("action").parse() {
        draft.edit(edit);
        return state.show_form(form.head, draft.to_pairs()).await;
    }
    let created = async { service::create(&state, &caller.administrator()?, &draft).await };
    match created.await {
        Ok(id) => Redirect::to(&paths::admin_provider(&id)).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}
