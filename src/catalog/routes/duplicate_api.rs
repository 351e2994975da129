//! `POST /admin/apis/{api}/duplicate`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::Response;

use super::form::see;
use crate::catalog::model::Api;
use crate::catalog::server::service;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::body::Form;
use crate::platform::{AppError, AppState};

/// Copies an API with its operations and leads to the copy.
pub(super) async fn duplicate_api(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(slug): Path<String>,
    form: Form,
) -> Response {
    match duplicate(&state, &caller, &slug).await {
        Ok(copy) => see(&paths::admin_api(&copy.input.slug)),
        Err(error) => state.refuse_at(form.head, &paths::admin_api(&slug), error).await,
    }
}

async fn duplicate(state: &AppState, caller: &Caller, slug: &str) -> Result<Api, AppError> {
    let permit = caller.publisher()?;
    let api = service::admin_api_by_slug(state, &permit, slug).await?;
    service::duplicate_api(state, &permit, &api.id).await
}
