//! `POST /admin/apis/{api}/versions/new`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::admin::server::copies;
use crate::catalog::draft::VersionDraft;
use crate::catalog::model::Api;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::kernel::ApiError;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Copies an API with its operations and recipes as a new version of it, and leads to the copy.
pub(super) async fn create_version(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(slug): Path<String>,
    form: Form,
) -> Response {
    let draft = VersionDraft::from_pairs(&form.pairs);
    match create(&state, &caller, &slug, &draft).await {
        Ok(version) => Redirect::to(&paths::admin_api(&version.input.slug)).into_response(),
        Err(error) => state.refuse_form(form.head, draft.to_pairs(), error).await,
    }
}

async fn create(state: &AppState, caller: &Caller, slug: &str, draft: &VersionDraft) -> Result<Api, AppError> {
    let permit = caller.publisher()?;
    // Whether it is theirs comes before what is wrong with the form.
    service::admin_api_by_slug(state, &permit, slug).await?;
    let new = draft.check().map_err(|fields| ApiError::Invalid { fields })?;
    copies::add_version(state, &permit, slug, new).await
}
