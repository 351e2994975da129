//! `POST /admin/apis/{api}/duplicate`

use axum::Extension;
use axum::extract::{Path, State};
use axum::response::{IntoResponse as _, Redirect, Response};

use crate::admin::server::copies;
use crate::identity::server::Caller;
use crate::paths;
use crate::platform::AppState;
use crate::platform::body::Form;

/// Copies an API with its operations and recipes, and leads to the copy.
pub(super) async fn duplicate_api(
    State(state): State<AppState>,
    Extension(caller): Extension<Caller>,
    Path(slug): Path<String>,
    form: Form,
) -> Response {
    let copied = async { copies::duplicate_api(&state, &caller.publisher()?, &slug).await };
    match copied.await {
        Ok(copy) => Redirect::to(&paths::admin_api(&copy.input.slug)).into_response(),
        Err(error) => state.refuse_at(form.head, &paths::admin_api(&slug), error).await,
    }
}
